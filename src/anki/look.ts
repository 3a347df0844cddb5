import type { Diagnostic } from '../diagnostic'
import { type CardType, cardTypes } from '../model/limits'
import { type NoteTypeJson, type NoteTypeOf, noteTypeJson } from './note-type'
import { released } from './released'
import { style as ourStyle } from './style'

/** How cards are to look, as far as that is not left to us. */
export interface Look {
  /** A stylesheet behind ours, so that its rules win. */
  readonly css?: string | undefined
  /** A stylesheet in place of ours. */
  readonly style?: string | undefined
  /** By name: `basic`, `reversed`, and `reversed-2` for its second card. A side that is left out stays ours. */
  readonly templates?: Readonly<Record<string, Sides | undefined>> | undefined
  /** When it was last changed. */
  readonly changed?: Date | undefined
}

/** A card's templates, in HTML with Anki's `{{Field}}`. */
export interface Sides {
  readonly front?: string | undefined
  readonly back?: string | undefined
}

/** Our own templates by name, to start from. */
export const ourTemplates: Readonly<Record<string, Required<Sides>>> = Object.fromEntries(
  cardTypes.flatMap((type) =>
    noteTypeJson(type).tmpls.map(({ qfmt, afmt }, ord) => [
      templateName(type, ord),
      { front: qfmt, back: afmt }
    ])
  )
)

export { ourStyle }

/** Our note types in a look. */
export function noteTypesIn(look: Look, modified: Date | undefined): NoteTypeOf {
  return isOurs(look) ? noteTypeJson : (type) => withLook(type, look, modified)
}

/** What keeps Anki from making cards in this look: each problem once. */
export async function problemsOfLook(look: Look): Promise<readonly Diagnostic[]> {
  if (isOurs(look)) return []
  const { problemsOfNoteTypes } = await import('./verify/look')
  return problemsOfNoteTypes(cardTypes.map((type) => withLook(type, look, undefined)))
}

function isOurs({ css, style, templates = {} }: Look): boolean {
  return css === undefined && style === undefined && Object.keys(templates).length === 0
}

function withLook(
  type: CardType,
  { css, style = ourStyle, templates = {}, changed }: Look,
  modified: Date | undefined
): NoteTypeJson {
  const json = noteTypeJson(type)
  return {
    ...json,
    mod: modOf(changed ?? modified),
    css: css === undefined ? style : `${style.trimEnd()}\n${css}`,
    tmpls: json.tmpls.map((template, ord) => {
      const { front = template.qfmt, back = template.afmt } = templates[templateName(type, ord)] ?? {}
      return { ...template, qfmt: front, afmt: back }
    })
  }
}

/**
 * Seconds. Anki takes the look of a note type that it has from one with a later time
 * (`rslib/src/import_export/package/apkg/import/notes.rs`), and ours must not count as later than yours.
 */
function modOf(changed: Date | undefined): number {
  return Math.max(released.seconds + 1, Math.floor((changed?.getTime() ?? 0) / 1000))
}

function templateName(type: CardType, ord: number): string {
  return ord === 0 ? type : `${type}-${ord + 1}`
}
