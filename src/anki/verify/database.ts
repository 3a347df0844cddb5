import type { Container } from '../container'
import type { OpenDatabase } from '../open-database'
import type { Findings } from './findings'

type Master = Readonly<{ type: string; name: string; rootpage: number }>

/** Says whether the file of the database is whole. Throws where nothing in it can be read, or may be. */
export function verifyDatabase(
  database: OpenDatabase,
  format: Container['format'],
  findings: Findings
): void {
  const master = database.rows<Master>('select type, name, rootpage from sqlite_schema')
  const runs = master.find(({ rootpage }) => !rootpage)
  if (runs) throw new Error(`its database holds the ${kindOf(runs)} \`${runs.name}\`, which no package has`)
  const { schema, tables, check } = forms[format]
  const missing = tables.find((table) => !master.some(({ name }) => name === table))
  if (missing) throw new Error(`its database has no table \`${missing}\``)
  const versions = database.rows<Readonly<{ ver: number }>>('select ver from col')
  if (versions.length !== 1) throw new Error(`its database holds ${versions.length} collections`)
  if (versions[0]!.ver !== schema)
    throw new Error(`its database is of schema ${versions[0]!.ver}, and has to be of ${schema}`)
  const [first] = database.rows(`pragma ${check}(1)`)
  const said = String(Object.values(first ?? {})[0]).replace(/^\*+ .* \*+\n/, '')
  if (said !== 'ok')
    findings.add('package-damaged', `The database is damaged: ${said}`, 'Export the deck once more')
  if (format === 'legacy')
    for (const { type, name } of master)
      if (ofNewerSchemas.has(name))
        findings.add(
          'package-damaged',
          `The database has the ${type} \`${name}\`, which Anki makes when it imports, and then stops`,
          'Leave it out: schema 11 does not have it'
        )
}

/** What has no page of its own is a program, whatever else it looks like. */
function kindOf({ type }: Master): string {
  return type === 'table' ? 'virtual table' : type
}

interface Form {
  readonly schema: number
  readonly tables: readonly string[]
  /** A full check needs Anki's own order of names, which is only about known for schema 18. */
  readonly check: 'integrity_check' | 'quick_check'
}

const common = ['col', 'notes', 'cards', 'revlog', 'graves']

const forms: Readonly<Record<Container['format'], Form>> = {
  legacy: { schema: 11, tables: common, check: 'integrity_check' },
  latest: {
    schema: 18,
    tables: [...common, 'notetypes', 'fields', 'templates', 'decks', 'deck_config'],
    check: 'quick_check'
  }
}

/** What the upgrades make (`rslib/src/storage/upgrades/`). */
const ofNewerSchemas: ReadonlySet<string> = new Set([
  ...['deck_config', 'config', 'tags', 'fields', 'templates', 'notetypes', 'decks'],
  ...['idx_notes_mid', 'idx_cards_odid', 'idx_fields_name_ntid', 'idx_templates_name_ntid'],
  ...['idx_templates_usn', 'idx_notetypes_name', 'idx_notetypes_usn', 'idx_decks_name', 'idx_graves_pending']
])
