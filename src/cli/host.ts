/** The process as the command sees it: everything it reads or writes besides files. */
export interface Host {
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  /** Whether a person looks at what is written to standard error, and whether standard output is a terminal. */
  readonly colors: boolean
  readonly outIsTerminal: boolean
  /** Up to one byte more than there may be. */
  readonly stdin: (most?: number) => Promise<Uint8Array>
  readonly out: (content: string | Uint8Array) => Promise<void>
  readonly err: (line: string) => void
  /** Shows a line that the next one takes the place of; only where somebody looks at a terminal. */
  readonly progress?: (line: string) => void
}
