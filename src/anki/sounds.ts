import { mediaElements, mediaKind } from '../model/media'

/**
 * HTML with something else in place of Anki's marks for sounds and films (`rslib/src/card_rendering/parser.rs`); a mark in
 * character references is none. More than 500 characters are no name, and would take long to look through.
 */
export function mapSounds(
  html: string,
  instead: (element: 'audio' | 'video', name: string) => string
): string {
  return html.replace(/\[sound:([^\]]{1,500})\]/g, (_, name: string) =>
    instead(mediaElements[mediaKind(name) === 'video' ? 'video' : 'sound'], name)
  )
}
