import { spans } from './spans'
import { decoded } from './strip-html'

/** The files that a text of fields shows or plays (`rslib/src/text.rs`). */
export function referencesIn(text: string): readonly string[] {
  const tags = showing.test(text) ? spans(text, showing, '>') : []
  const sources = tags.flatMap((tag) =>
    [...tag.matchAll(source)].map((match) => match[1] ?? match[2] ?? match[3]!)
  )
  const sounds = text.includes('[') ? spans(text, '[sound:', ']') : []
  return [...sources, ...sounds].flatMap(fileIn)
}

const showing = /<(?:img|audio|video|object|source)\b/i

const source = /(?<=^|[\s"'])(?:src|data)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))/gi

/**
 * The name of a file as it is in the package; nothing for what lies elsewhere, or cannot be told: a character reference that we do not
 * know. In the name itself may stand what looks like one.
 */
function fileIn(reference: string): readonly string[] {
  const text = decoded(reference)
  const isUnread = text === reference && /&[a-z]+;/i.test(text)
  const name = fileKey(text)
  return name === '' || isUnread || /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(name) ? [] : [name]
}

/** Anki knows a file by this form of its name. */
export function fileKey(name: string): string {
  return name.normalize('NFC')
}
