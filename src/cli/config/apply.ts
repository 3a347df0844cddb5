import type { Command } from 'commander'
import type { Config } from '../../config/config'
import { findConfig } from './find'
import type { Loaded } from './load'

/** How a configuration is asked for. */
export interface ConfigFlags {
  /** A file; false where none is wanted. */
  readonly config?: string | boolean
}

const none: Loaded = { config: {}, problems: [] }

/** The configuration of a run. What reading it takes is loaded only where there is one. */
export async function configOf({ config }: ConfigFlags): Promise<Loaded> {
  if (config === false) return none
  const named = typeof config === 'string' ? config : undefined
  const found = findConfig(named)
  if (found.length === 0 && named === undefined) return none
  const { loadFound } = await import('./load')
  return loadFound(found, named)
}

/** What the commands take of a configuration that have options of these names for something else. */
const meantFor: Partial<Record<keyof Config, readonly string[]>> = {
  format: ['md2anki', 'watch', 'config'],
  output: ['md2anki', 'watch', 'config', 'diff', 'id'],
  outDir: ['md2anki', 'watch', 'config', 'diff', 'id']
}

/** What the command line says in place of an option, under another name. */
const rivals: Partial<Record<keyof Config, keyof Config>> = {
  format: 'output',
  output: 'outDir',
  outDir: 'output',
  deckFromPath: 'deck'
}

/** What a deck may say itself. A configuration counts less than the deck, so this cannot pass for what the command line says. */
export type Usual = Pick<Config, 'start' | 'deck'>

const ofDecks: ReadonlySet<keyof Config> = new Set<keyof Usual>(['start', 'deck'])

/** What a configuration says that no option does, as the values of options that nobody can write. */
export interface Applied {
  readonly usual?: Usual
  readonly decks?: Config['decks']
  /** Where the configuration stands. */
  readonly configPath?: string
}

/** Gives a command the options that a configuration says, and the command line does not. */
export function apply({ config, path }: Loaded, command: Command): void {
  const isSaid = (name: string | undefined) =>
    name !== undefined && command.getOptionValueSource(name) === 'cli'
  for (const name of command.options.map((option) => option.attributeName() as keyof Config)) {
    const value = config[name]
    const isMeant = meantFor[name]?.includes(command.name()) ?? true
    if (value === undefined || !isMeant || isSaid(name) || isSaid(rivals[name]) || ofDecks.has(name)) continue
    command.setOptionValueWithSource(name, name === 'format' ? [value].flat() : value, 'config')
  }
  const { start, deck, decks, tag } = config
  if (tag && isSaid('tag'))
    command.setOptionValueWithSource('tag', [...tag, ...command.getOptionValue('tag')], 'cli')
  const left: Usual = {
    ...(start !== undefined && !isSaid('start') && { start }),
    ...(deck !== undefined && !isSaid('deck') && { deck })
  }
  command.setOptionValueWithSource('usual', left, 'config')
  command.setOptionValueWithSource('configPath', path, 'config')
  if (decks) command.setOptionValueWithSource('decks', decks, 'config')
}
