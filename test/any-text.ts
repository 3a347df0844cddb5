import { fc } from './fast-check'
import { fixtures } from './fixtures'

const texts = fixtures.names.map(fixtures.read)

/** Lines of all fixtures in any order: what a deck is made of, and nonsense all the same. */
const shuffled = fc.array(fc.constantFrom(...new Set(texts.flatMap((text) => text.split('\n')))), {
  maxLength: 30
})

/** Pieces that break lines, cells, fields or marks, and characters that few think of. */
const shards = [
  '\r',
  '\n',
  '\r\n',
  '|',
  '`',
  '```',
  '<',
  '<!--',
  '-->',
  '**',
  ':',
  '[^',
  ']:',
  '&#31;',
  '\\',
  '\t',
  '    '
]
const strange = [
  '\u0000',
  '\u001f',
  '\ud800',
  '\ufeff',
  '\u2028',
  '\u0338',
  '\u200b',
  '\u202e',
  '🂡',
  'İ',
  '٣'
]
const shard = fc.oneof(fc.constantFrom(...shards, ...strange), fc.string({ unit: 'binary', maxLength: 5 }))

/** A fixture with some pieces cut out of it and others put in. */
const mutated = fc
  .tuple(fc.constantFrom(...texts), fc.array(fc.tuple(fc.nat(2000), fc.nat(40), shard), { maxLength: 6 }))
  .map(([text, cuts]) =>
    cuts.reduce((cut, [at, length, by]) => cut.slice(0, at) + by + cut.slice(at + length), text)
  )

/** Decks, nearly decks, and no decks at all. */
export const anyText = fc.oneof(
  mutated,
  mutated,
  shuffled.map((lines) => lines.join('\n')),
  fc.string({ unit: 'binary' })
)
