import { diagnose, type Report } from '../diagnostic'
import type { SettingDraft } from '../model/draft'
import type { Block } from '../model/outline'
import type { Source } from '../model/source'
import { wordsOf } from './labels'
import { linesOf } from './slices'

/** Reads what stands between the marks of front matter. */
export type ReadYaml = (source: Source, block: Block, report: Report) => readonly SettingDraft[]

/** The front matter of a deck, in YAML: its keys with their values as text. */
export function readSettings(source: Source, readYaml: ReadYaml, report: Report): readonly SettingDraft[] {
  const block = source.blocks.find(({ kind }) => kind === 'front-matter')
  if (!block || block.language) return []
  if (block.unclosed) {
    report(diagnose('frontmatter-unclosed', linesOf(source.text, block)[0]!.position))
    return []
  }
  return assignments(source, block) ?? readYaml(source, block, report)
}

/** `name = "Bible Verses"`: the little of TOML that decks for hashcards have. */
function assignments({ text }: Source, block: Block): readonly SettingDraft[] | undefined {
  const lines = linesOf(text, block)
    .slice(1, -1)
    .filter((line) => line.text.trim() !== '')
  const settings = lines.map((line) => {
    const { name, value } = wordsOf(line, /^\s*(?<name>\w+)\s*=\s*"?(?<value>.*?)"?\s*$/d) ?? {}
    return name && value && { name, values: [value.text] }
  })
  return lines.length > 0 && settings.every((setting) => setting !== undefined) ? settings : undefined
}
