import type { Command, Option } from 'commander'
import type { Host } from './host'

/** A shell whose words are completed. */
export type Shell = keyof typeof scripts

/** What can stand in a command line, as its shell is told. */
interface Words {
  readonly name: string
  readonly description: string
  readonly options: readonly Option[]
  /** What its first argument can be, where that is one of some words. */
  readonly choices: readonly string[]
}

/** Prints what completes the words of the command in a shell. Gives the exit code. */
export async function printCompletion(shell: Shell, program: Command, host: Host): Promise<number> {
  await host.out(scripts[shell](program.name(), wordsOf(program), program.commands.map(wordsOf)))
  return 0
}

function wordsOf(command: Command): Words {
  const options = command.createHelp().visibleOptions(command)
  const choices = command.registeredArguments[0]?.argChoices ?? []
  return { name: command.name(), description: command.description(), options: [...options], choices }
}

const scripts = { bash, zsh, fish } as const

/** What has no word to choose from is a file, which the shell completes by itself. */
function bash(program: string, root: Words, commands: readonly Words[]): string {
  const names = commands.map(({ name }) => name)
  const all = [{ ...root, name: '' }, ...commands]
  const values = all.flatMap(({ name, options }) =>
    options.flatMap((option) =>
      (option.argChoices ?? []).length === 0
        ? []
        : `    ${flagsOf(option)
            .map((flag) => `"${name} ${flag}"`)
            .join('|')}) words="${option.argChoices!.join(' ')}" ;;`
    )
  )
  const valued = all.flatMap(({ name, options }) =>
    options.flatMap((option) =>
      takesValue(option) ? flagsOf(option).map((flag) => `"${name} ${flag}"`) : []
    )
  )
  const firstWords = commands.flatMap(({ name, choices }) =>
    choices.length === 0 ? [] : `    "${name} ${name}") words="${choices.join(' ')}" ;;`
  )
  const flags = all.map(
    ({ name, options }) => `      "${name}") words="${options.flatMap(flagsOf).join(' ')}" ;;`
  )
  return `_${program}() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" command="" words="" at
  for ((at = 1; at < COMP_CWORD; at++)); do
    case "\${COMP_WORDS[at]}" in ${names.join('|')}) command="\${COMP_WORDS[at]}"; break ;; esac
  done
  COMPREPLY=()
  case "$command $previous" in
${[...values, ...firstWords].join('\n')}
    ${valued.join('|')}) return ;;
    *) case "$current" in
      -*) case "$command" in
${flags.join('\n')}
      esac ;;
      *) [ "$COMP_CWORD" -eq 1 ] && words="${names.join(' ')}" ;;
    esac ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _${program} ${program}
`
}

/** Zsh reads what Bash does, once it is told so. */
function zsh(program: string, root: Words, commands: readonly Words[]): string {
  return `autoload -U +X compinit && compinit\nautoload -U +X bashcompinit && bashcompinit\n${bash(program, root, commands)}`
}

function fish(program: string, root: Words, commands: readonly Words[]): string {
  const names = commands.map(({ name }) => name).join(' ')
  const none = `not __fish_seen_subcommand_from ${names}`
  const lines = [
    ...commands.map(
      ({ name, description }) => `-n ${quoted(none)} -a ${name} -d ${quoted(firstSentence(description))}`
    ),
    ...commands.flatMap(({ name, choices }) =>
      choices.length === 0 ? [] : `-n '__fish_seen_subcommand_from ${name}' -f -a '${choices.join(' ')}'`
    ),
    ...[root, ...commands].flatMap((words) =>
      words.options.map((option) => {
        const when = words === root ? none : `__fish_seen_subcommand_from ${words.name}`
        return `-n ${quoted(when)} ${fishOption(option)}`
      })
    )
  ]
  return lines.map((line) => `complete -c ${program} ${line}\n`).join('')
}

function fishOption(option: Option): string {
  const { short, long, argChoices, description } = option
  return [
    ...(short ? [`-s ${short.slice(1)}`] : []),
    ...(long ? [`-l ${long.slice(2)}`] : []),
    ...(argChoices ? [`-x -a ${quoted(argChoices.join(' '))}`] : takesValue(option) ? ['-r'] : []),
    `-d ${quoted(description)}`
  ].join(' ')
}

function flagsOf({ short, long }: Option): readonly string[] {
  return [short, long].flatMap((flag) => flag ?? [])
}

function takesValue({ required, optional }: Option): boolean {
  return required || optional
}

function firstSentence(text: string): string {
  return text.replace(/\.(?:\s.*)?$/s, '')
}

function quoted(text: string): string {
  return `'${text.replace(/['\\]/g, '\\$&')}'`
}
