import type { Root } from 'hast'
import type { CardType } from '../model/limits'
import type { ReadPlan } from './plan'

/** A part of a card under its name. */
export type NamedPart = readonly [name: string, tree: Root]

/** A note as the parts of a card, in HTML still. */
export interface CardParts {
  readonly type: CardType
  readonly front: Root
  /** Of a cloze perhaps nothing. */
  readonly back: Root
  readonly labels: readonly NamedPart[]
  readonly sections: readonly NamedPart[]
  readonly references: readonly NamedPart[]
  /** The id in a field of its own, where a package of ours has one. */
  readonly id?: string
  readonly source?: string
  readonly plan?: ReadPlan
}
