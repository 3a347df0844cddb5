/**
 * Decks of one shape and any size. What an author may have many of is in one of them: cards in each way of writing them, definitions, rows of a
 * schedule, mistakes. `bench/growth.mjs` sees whether the time grows with the size alone.
 */
export const shapes = {
  'plain cards': (n) => cards(n),
  'cards with one number': (n) => title + each(n, (i) => card(1, `Question ${i}?`, 'That.')),
  'cards without numbers': (n) => title + each(n, (i) => card('', `Question ${i}?`, 'That.')),
  'numbers backwards': (n) => title + each(n, (i) => card(n - i + 1, `Question ${i}?`, 'That.')),
  'gaps between numbers': (n) => title + each(n, (i) => card(3 * i, `Question ${i}?`, 'That.')),
  'one question': (n) => title + each(n, (i) => card(i, 'The same?', `Answer ${i}.`)),
  'numbers of cards in text': (n) => cards(n, (i) => `As in Card ${i} and Card [${i + 1}](x).`),

  'cards in a list': (n) => title + each(n, (i) => `${i}. **Q:** What is **${i}**?\n   **A:** That.\n`),
  'clozes in a list': (n) => title + each(n, (i) => `- The {{c1::thing ${i}}} is **that**.\n`),
  'cards of one line': (n) => title + each(n, (i) => `Question **${i}**::Answer ${i}\n`),
  'cards with a mark between': (n) => title + each(n, (i) => `Question **${i}**\n?\nAnswer ${i}\n\n`),
  'questions and answers': (n) => title + each(n, (i) => `Q: What is **${i}**?\nA: Answer ${i}\n\n`),
  'cards in a table': (n) =>
    `${title}| Question | Answer |\n|---|---|\n${each(n, (i) => `| **${i}**? | That |\n`)}`,
  'questions as headings': (n) => title + each(n, (i) => `## What is ${i}?\n\nAnswer **${i}**.\n\n`),
  'answers to unfold': (n) =>
    title + each(n, (i) => `<details><summary>What is ${i}?</summary>\n\n**That**.\n\n</details>\n\n`),

  'links in one paragraph': (n) =>
    cards(n, (i) => `See [it][l${i}].`) + notes(n, (i) => `[l${i}]: https://a.b/${i}\n`),
  'links in one list': (n) =>
    cards(n, (i) => `See [it][l${i}].`) + notes(n, (i) => `- [l${i}]: https://a.b/${i}\n`),
  'links in cards': (n) => cards(n, (i) => `See [it][l${i}].\n\n[l${i}]: https://a.b/${i}`),
  'one link of all cards': (n) => cards(n, () => 'See [it][l].') + notes(1, () => '[l]: https://a.b\n'),
  footnotes: (n) => cards(n, (i) => `That.[^${i}]`) + notes(n, (i) => `[^${i}]: Note **${i}**.\n`),
  'footnotes of footnotes': (n) => cards(n) + notes(n, (i) => `[^${i}]: See [^${i + 1}].\n\n`),

  'rows of a schedule': (n) => cards(n) + schedule('Card | Days', n, (i) => `Card ${i} | Day 1, 3`),
  'days of a schedule': (n) =>
    cards(n) + schedule('Day | Cards', n, (i) => `Day ${i} | Card ${i}, Hard cards`),
  'items of a schedule': (n) =>
    `${cards(n)}## Review Schedule\n\n${each(n, (i) => `- **Card ${i}:** Day 1, Day 3\n`)}`,
  'rows for no card': (n) => cards(n) + schedule('Card | Days', n, (i) => `Card ${n + i} | Day 1`),
  'many schedules': (n) => cards(n) + each(n, (i) => schedule('Card | Days', 1, () => `Card ${i} | Day 1`)),
  'cross-references': (n) =>
    `${cards(n)}## Cross-References\n\n| Card | See |\n|---|---|\n${each(n, (i) => `| ${i} | **x** |\n`)}`,

  'labels of a card': (n) =>
    title +
    card(
      1,
      'Why?',
      'That.',
      each(n, (i) => `**Label ${i}:** value\n`)
    ),
  'sections of a card': (n) => cards(1) + each(n, (i) => `#### Section ${i}\n\nText **${i}**.\n\n`),
  'paragraphs of a card': (n) =>
    title +
    card(
      1,
      'Why?',
      each(n, (i) => `Paragraph **${i}**.\n\n`)
    ),
  'one id': (n) => title + each(n, (i) => card(i, `Question ${i}?`, 'That.', '**ID:** same\n')),
  tags: (n) => title + each(n, (i) => card(i, `Question ${i}?`, 'That.', `**Tags:** a${i} b::c${i}\n`)),
  images: (n) => cards(n, (i) => `![a](a${i}.png) ![[b${i}.png]]`),
  formulas: (n) => cards(n, (i) => `$x_${i}$ and $$\ny\n$$`),
  code: (n) => cards(n, (i) => `\`\`\`js\nlet a = ${i}\n\`\`\``),
  HTML: (n) => cards(n, () => '<b onclick="x">That</b> <script>x</script>'),

  'columns of a schedule': (n) =>
    `${cards(1)}## Review Schedule\n\n|${each(n, () => ' a |')}\n|${each(n, () => '---|')}\n|${each(n, () => ' b |')}\n`,
  'columns of days': (n) =>
    `${cards(1)}## Review Schedule\n\n|${each(n, () => ' Day |')}\n|${each(n, () => '---|')}\n|${each(n, () => ' b |')}\n`,

  misspellings: (n) =>
    title + each(n, (i) => `### Card ${i} | Hrad\n\n#### Frnt\nWhy?\n\n#### Bakc\nThat.\n\n`),
  'no answers': (n) => title + each(n, (i) => `### Card ${i}\n\n#### Front\nQuestion ${i}?\n\n`),
  'text that belongs nowhere': (n) =>
    title + each(n, (i) => `${card(i, `Question ${i}?`, 'That.', 'Stray.\n')}---\n\nMore.\n\n`),
  'control characters': (n) => cards(n, (i) => `That \u0001 ${i}.`),
  'a fence that is never closed': (n) => `${cards(n)}\`\`\`\n${each(n, (i) => `line ${i}\n`)}`,
  prose: (n) => cards(1) + notes(5 * n, (i) => `Paragraph **${i}** with [text].\n\n`)
}

const title = '# Deck\n\n'

function each(count, text) {
  return Array.from({ length: count }, (_, index) => text(index + 1)).join('')
}

function card(number, front, back, labels = '') {
  return `### Card ${number}\n\n${labels}\n#### Front\n${front}\n\n#### Back\n${back}\n\n`
}

function cards(count, back = () => 'That.') {
  return title + each(count, (index) => card(index, `Question ${index}?`, back(index)))
}

function notes(count, line) {
  return `## Notes\n\n${each(count, line)}`
}

function schedule(header, count, row) {
  return `## Review Schedule\n\n| ${header} |\n|---|---|\n${each(count, (index) => `| ${row(index)} |\n`)}\n`
}
