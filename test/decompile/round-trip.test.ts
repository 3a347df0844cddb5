import { describe, expect, it } from 'vitest'
import { compile, type Deck, exportDeck } from '../../src'
import { readPackage } from '../../src/anki/read'
import { decompile } from '../../src/decompile/decompile'
import { readCloze } from '../../src/model/cloze'
import { deckText } from '../decks'
import { fc, runs } from '../fast-check'
import { fixtures } from '../fixtures'
import { shared } from '../shared'
import { packageWith } from './packages'
import { seen } from './seen'

/** The decks of a package of `deck`, read from the Markdown that is made of it. */
async function thereAndBack(deck: Deck) {
  const { content } = await exportDeck(deck, 'apkg')
  const { decks, diagnostics } = decompile(await readPackage(content as Uint8Array), compile)
  const compiled = decks.map(({ markdown }) => compile(markdown))
  const errors = compiled.flatMap((each) => each.diagnostics.filter(({ severity }) => severity === 'error'))
  return { decks: compiled.map((each) => each.deck!), diagnostics, errors }
}

/** What must be the same. */
const likeness = ({ name, cards }: Deck) => ({
  name,
  cards: cards.map(({ guid, type, difficulty, front, back, sections, tags, references, ...rest }) => ({
    guid,
    type,
    difficulty,
    front: seen(type === 'cloze' ? readCloze(front.html).html : front.html),
    back: seen(back.html),
    sections: joined(sections).toSorted(),
    // What a heading says comes back as a label.
    concept: rest.concept?.replace(/\s+/g, ' ').normalize('NFC') ?? null,
    fields: Object.entries(rest.fields)
      .flatMap(([label, { html }]) =>
        /^(?:id|tags|schedule|difficulty|concept)$/i.test(label) || seen(html) === ''
          ? []
          : [[label, seen(html)]]
      )
      .toSorted(),
    references: Object.entries(references).map(([column, { html }]) => [column, seen(html)]),
    tags,
    schedule: rest.schedule
  }))
})

/** Sections of one name share a field of the note. */
function joined(sections: Deck['cards'][number]['sections']): readonly string[] {
  const names = [...new Set(sections.map(({ name }) => name.normalize('NFC').toLowerCase()))]
  return names.map((name) => {
    const same = sections.filter((section) => section.name.normalize('NFC').toLowerCase() === name)
    return `${name}: ${same.map(({ html }) => seen(html)).join('\n')}`
  })
}

const files = ['seed', 'decks', 'decks/other'].flatMap((folder) => shared.files(folder, '.md'))

describe.skipIf(!shared.here)('a deck that lies beside the project', () => {
  it.each(files)('comes back from its package: %s', async (file) => {
    const { deck } = compile(shared.read(file), { file })
    const { decks, errors } = await thereAndBack(deck!)
    expect(errors).toEqual([])
    expect(decks.map(likeness)).toEqual([likeness(deck!)])
  })
})

describe('a fixture', () => {
  const decks = fixtures.names.flatMap((name) => {
    const { deck } = compile(fixtures.read(name), { file: `${name}.md` })
    return deck ? [[name, deck] as const] : []
  })

  it.each(decks)('comes back from its package: %s', async (_, deck) => {
    const { decks, errors } = await thereAndBack(deck)
    expect(errors).toEqual([])
    expect(decks.map(likeness)).toEqual([likeness(deck)])
  })
})

