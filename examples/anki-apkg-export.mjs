// md2anki DECK --exporter ./examples/anki-apkg-export.mjs
//
// An exporter of your own is a module like this one. It wraps the npm package `anki-apkg-export` (4.0.3), and shows
// why the built-in `apkg` does not. Measured on Node 20:
// - no schedule: every card comes in as new, in one deck, without presets or subdecks;
// - no identity: the note type and the GUIDs follow from the clock, so a second import doubles every note;
// - no more than some 400 cards: each leaks memory of a heap that cannot grow, and between 350 and 470 the library
//   aborts, not always at the same card;
// - it takes two seconds to load, and writes a warning of its own to standard error.

import { defineExporter } from 'md2anki'
import * as z from 'zod'

export const exporter = defineExporter({
  format: 'anki-apkg-export',
  extension: '.apkg',
  options: z.strictObject({
    sections: z.boolean().default(true).describe('Show sections such as the mnemonic under the back')
  }),
  encode: async (decks, { sections }) => {
    // Here and not at the top, so that naming the exporter costs nothing until it has to write.
    const { default: library } = await import('anki-apkg-export')
    // Babel made it CommonJS: Node finds its default export inside `module.exports`, bundlers unwrap that.
    const createPackage = library.default ?? library
    const output = createPackage(decks.map(({ name }) => name).join(', '))
    for (const card of decks.flatMap(({ cards }) => cards)) {
      const back = sections ? [card.back.html, ...card.sections.map(asHtml)] : [card.back.html]
      output.addCard(card.front.html, back.join('\n'), { tags: card.tags })
    }
    return {
      content: await output.save(),
      advice: ['The cards come in as new: this exporter writes no schedule']
    }
  }
})

/** The HTML of a card's parts is safe as it is; the name of a section is plain text. */
function asHtml({ name, html }) {
  return `<h3>${name.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</h3>\n${html}`
}
