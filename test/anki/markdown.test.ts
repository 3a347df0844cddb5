import { describe, expect, it } from 'vitest'
import { ankiHere, oldestAndNewest, useAnki } from './anki'
import { bothBoxes, deckOf, inDeckOrder, useBuilds } from './build'

const deck = deckOf(`# Flashcards: Markdown

### Card 1
#### Front
What is $a_1 < b_2$, and what is \\$5?

#### Back
$$
\\begin{aligned}
a &= \\frac{x_{i}}{{y}} \\\\
- b &= c
\\end{aligned}
$$

So \\(p \\& q\\) or \\[r\\] holds.

\`\`\`math
z
\`\`\`

### Card 2
#### Front
> [!WARNING]
> Never **mix** ==them==.

#### Back
\`\`\`python
def f(x: str) -> int:
    return x < 1  # [sound:a.mp3]
\`\`\`

| \`a \\| b\` | $\\|x\\|$ |
|:-|-:|
| H<sub>2</sub>O | ~~c~~ |

**S** salt
**W** water

### Card 3
#### Front
{{c1::$\\frac{a}{b_{c}}$}} and {{c2::$f :: A$::a type}} and $x = {{c3::y_{z}}}$

### Card 4
#### Front
{{c1::$$
a_{b_{c}}
$$}}, {{c1::==so==}}
`)

/** MathJax's formulas in a page, as MathJax reads them. */
const formulas = (html: string) =>
  [...html.matchAll(/\\\((.*?)\\\)|\\\[(.*?)\\\]/gs)].map(([whole]) =>
    whole.replaceAll('&lt;', '<').replaceAll('&#x3C;', '<').replaceAll('&#x26;', '&').replaceAll('&amp;', '&')
  )
const words = (text: string) => text.replace(/\s+/g, ' ').trim()

describe.skipIf(!ankiHere).each(oldestAndNewest)('Markdown on a card in Anki %s', (version) => {
  const build = useBuilds()
  const anki = useAnki(version)

  it('is shown as it was meant, in as many cards as there are gaps', async () => {
    const collection = await anki.open()
    await collection.importPackage(await build(deck, 'apkg'), bothBoxes)
    const check = await collection.check()
    const all = await collection.render()
    await collection.close()
    expect(check.ok).toBe(true)
    for (const { question, answer } of all) expect([...question.av, ...answer.av]).toEqual([])

    const cardsOf = (place: number) =>
      all.filter(({ guid }) => guid === deck.cards[place]!.guid).toSorted((one, other) => one.ord - other.ord)
    expect([0, 1, 2, 3].map((place) => cardsOf(place).length)).toEqual([1, 1, 3, 1])

    const [math] = inDeckOrder({ cards: deck.cards.slice(0, 1) }, all)
    expect(words(math!.question.text)).toBe('What is \\(a_1 < b_2\\), and what is $5?')
    expect(formulas(math!.answer.html)).toEqual([
      '\\(a_1 < b_2\\)',
      '\\[\n\\begin{aligned}\na &= \\frac{x_{i} }{ {y} } \\\\\n- b &= c\n\\end{aligned}\n\\]',
      '\\(p \\& q\\)',
      '\\[r\\]',
      '\\[\nz\n\\]'
    ])

    const [shown] = cardsOf(1)
    expect(words(shown!.question.text)).toBe('Warning Never mix them.')
    expect(words(shown!.answer.text)).toContain(
      'def f(x: str) -> int: return x < 1 # [sound:a.mp3] a | b \\(|x|\\) H2O c S salt W water'
    )

    const [first, second, third] = cardsOf(2)
    expect(words(first!.question.text)).toBe('[...] and \\(f : : A\\) and \\(x = y_{z} \\)')
    expect(words(second!.question.text)).toBe('\\(\\frac{a}{b_{c} }\\) and [a type] and \\(x = y_{z} \\)')
    expect(words(third!.question.text)).toBe('\\(\\frac{a}{b_{c} }\\) and \\(f : : A\\) and \\(x = [...]\\)')
    for (const { answer } of [first!, second!, third!])
      expect(formulas(answer.html)).toEqual(['\\(\\frac{a}{b_{c} }\\)', '\\(f : : A\\)', '\\(x = y_{z} \\)'])

    const [block] = cardsOf(3)
    expect(words(block!.question.text)).toBe('[...], [...]')
    expect(formulas(block!.answer.html)).toEqual(['\\[\na_{b_{c} }\n\\]'])
  })
})
