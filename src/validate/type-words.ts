import type { CardType } from '../model/limits'
import { nearestOf } from '../model/nearest'

/** What card types are called: the first is the one to write, others are Anki's own, and what people write. */
const words: Readonly<Record<CardType, readonly [string, ...string[]]>> = {
  basic: ['basic'],
  reversed: [
    'reversed',
    'basic reversed',
    'basic and reversed',
    'basic and reversed card',
    'both directions'
  ],
  'optional-reversed': [
    'optional reversed',
    'optional reversed card',
    'basic optional reversed',
    'basic optional reversed card'
  ],
  'type-in': ['type-in', 'type in the answer', 'basic type in', 'basic type in the answer'],
  cloze: ['cloze', 'cloze deletion', 'cloze deletions', 'cloze card']
}

const types = Object.entries(words) as [CardType, readonly [string, ...string[]]][]
const byName = new Map(types.flatMap(([type, names]) => names.map((name) => [key(name), type] as const)))

/** The names to write. */
export const typeNames = Object.fromEntries(types.map(([type, [name]]) => [type, name])) as Readonly<
  Record<CardType, string>
>

/** The type that a value names: `Reversed`, `Basic (and reversed card)`, `md2anki Cloze`. Any other word is none. */
export function readType(text: string): CardType | undefined {
  return byName.get(key(text))
}

/**
 * The name that a value was meant to be, where it can hardly mean something else: a slip of the pen, or a name of Anki's form. Where the
 * front holds gaps, `close` is one, too.
 */
export function nearestType(text: string, holdsGaps: boolean): string | undefined {
  const name = key(text)
  if (byName.has(name)) return undefined
  const known = [...byName].filter(([, type]) => type !== 'basic' && (type !== 'cloze' || holdsGaps))
  const near = nearestOf(
    name,
    known.map(([each]) => each)
  )
  if (near) return words[byName.get(near)!][0]
  if (holdsGaps && /^cloze\b/.test(name)) return 'cloze'
  if (!/^\s*md2anki\b|^\s*basic\s*\(|\breversed card\b/i.test(text)) return undefined
  return (
    types.find(([, [first]]) => name.includes(key(first).split(' ')[0]!) && first !== 'basic')?.[1][0] ??
    'basic'
  )
}

/** Case and marks make no difference. */
function key(name: string): string {
  return name
    .toLowerCase()
    .replace(/^\s*md2anki\s+/, '')
    .replace(/[^\p{L}]+/gu, ' ')
    .trim()
}
