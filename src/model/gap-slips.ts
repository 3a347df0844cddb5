import { gapsIn, piecesOf } from './cloze'

/** What an author has most likely meant otherwise, in HTML that holds gaps; as it is written. */
export interface GapSlips {
  /** Marks that are nearly those of a gap, and stay text: `{{C3::`, `{{c4:`, `{{ c5::`. */
  readonly mistyped: readonly string[]
  /** Gaps that hide nothing, so that their cards ask for nothing: `{{c2::}}`. */
  readonly empty: readonly string[]
}

const nearlyOpen = /(?:&#123;|\{){2}\s*c\s*(?:\d[\d,]*\s*::?|::)/gi

/** Looks for slips outside of code, formulas and tags, where braces may mean anything. */
export function gapSlips(html: string): GapSlips {
  const pieces = piecesOf(html)
  const gaps = gapsIn(pieces)
  const [mistyped, empty]: [string[], string[]] = [[], []]
  const open: { readonly from: number; readonly inside: number }[] = []
  let at = 0
  const readText = (to: number) => mistyped.push(...(html.slice(at, to).match(nearlyOpen) ?? []))
  for (const [index, { kind, text, ...piece }] of pieces.entries()) {
    readText(piece.at)
    at = piece.at + text.length
    if (!gaps.has(index)) continue
    if (kind === 'open') open.push({ from: piece.at, inside: at })
    else {
      const { from, inside } = open.pop()!
      if (isEmpty(html.slice(inside, piece.at))) empty.push(html.slice(from, at))
    }
  }
  readText(html.length)
  return { mistyped: mistyped.map(asWritten), empty: empty.map(asWritten) }
}

/** Whether nothing is shown but a hint. */
function isEmpty(html: string): boolean {
  const [text = ''] = html.replace(/<(?!img|audio|video|hr)[^<>]*>/g, '').split('::')
  return /^(?:\s|\u200b|&nbsp;)*$/.test(text)
}

function asWritten(html: string): string {
  return html.replaceAll('&#123;', '{')
}