/** Marks of Markdown, of Anki and of decks, and words between them. */
const shard = fc.oneof(
  fc.constantFrom(
    ...[
      '**',
      '*',
      '_',
      '`',
      '~~',
      '[',
      '](a)',
      '![',
      '<b>',
      '</b>',
      '<br>',
      '<sub>2</sub>',
      '&lt;',
      '&nbsp;',
      '\\'
    ],
    ...[
      '\n',
      '\n\n',
      '- ',
      '1. ',
      '> ',
      '##### ',
      '#### ',
      '---',
      '```\n',
      '| a | b |\n|---|---|\n| c | d |\n',
      '$x$'
    ],
    ...[
      '$',
      '$$',
      '\n$$\n',
      '\\(',
      '\\)',
      '$a_{b_{c}}$',
      '$|x|$',
      '==',
      '%%',
      '\n%%\n',
      '[[a]]',
      '![[a.png]]',
      '> [!NOTE]\n> '
    ],
    ...[
      '{{c1::',
      '}}',
      '::',
      '[sound:a.mp3]',
      '\\\\(x\\\\)',
      '[^1]',
      '\n\n[^1]: note\n\n',
      '**Source:** x',
      '**ID:** y'
    ],
    ...['Card 1', 'Front', '###', ' ', '  ', '|', 'https://a.example/b_c', '🂡', 'é', '\u0338']
  ),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
  fc.lorem({ maxCount: 3 })
)
const side = fc.array(shard, { minLength: 1, maxLength: 12 }).map((shards) => shards.join(''))
const days = fc
  .uniqueArray(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 4 })
  .map((list) => list.toSorted((one, other) => one - other))
const tag = fc.constantFrom('a', 'b::c', 'ünï', '日本')
const card = fc.record(
  {
    front: side,
    back: side,
    days,
    labels: fc
      .tuple(fc.uniqueArray(tag), side)
      // A footnote in a label has more than one line, and a label has not.
      .map(([tags, topic]) => `**Tags:** ${tags.join(' ')}\n**Topic:** ${topic.replace(/\[\^1\]|\s+/g, ' ')}`)
  },
  { requiredKeys: ['front', 'back'] }
)

it('any deck comes back from its package', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(card, { minLength: 1, maxLength: 3 }), async (cards) => {
      const { deck } = compile(deckText('Any', cards))
      if (!deck) return
      const { decks, errors, diagnostics } = await thereAndBack(deck)
      expect(errors).toEqual([])
      expect(diagnostics).toEqual([])
      expect(decks.map(likeness)).toEqual([likeness(deck)])
    }),
    runs(60)
  )
}, 60_000)

/** HTML as Anki's editor, and whatever was pasted into it, writes it. */
const { html } = fc.letrec<{ html: string; node: string }>((tie) => ({
  html: fc.array(tie('node'), { maxLength: 4 }).map((nodes) => nodes.join('')),
  node: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom(
      'word',
      ' ',
      '&nbsp;',
      '<br>',
      '# x',
      '- y',
      '**Tags:** z',
      '1. ',
      '\\(x_1\\)',
      '\\[|y| * \\$z\\]',
      '\\(`\\)',
      '$',
      '==',
      '%%',
      '[[',
      ']]',
      '[sound:a.mp3]',
      '&lt;i&gt;',
      '`',
      '|',
      'Card 1',
      '---',
      '<img src="a b.png">',
      '<hr>'
    ),
    fc.string({ unit: 'grapheme', maxLength: 5 }).map((text) => text.replace(/[&<]/g, '*')),
    fc
      .tuple(tie('html'), tie('html'))
      .map(([one, other]) => `<table><tr><th>${one}</th></tr><tr><td>${other}</td></tr></table>`),
    fc
      .tuple(
        fc.constantFrom(
          ...'div p b i u span sub ul li ol blockquote pre code h1 h3 h5 a font strong em s details dl dd mark'.split(
            ' '
          )
        ),
        tie('html')
      )
      .map(([name, inside]) => `<${name}>${inside}</${name}>`)
  )
}))

it('any HTML is seen as before', () => {
  fc.assert(
    fc.property(html, fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }), (front, guid) => {
      const pack = packageWith({ fields: { Front: `${front}?`, Back: `!${front}` }, guid })
      const { decks, diagnostics } = decompile(pack, compile)
      const [found] = compile(decks[0]!.markdown).deck!.cards
      expect(seen(found!.front.html)).toBe(seen(`${front}?`))
      expect(seen(found!.back.html)).toBe(seen(`!${front}`))
      expect(diagnostics.filter(({ message }) => message.includes('text that'))).toEqual([])
      if (!/\p{C}/u.test(guid)) expect(found!.guid).toBe(guid)
    }),
    runs(500)
  )
}, 60_000)
