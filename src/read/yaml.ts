import { isMap, isScalar, isSeq, type Pair, type Scalar } from 'yaml'
import { diagnose, type Report } from '../diagnostic'
import type { SettingDraft } from '../model/draft'
import type { Block } from '../model/outline'
import { moved, type Position } from '../model/position'
import type { Source } from '../model/source'
import { yamlDocument } from '../model/yaml-document'
import { linesOf } from './slices'

/** Settings are short. More makes the parser slow, and deeper nesting overflows its stack. */
const mostCharacters = 10_000
const mostMarks = 300

/** The keys of YAML front matter with their values as text, or one finding. */
export function yamlSettings({ text }: Source, block: Block, report: Report): readonly SettingDraft[] {
  const [first, ...rest] = linesOf(text, block)
  const start = rest[0]!.position.start
  const source = text.slice(start.offset, rest.at(-1)!.position.start.offset)
  const marks = source.match(/[[{]|[-?][ \t]/g)?.length ?? 0
  if (source.length > mostCharacters || marks > mostMarks) {
    const reason = `it holds more than ${mostCharacters} characters, or more than ${mostMarks} lists`
    report(diagnose('frontmatter-unreadable', first!.position, { reason }))
    return []
  }
  const { document, placeOf, problem } = yamlDocument(source)
  const inFile = (place: Position) => moved(place, start)
  if (problem) {
    report(diagnose('frontmatter-unreadable', inFile(problem.position), { reason: problem.reason }))
    return []
  }
  const alias = /(?<=^|[\s[,{])\*\w+/.exec(source)
  const isUnfit = alias ?? (document.contents !== null && !isMap(document.contents))
  if (isUnfit) {
    const at = alias?.index ?? 0
    const reason = alias ? 'aliases are not read' : 'it holds no keys with values'
    const place = inFile(placeOf(at, at + (alias?.[0].length ?? 0)))
    report(diagnose('frontmatter-unreadable', place, { reason }))
    return []
  }
  const pairs = isMap(document.contents) ? (document.contents.items as readonly Pair<Scalar>[]) : []
  return pairs.map(({ key, value }) => {
    const [from, to] = key.range!
    return { name: { text: String(key.value), position: inFile(placeOf(from, to)) }, values: valuesOf(value) }
  })
}

/** A value as texts: of a list each, of keys with values `key: value`. */
function valuesOf(value: unknown): readonly string[] {
  if (isSeq(value)) return value.items.flatMap(valuesOf)
  if (isMap(value))
    return value.items.flatMap(({ key, value }) =>
      valuesOf(value).map((text) => `${valuesOf(key)[0]}: ${text}`)
    )
  return isScalar(value) && value.value !== null ? [value.source!] : []
}
