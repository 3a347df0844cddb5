import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { cardId } from './limits'

/**
 * The identity of a card's note in Anki, which knows a note by its GUID alone (`rslib/src/import_export/package/
 * apkg/import/notes.rs`). It follows from the id, so an id that is written into the deck keeps the card the
 * same. Letters and digits: Anki's own alphabet has marks that get in the way in a CSV file. An id that was made of a GUID gives
 * just this one back.
 */
export function guidOf(id: string): string {
  return guidIn(id) ?? token(['guid', id], 12, digits)
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
export function derivedId(names: readonly string[]): string {
  return token(['id', ...names.map(sameName)], 10, digits.slice(0, 36))
}

/** A whole number below 2^48 that follows from `names`: the same on every machine. */
export function numberOf(names: readonly string[]): number {
  return Number(hash(names) & 0xffff_ffff_ffffn)
}

const digits = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'

function token(names: readonly string[], length: number, alphabet: string): string {
  const base = BigInt(alphabet.length)
  let rest = hash(names)
  return Array.from({ length }, () => {
    const digit = alphabet[Number(rest % base)]
    rest /= base
    return digit
  }).join('')
}

/** 128 bits of SHA-256. */
function hash(names: readonly string[]): bigint {
  const bytes = sha256(utf8ToBytes(JSON.stringify(names))).subarray(0, 16)
  return bytes.reduce((number, byte) => (number << 8n) | BigInt(byte), 0n)
}

/** Case, spacing and the form of accents do not make another card. */
export function sameName(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
}
