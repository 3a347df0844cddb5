import type { Diagnostic } from '../../diagnostic'

/** What a reporter knows besides the findings. */
export interface Sources {
  /** The text of the files that findings are in, by the name that findings call them. */
  readonly texts: ReadonlyMap<string, string>
  /** How many decks were looked at. */
  readonly decks: number
  /** The folder that other programs count paths from. */
  readonly root: string
  readonly colors: boolean
}

/** Findings as text, without a line end after the last line. Pure. */
export type Reporter = (findings: readonly Diagnostic[], sources: Sources) => string
