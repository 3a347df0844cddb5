import type { Root } from 'mdast'
import type { Report } from '../diagnostic'
import type { Position } from '../model/position'
import type { Highlight } from './code'
import type { References } from './references'

/** A tree that is ready to become HTML (`prepare.ts`), and how it is to be shown. */
export interface Prepared {
  readonly root: Root
  readonly references: () => References
  /** A part of a line, which gets no paragraph of its own. */
  readonly isInline: boolean
  /** Begins the ids of its footnotes. */
  readonly idPrefix: string
  /** For code in a block of Markdown, and for code in HTML beside it. */
  readonly highlight: Highlight
  readonly holdsCode: boolean
  /** Where the tree's text stands. */
  readonly position: Position
  readonly report: Report
}

/** What a tree has become. */
export interface Written {
  readonly html: string
  /** What a reader sees of it, with formulas as they were written. */
  readonly text: string
}

/** Makes HTML of a tree that holds HTML: as a browser reads it, and without what a card must not hold. */
export type ToSafeHtml = (prepared: Prepared) => Written
