import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { base64 } from './media'

/**
 * What the page may do: run this script, use these stylesheets, and show what stands in it. With `asks` it may also ask the server
 * that it came from whether there is a newer one.
 */
export function policyFor(script: string, styles: Iterable<string>, asks: boolean): string {
  return [
    "default-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    'img-src data:',
    'font-src data:',
    'media-src data:',
    `style-src ${[...new Set(styles)].map(source).join(' ')}`,
    `script-src ${source(script)}`,
    ...(asks ? ["connect-src 'self'"] : [])
  ].join('; ')
}

function source(text: string): string {
  return `'sha256-${base64(sha256(utf8ToBytes(text)))}'`
}
