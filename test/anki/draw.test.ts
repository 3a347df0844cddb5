import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { drawCards } from '../../src/anki/draw'
import { nameMedia } from '../../src/anki/media'
import { renderTemplate } from '../../src/anki/template'
import { compile, type Deck } from '../../src/index'
import { htmlOf } from '../../src/model/html'
import { plan } from '../../src/plan/plan'
import { fixtures } from '../fixtures'
import { shared } from '../shared'
import {
  ankiHere,
  ankiVersions,
  oldestAndNewest,
  type RenderedCard,
  type RenderedSide,
  useAnki
} from './anki'
import { bothBoxes, range, useBuilds } from './build'

const examples = fileURLToPath(new URL('../../examples/', import.meta.url))

/** Every deck at hand that can be built, by its name. */
const decks: readonly (readonly [name: string, deck: Deck])[] = [
  ...['seed', 'decks', 'decks/other']
    .flatMap((folder) => (shared.here ? shared.files(folder, '.md') : []))
    .map((file) => [file, shared.read(file)] as const),
  ...readdirSync(examples)
    .filter((name) => name.endsWith('.md'))
    .map((name) => [`examples/${name}`, readFileSync(examples + name, 'utf8')] as const),
  ...fixtures.names.map((name) => [`fixtures/${name}`, fixtures.read(name)] as const)
].flatMap(([name, text]) => {
  const { deck, diagnostics } = compile(text, { file: 'deck.md' })
  return deck && diagnostics.every(({ severity }) => severity !== 'error') ? [[name, deck] as const] : []
})

