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
  const { usual = {}, decks, configPath: path = '' }: Applied = command.opts()
  const options = command.options.map((option) => option.attributeName())
  const rows = [...new Set(options)].flatMap((name): readonly Row[] => {
    const source = command.getOptionValueSource(name)
    if (name === 'config' || name === 'json') return []
    if (source === 'cli')
      return [{ option: name, value: command.getOptionValue(name), from: 'the command line' }]
    if (source === 'config') return [{ option: name, value: command.getOptionValue(name), from: path }]
    const value = usual[name as keyof Usual]
    return value === undefined ? [] : [{ option: name, value, from: `${path}; what a deck says counts more` }]
  })
  const all = decks ? [{ option: 'decks', value: decks, from: path }, ...rows] : rows
  await host.out(command.opts()['json'] ? `${printableJson(all, 2)}\n` : table(all))
  return 0
}

function table(rows: readonly Row[]): string {
  if (rows.length === 0)
    return 'Everything is as usual: no configuration is here, and the command line says nothing\n'
  const words = rows.map(({ option, value, from }) => [option, JSON.stringify(value), from].map(printable))
  const widths = [0, 1].map((at) => Math.max(...words.map((row) => row[at]!.length)))
  return words
    .map(([option, value, from]) => `${option!.padEnd(widths[0]!)}  ${value!.padEnd(widths[1]!)}  ${from}\n`)
    .join('')
}
