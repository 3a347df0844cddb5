import type { Reporter } from './reporter'

interface Way {
  /** `data` is written whatever was found, notes too; a `message` only when there is something to say. */
  readonly kind: 'message' | 'data'
  /**
   * Data go to standard output, what is said to a person does not. GitHub reads commands from both; they are on standard
   * output because there they cannot fall between the lines of a progress that somebody prints.
   */
  readonly to: 'out' | 'err'
  readonly load: () => Promise<Reporter>
}

/** Every way to tell findings, by name. Each is loaded when there is something to tell. */
export const reporters = {
  pretty: { kind: 'message', to: 'err', load: async () => (await import('./pretty')).pretty },
  json: { kind: 'data', to: 'out', load: async () => (await import('./json')).json },
  sarif: { kind: 'data', to: 'out', load: async () => (await import('./sarif')).sarif },
  gitlab: { kind: 'data', to: 'out', load: async () => (await import('./gitlab')).gitlab },
  markdown: { kind: 'data', to: 'out', load: async () => (await import('./markdown')).markdown },
  github: { kind: 'message', to: 'out', load: async () => (await import('./github')).github }
} as const satisfies Record<string, Way>

export type ReportFormat = keyof typeof reporters
