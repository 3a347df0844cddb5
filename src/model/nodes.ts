import type { Literal, Parent, PhrasingContent } from 'mdast'

/** A formula in a line as it was written, marks and all: `$x$`, `$$x$$`, `\(x\)`, `\[x\]`. */
export interface InlineMath extends Literal {
  type: 'inlineMath'
}

/** A formula of lines of its own, as it was written. */
export interface MathBlock extends Literal {
  type: 'math'
}

/** Marked text: `==x==`. */
export interface Mark extends Parent {
  type: 'mark'
  children: PhrasingContent[]
}

/** A note that Obsidian would show in its place, as it was written: `![[Note]]`. */
export interface NoteEmbed extends Literal {
  type: 'noteEmbed'
}

declare module 'mdast' {
  interface ImageData {
    /** The address is a name that stands for a file in any folder. */
    byName?: true
  }
  interface PhrasingContentMap {
    inlineMath: InlineMath
    mark: Mark
    noteEmbed: NoteEmbed
  }
  interface BlockContentMap {
    math: MathBlock
  }
  interface RootContentMap {
    inlineMath: InlineMath
    math: MathBlock
    mark: Mark
    noteEmbed: NoteEmbed
  }
}
