import { existsSync } from 'node:fs'
import { Command, CommanderError } from 'commander'
import { version } from '../../package.json'
import { nearestOf } from '../model/nearest'
import { type BuildFlags, building, withBuilding } from './build-options'
import { commands, decksOf } from './commands'
import { apply, type ConfigFlags, configOf } from './config/apply'
import type { Host } from './host'
import { type ReportingFlags, reporting } from './options'
import { withParser } from './with-parser'

/** Runs the command. Gives the exit code: 0 fine, 1 something was found, 2 wrong use, 3 a mistake of ours. */
export async function main(host: Host): Promise<number> {
  let exitCode = 0
  const done = (code: number) => {
    exitCode = code
  }
  try {
    await program(host, done).parseAsync(host.args, { from: 'user' })
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    host.err(`md2anki made a mistake. Please report it, with the deck that shows it.`)
    host.err(String(error instanceof Error ? error.stack : error))
    return 3
  }
}

function program(host: Host, done: (exitCode: number) => void): Command {
  const root = quietOnErrors(new Command('md2anki'), host)
    .enablePositionalOptions()
    .description('Compiles Markdown flashcard decks to Anki, with the review schedule the author wrote.')
    .argument('[deck...]', 'decks, folders or globs; - is standard input')
  withBuilding(root)
    .version(version, '-V, --version')
    .addHelpText('after', `\nExit code: 0 fine, 1 something was found, 2 wrong use, 3 a mistake of md2anki.`)
  root.hook('preAction', (_, command) => configure(command, host))
  root.action(async (given: string[], options: BuildFlags) => {
    const names = decksOf(given, root)
    if (names.length === 0) root.help({ error: true })
    const [first = ''] = names
    const isWord = /^[a-z]+$/i.test(first) && !existsSync(first)
    const meant = isWord ? nearestOf(first, commandNames(root)) : undefined
    if (meant) root.error(`error: There is no command \`${first}\`. Did you mean \`${meant}\`?`)
    const { build } = await import('./build')
    const asked = building(root, options, host)
    const told = reporting(options, host)
    done(
      await withParser(options, told, host, (reading) => build(names, { ...asked, ...reading }, told, host))
    )
  })
  const command = (name: string) => quietOnErrors(root.command(name), host)
  for (const add of commands) add({ command, host, done })
  return root
}

/** Gives a command that reads decks what a configuration says. One that is wrong ends it. */
async function configure(command: Command, host: Host): Promise<void> {
  if (!command.options.some((option) => option.attributeName() === 'config')) return
  const flags: ConfigFlags & ReportingFlags = command.optsWithGlobals()
  const loaded = await configOf(flags)
  const { problems, path = '', text } = loaded
  if (problems.length > 0) {
    const { report } = await import('./report')
    const source = {
      name: path,
      file: path,
      folders: [],
      isDeck: false as const,
      diagnostics: problems,
      ...(text !== undefined && { text })
    }
    await report(problems, [source], { ...reporting(flags, host), outIsTaken: true }, host)
    throw new CommanderError(2, 'md2anki.config', 'the configuration is wrong')
  }
  apply(loaded, command)
}

function commandNames(root: Command): readonly string[] {
  return root.commands.map((command) => command.name())
}

/** Lets us give the exit code, and write through the host. */
function quietOnErrors(command: Command, host: Host): Command {
  return command.exitOverride().configureOutput({
    writeOut: (text) => void host.out(text),
    writeErr: (text) => host.err(text.trimEnd())
  })
}
