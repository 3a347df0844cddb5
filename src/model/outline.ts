/**
 * A top-level block of a Markdown file. `start` is the offset at which its first line begins, `end` the
 * offset after the last character of its last line; lines count from 1.
 */
export interface Block {
  readonly kind:
    | 'paragraph'
    | 'table'
    | 'code'
    | 'math'
    | 'html'
    | 'comment'
    | 'rule'
    | 'container'
    | 'front-matter'
    | 'heading'
  readonly line: number
  readonly endLine: number
  readonly start: number
  readonly end: number
  /** A fence, comment, `<pre>` or front matter that runs to the end of the file for want of an end. */
  readonly unclosed?: true
  readonly heading?: Heading
  /** What the opening line of front matter says after `---`, as in `---js`. */
  readonly language?: string
}

export interface Heading {
  readonly depth: number
  /** What stands between the marks, as written. */
  readonly text: string
  /** Offset at which `text` begins. */
  readonly textStart: number
  /** Made by a line of `===` or `---` under it, not by `#`. */
  readonly setext: boolean
  /** To CommonMark it is text of the HTML right above it. */
  readonly underHtml?: true
}

/** A Markdown file as the scanner sees it: its text without byte order mark, cut into top-level blocks. */
export interface Outline {
  readonly text: string
  readonly blocks: readonly Block[]
}
