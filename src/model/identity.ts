import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { digestOf } from './digest'
import { cardId } from './limits'
import type { Digest } from './means'

/**
 * The identity of a card's note in Anki, which knows a note by its GUID alone (`rslib/src/import_export/package/
 * apkg/import/notes.rs`). It follows from the id, so an id that is written into the deck keeps the card the
 * same. Letters and digits: Anki's own alphabet has marks that get in the way in a CSV file. An id that was made of a GUID gives
 * just this one back.
 */
export function guidOf(id: string, digest = digestOf): string {
  return guidIn(id) ?? token(['guid', id], 12, digits, digest)
}

/** The id of a note that Anki, or another program, gave its GUID, which may hold any character; none where it cannot be kept. */
export function idForGuid(guid: string): string | undefined {
  const id = `guid-${bytesToHex(utf8ToBytes(guid))}`
  return guidIn(id) === guid && cardId.test(id) ? id : undefined
}

/** The GUID in `guid-` with its bytes in hexadecimal; nothing where these are no text, or hold what no field may hold. */
function guidIn(id: string): string | undefined {
  const [, hex] = /^guid-((?:[0-9a-f]{2})+)$/.exec(id) ?? []
  if (hex === undefined) return undefined
  try {
    const guid = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(hexToBytes(hex))
    return /\p{Cc}/u.test(guid) ? undefined : guid
  } catch {
    return undefined
  }
}

/** An id for a card that has none of its own, made of what names it. */
export function derivedId(names: readonly string[], digest = digestOf): string {
  return token(['id', ...names.map(sameName)], 10, digits.slice(0, 36), digest)
}

/** A whole number below 2^48 that follows from `names`: the same on every machine. */
export function numberOf(names: readonly string[], digest = digestOf): number {
  return Number.parseInt(hash(names, digest).slice(-12), 16)
}

const digits = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** Digits from the lowest on. Eight at a time are taken out of the large number, which is slow to divide. */
function token(names: readonly string[], length: number, alphabet: string, digest: Digest): string {
  const [base, several] = [alphabet.length, BigInt(alphabet.length) ** 8n]
  let [rest, made] = [BigInt(`0x${hash(names, digest)}`), '']
  while (made.length < length) {
    let part = Number(rest % several)
    rest /= several
    for (let count = 0; count < 8; count++) {
      made += alphabet[part % base]
      part = Math.floor(part / base)
    }
  }
  return made.slice(0, length)
}

/** 128 bits of SHA-256, in hexadecimal. */
function hash(names: readonly string[], digest: Digest): string {
  return digest('sha256', JSON.stringify(names)).slice(0, 32)
}

/** Case, spacing and the form of accents do not make another card. */
export function sameName(name: string): string {
  // To bring ASCII into a form takes long, and changes nothing.
  const formed = /^[\0-\x7f]*$/.test(name) ? name : name.normalize('NFKC')
  return formed
    .toLowerCase()
    .replace(/\s{2,}|[^\S ]/g, ' ')
    .trim()
}
