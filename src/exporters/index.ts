import type { Exporter } from './exporter'

/** Every format by name. Each is loaded when it is asked for: SQLite alone takes longer than all the rest. */
export const exporters = {
  apkg: async () => (await import('./apkg/apkg')).apkg,
  csv: async () => (await import('./csv')).csv,
  json: async () => (await import('./json')).json
} as const satisfies Record<string, () => Promise<Exporter>>

/** The name of a format of ours. */
export type Format = keyof typeof exporters

export function isFormat(name: string): name is Format {
  return Object.hasOwn(exporters, name)
}
