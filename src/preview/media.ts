/** The files that cards show or play, by Anki's names for them. */
export type Media = ReadonlyMap<string, Uint8Array>

/** The kind of a file, by how its name ends. Browsers look at the bytes of images themselves. */
const types: Readonly<Record<string, string>> = {
  avif: 'image/avif',
  bmp: 'image/bmp',
  gif: 'image/gif',
  ico: 'image/x-icon',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  png: 'image/png',
  svg: 'image/svg+xml',
  tif: 'image/tiff',
  tiff: 'image/tiff',
  webp: 'image/webp',
  otf: 'font/otf',
  ttf: 'font/ttf',
  woff: 'font/woff',
  woff2: 'font/woff2',
  aac: 'audio/aac',
  flac: 'audio/flac',
  m4a: 'audio/mp4',
  mp3: 'audio/mpeg',
  oga: 'audio/ogg',
  ogg: 'audio/ogg',
  opus: 'audio/ogg',
  spx: 'audio/ogg',
  wav: 'audio/wav',
  '3gp': 'video/3gpp',
  avi: 'video/x-msvideo',
  flv: 'video/x-flv',
  mkv: 'video/x-matroska',
  mov: 'video/quicktime',
  mp4: 'video/mp4',
  mpeg: 'video/mpeg',
  mpg: 'video/mpeg',
  ogv: 'video/ogg',
  ogx: 'application/ogg',
  webm: 'video/webm'
}

/** The MIME type of a file. */
function typeOf(name: string): string {
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase()
  return Object.hasOwn(types, ending) ? types[ending]! : 'application/octet-stream'
}

/** A file as an address that holds it. Nothing for one that is not there, or whose kind no page shows. */
export function dataUri(name: string, media: Media): string | undefined {
  const bytes = media.get(name)
  return bytes && `data:${typeOf(name)};base64,${base64(bytes)}`
}

/** In pieces, for a function takes only so many arguments. */
export function base64(bytes: Uint8Array): string {
  const size = 0x2000
  const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
    String.fromCharCode(...bytes.subarray(at * size, (at + 1) * size))
  )
  return btoa(pieces.join(''))
}
