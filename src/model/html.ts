/**
 * What Anki acts on wherever it stands in a card: sounds (`rslib/src/card_rendering/parser.rs`), LaTeX
 * (`rslib/src/latex.rs`), the type-in field (`qt/aqt/reviewer.py`), and cloze (`rslib/src/cloze.rs`). All of
 * them look at the HTML, so a character reference in their first mark keeps them from it.
 */
const directive = /\[(?=sound:|\/?anki:|\/?latex\]|\/?\${1,2}\]|\[?type:)|\{(?=\{)|(?<=\{)\{/gi

/** HTML that shows Anki's own marks as they were typed. */
export function guardDirectives(html: string): string {
  return html.replace(directive, (mark) => `&#${mark.charCodeAt(0)};`)
}

/** Plain text as HTML that shows it as it is. */
export function htmlOf(text: string): string {
  return guardDirectives(text.replace(/[&<]/g, (mark) => (mark === '&' ? '&amp;' : '&lt;')))
}