/** Fields that are hard to draw, as the front of a cloze card. */
const clozes: readonly string[] = [
  '{{c1::one}} and {{c2::two::a hint}} and {{c1::three}}',
  '{{c1::outer {{c2::inner::deep}} rest}} {{c3::x}}',
  '{{c2::a <b>bold</b> word::say <i>it</i>}} with &amp; and &lt;',
  'unclosed {{c1::one}} {{c2::two',
  'closed }} twice {{c1::one}}}} end',
  '{{c1::a::b::c}}',
  '{{c12::}} {{c1::größer 漢字 🧪 "quoted" <a href="https://example.org/?a=1&amp;b=2">x</a>}}',
  'A formula \\(x_{ {{c1::1}} } &lt; y\\) and \\[ {{c2::<b>z</b>}} \\] and {{c3::\\(\\frac{a}{b} \\)}}',
  '\\(open {{c1::one}} and never closed',
  '\\[a\\) {{c1::one}} \\(b\\] &amp;amp; \\(c &amp;amp; &#x3C; d\\)',
  '{{c0::none}} {{c1::one}} {{c501::many}}',
  `${range(12)
    .map((at) => `{{c${at + 1}::`)
    .join('')}deep${'}}'.repeat(7)}`,
  '{{C1::capital}} {{c1:: blank }} {{c 1::no}}',
  '{{c1::[sound:a.mp3]}} [sound:b.mp3]'
]

const fields = {
  Front: 'A <b>bold</b> question &amp; more',
  Back: '<div>An answer</div>',
  Empty: '',
  Blank: ' <br> <div></div>',
  'Two Words': 'both',
  References: 'a&nbsp;b &amp;lt; \u00a0 &#x263a;&#9786; &quot;',
  Unreadable: 'a&nbsp;b & c &amp;',
  Code: '{{Front}} {{#Front}}x{{/Front}}'
}

const templates: readonly (readonly [string, string])[] = [
  ['{{Front}}', '{{FrontSide}}<hr id=answer>{{Back}}'],
  ['{{ Front }} {{Two Words}} {{Code}}', '{{FrontSide}}{{FrontSide}}'],
  [
    '{{Front}}{{#Empty}}no{{/Empty}}{{^Empty}}yes{{/Empty}}',
    '{{^Blank}}blank{{/Blank}}{{#Blank}}no{{/Blank}}'
  ],
  [
    '{{#Front}}a{{^Back}}b{{Back}}{{/Back}}{{#Two Words}}c{{/Two Words}}{{/Front}}{{Front}}',
    '{{# Back }}d{{/ Back }}'
  ],
  ['{{Front}} {{text:References}} {{text:Unreadable}}', '{{text:Front}}'],
  ['{{text:Front}} {{type:Back}}', '{{Front}} {{type:cloze:Back}}'],
  ['{{Front}} {{Tags}} {{Card}} {{CardFlag}} {{#Tags}}tags{{/Tags}}', '{{^CardFlag}}none{{/CardFlag}}'],
  ['{{Front}}\n\n{{Empty}}\n', '\n'],
  ['{{nobody-knows:Front}}{{text:nobody-knows:Front}}', '{{cloze:Front}}'],
  ['{{Front}}{{FrontSide}}', '{{text:FrontSide}}']
]

/** What the oldest versions do not know yet. */
const newer: typeof templates = [
  ['{{Front}} <!-- {{Back}} {{nothing}} --> } }} { {', '<!-- {{#Front}} -->{{Back}}'],
  ['{{Front}} {{type:nc:Front}}', '{{type:nc:Back}}']
]

describe.skipIf(!ankiHere).each(oldestAndNewest)('what we take Anki %s to show of a card', (version) => {
  const build = useBuilds()
  const anki = useAnki(version)

  it.each(decks)('is what it shows: %s', async (_, deck) => {
    expect(sidesOf(deck)).toEqual(await shown(deck))
  })

  it('is what it shows: clozes', async () => {
    const [base] = decks.find(([name]) => name === 'fixtures/cloze')![1].cards
    const deck = {
      ...decks[0]![1],
      cards: clozes.map((html, at) => ({
        ...base!,
        guid: `cloze-${at}`,
        id: `cloze-${at}`,
        type: 'cloze' as const,
        front: { markdown: html, html, text: html }
      }))
    }
    const real = await shown(deck)
    expect(real.length).toBeGreaterThan(clozes.length)
    expect(sidesOf(deck)).toEqual(real)
  })

  it('is what it shows: templates of all kinds', async () => {
    const collection = await anki.open()
    const all = version === ankiVersions[0] ? [...templates, ...newer] : templates
    const drawn = await collection.renderWith({ fields, templates: all })
    await collection.close()
    const context = {
      fields: { ...fields, Tags: 'one two::three', Card: 'Card 1', CardFlag: 'flag0' },
      number: 1
    }
    const ours = all.map(([question, answer]) => {
      const front = renderTemplate(question, context)
      return { question: front, answer: renderTemplate(answer, context, front) }
    })
    expect(ours).toEqual(drawn.map(asSides).map(({ question, answer }) => ({ question, answer })))
  })

  async function shown(deck: Deck): Promise<readonly Sides[]> {
    const collection = await anki.open()
    await collection.importPackage(await build(deck, 'apkg', { media: bytesOf }), bothBoxes)
    const cards = await collection.render()
    await collection.close()
    return inOrder(deck, cards.filter(isCard).map(asSides))
  }
})

interface Sides {
  readonly guid: string
  readonly ord: number
  readonly question: string
  readonly answer: string
}

/** What is in a file is of no matter, so long as it is another one. */
function bytesOf(path: string): Uint8Array {
  return new TextEncoder().encode(path)
}

function sidesOf(deck: Deck): readonly Sides[] {
  const files = new Map(deck.media.map(({ path }) => [path, bytesOf(path)]))
  const planned = plan(nameMedia([{ deck, files }]).decks[0]!)
  return planned.cards.flatMap((card) =>
    drawCards(card, planned).map(({ ord, question, answer }) => ({ guid: card.guid, ord, question, answer }))
  )
}

/** Anki puts a mark in the place of each sound and keeps its name apart: it is put back. */
function asSides({ guid, ord, question, answer }: RenderedCard): Sides {
  const withSounds = ({ html }: RenderedSide) =>
    html.replace(/\[anki:play:([qa]):(\d+)\]/g, (_, side, at) => {
      const { av } = side === 'q' ? question : answer
      return `[sound:${htmlOf(av[Number(at)]!)}]`
    })
  return { guid, ord, question: withSounds(question), answer: withSounds(answer) }
}

/** A package may hold cards that Anki would not make; it keeps them, and says so in the place of the card. */
function isCard({ answer }: RenderedCard): boolean {
  return !answer.html.startsWith('<div>No cloze ')
}

function inOrder({ cards }: Deck, sides: readonly Sides[]): readonly Sides[] {
  return cards.flatMap((card) =>
    sides.filter(({ guid }) => guid === card.guid).sort((one, other) => one.ord - other.ord)
  )
}
