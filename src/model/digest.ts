import { sha1 } from '@noble/hashes/legacy.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Digest } from './means'

const hashes = { sha1, sha256 }

/** The hash of a text, by what runs everywhere. */
export const digestOf: Digest = (algorithm, text) => bytesToHex(hashes[algorithm](utf8ToBytes(text)))
