import { type Diagnostic, diagnose } from '../diagnostic'
import { mediaKind } from '../model/media'
import type { Position } from '../model/position'

/** Says what is wrong with a file that a card shows or plays, by its name and what is in it. */
export function mediumProblem(path: string, bytes: Uint8Array, place: Position): Diagnostic | undefined {
  if (bytes.length === 0) return diagnose('media-empty', place, { path })
  const found = contentOf(bytes)
  const ending = /[^.]*$/.exec(path)![0].toLowerCase()
  if (found ? !found.endings.includes(ending) : !loose.includes(ending))
    return diagnose('media-type-mismatch', place, {
      path,
      kind: found?.name ?? 'something else',
      isMedium: found !== undefined && found.endings.length > 0
    })
  return found?.name === svg && holdsScript(bytes) ? diagnose('media-svg-script', place, { path }) : undefined
}

/** Whether Anki shows or plays files of this name at all. */
export function isSupported(path: string): boolean {
  return mediaKind(path) !== undefined
}

interface Kind {
  readonly name: string
  readonly endings: readonly string[]
  /** The first bytes as text, a letter for each; matched against what a file of the kind begins with. */
  readonly begins: RegExp
}

const svg = 'an SVG image'

/** How files begin, by what they hold. */
const contents: readonly Kind[] = [
  { name: 'a PNG image', endings: ['png'], begins: /^\x89PNG\r\n/ },
  { name: 'a JPEG image', endings: ['jpg', 'jpeg'], begins: /^\xff\xd8\xff/ },
  { name: 'a GIF image', endings: ['gif'], begins: /^GIF8/ },
  { name: 'a WebP image', endings: ['webp'], begins: /^RIFF.{4}WEBP/s },
  { name: 'an AVIF image', endings: ['avif'], begins: /^.{4}ftypavi[fs]/s },
  { name: 'an icon', endings: ['ico'], begins: /^\0\0\x01\0/ },
  { name: svg, endings: ['svg'], begins: /^(?:\xef\xbb\xbf)?\s*(?:<\?xml|<!--|<!doctype svg|<svg)/i },
  { name: 'HTML', endings: [], begins: /^(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|head|body)/i },
  { name: 'a WAV sound', endings: ['wav'], begins: /^RIFF.{4}WAVE/s },
  { name: 'a FLAC sound', endings: ['flac'], begins: /^fLaC/ },
  { name: 'an Ogg file', endings: ['oga', 'ogg', 'ogv', 'ogx', 'opus', 'spx'], begins: /^OggS/ },
  { name: 'an AAC sound', endings: ['aac'], begins: /^\xff[\xf0\xf1\xf8\xf9]/ },
  { name: 'an MP3 sound', endings: ['mp3'], begins: /^(?:ID3|\xff[\xe0-\xff])/ },
  { name: 'an AVI film', endings: ['avi'], begins: /^RIFF.{4}AVI /s },
  { name: 'a Flash file', endings: ['swf', 'flv'], begins: /^(?:[FCZ]WS|FLV)/ },
  { name: 'a Matroska film', endings: ['mkv', 'webm'], begins: /^\x1a\x45\xdf\xa3/ },
  {
    name: 'an MPEG-4 file',
    endings: ['mp4', 'm4a', 'mov', '3gp'],
    begins: /^.{4}(?:ftyp|moov|mdat|wide|free|skip)/s
  },
  { name: 'an MPEG film', endings: ['mpeg', 'mpg'], begins: /^\0\0\x01[\xb0-\xbf]/ },
  { name: 'a PDF document', endings: [], begins: /^%PDF/ },
  { name: 'a zip archive', endings: [], begins: /^PK\x03\x04/ },
  { name: 'a program', endings: [], begins: /^(?:MZ|\x7fELF)/ }
]

/** Files of these names may begin with anything. */
const loose = ['aac', 'mp3', 'mpeg', 'mpg']

function contentOf(bytes: Uint8Array): Kind | undefined {
  const beginning = String.fromCharCode(...bytes.subarray(0, 200))
  return contents.find(({ begins }) => begins.test(beginning))
}

/** What runs when the file is opened by itself; browsers run nothing of an image in a page. */
function holdsScript(bytes: Uint8Array): boolean {
  return /<(?:\w+:)?script\b|\son[a-z]+\s*=|javascript:/i.test(new TextDecoder().decode(bytes))
}
