import type { Command } from 'commander'
import type { Host } from '../host'
import { printable, printableJson } from '../printable'
import type { Applied, Usual } from './apply'

/** An option as a build would have it. */
interface Row {
  readonly option: string
  readonly value: unknown
  readonly from: string
}

/** Prints what a build would be asked for, and where each option comes from. Gives the exit code. */
export async function showConfig(command: Command, host: Host): Promise<number> {
  const { decks, configPath: path = '' }: Applied = command.opts()
  const options = command.options.map((option) => option.attributeName())
  const rows = [...new Set(options)].flatMap((name) => {
    const { value, from } = optionOf(name, command)
    return value === undefined || name === 'config' || name === 'json' ? [] : [{ option: name, value, from }]
  })
  const all: readonly Row[] = decks ? [{ option: 'decks', value: decks, from: path }, ...rows] : rows
  await host.out(command.opts()['json'] ? `${printableJson(all, 2)}\n` : table(all))
  return 0
}

/** What an option is, and by what. */
function optionOf(name: string, command: Command): Omit<Row, 'option'> {
  const { usual = {}, configPath: path = '' }: Applied = command.opts()
  const source = command.getOptionValueSource(name)
  if (source !== undefined)
    return { value: command.getOptionValue(name), from: source === 'cli' ? 'the command line' : path }
  const value = usual[name as keyof Usual]
  if (value !== undefined) return { value, from: `${path}; what a deck says counts more` }
  // What is written to, or by, says the format.
  const isSaid = name === 'format' && (command.getOptionValue('output') ?? command.getOptionValue('exporter'))
  const isOfDecks = name === 'start' ? '; what a deck says counts more' : ''
  return { value: isSaid ? undefined : defaults[name], from: `nothing: it is so by default${isOfDecks}` }
}

/** What counts where nothing else is said. */
const defaults: Readonly<Record<string, unknown>> = {
  format: ['apkg'],
  csvLayout: 'full',
  schedule: 'exact',
  start: 'import',
  dayOne: 'tomorrow'
}

function table(rows: readonly Row[]): string {
  const words = rows.map(({ option, value, from }) => [option, JSON.stringify(value), from].map(printable))
  const widths = [0, 1].map((at) => Math.max(...words.map((row) => row[at]!.length)))
  return words
    .map(([option, value, from]) => `${option!.padEnd(widths[0]!)}  ${value!.padEnd(widths[1]!)}  ${from}\n`)
    .join('')
}
