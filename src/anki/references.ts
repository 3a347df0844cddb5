import { spans } from './spans'

/** The files that a text of fields shows or plays (`rslib/src/text.rs`). */
export function referencesIn(text: string): readonly string[] {
  const tags = text.includes('<') ? spans(text, /<(?:img|audio|video|object|source)\b/, '>') : []
  const sources = tags.flatMap((tag) =>
    [...tag.matchAll(source)].map((match) => match[1] ?? match[2] ?? match[3]!)
  )
  const sounds = text.includes('[') ? spans(text, '[sound:', ']') : []
  return [...sources, ...sounds].flatMap(fileIn)
}

const source = /(?<=^|[\s"'])(?:src|data)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))/gi

/** The few that editors write; of a name with others nothing is said. */
const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' '
}

function decoded(entity: string, decimal?: string, hexadecimal?: string, name = ''): string {
  const code = decimal ? Number(decimal) : Number.parseInt(hexadecimal ?? '', 16)
  if (code <= 0x10_ffff) return String.fromCodePoint(code)
  return entities[name.toLowerCase()] ?? entity
}

/** The name of a file as it is in the package; nothing for what lies elsewhere, or cannot be told. */
function fileIn(reference: string): readonly string[] {
  const name = fileKey(reference.replace(/&(?:#(\d+)|#x([0-9a-f]+)|([a-z]+));/gi, decoded))
  return name === '' || /^(?:[a-z][a-z0-9+.-]*:|\/\/)|&[a-z]+;/i.test(name) ? [] : [name]
}

/** Anki knows a file by this form of its name. */
export function fileKey(name: string): string {
  return name.normalize('NFC')
}
