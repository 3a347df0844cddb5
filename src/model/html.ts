/**
 * What Anki acts on wherever it stands in a card: sounds (`rslib/src/card_rendering/parser.rs`), LaTeX
 * (`rslib/src/latex.rs`), the type-in field (`qt/aqt/reviewer.py`), and cloze (`rslib/src/cloze.rs`). All of
 * them look at the HTML, so a character reference in their first mark keeps them from it. And U+0338: Anki keeps fields in
 * NFC, which makes one character of it and the end of a tag before it, so that the tag would no longer end there.
 */
const active = /\[(?=sound:|\/?anki:|\/?latex\]|\/?\${1,2}\]|\[?type:)|\{(?=\{)|(?<=\{)\{|(?<=^|>)\u0338/gi

/** HTML that shows Anki's own marks as they were typed. */
export function guardDirectives(html: string): string {
  return html.replace(active, (mark) => `&#${mark.charCodeAt(0)};`)
}

/** What means to HTML and to Anki what it says: ASCII without what is looked for below. */
const plain = /^[^&<[{\\\u0080-\uffff]*$/

/** Plain text as HTML that shows it as it is. */
export function htmlOf(text: string): string {
  if (plain.test(text)) return text
  const escaped = text.replace(/[&<]/g, (mark) => (mark === '&' ? '&amp;' : '&lt;'))
  return guardDirectives(escaped)
    .replace(/(?<=\\)[([]/g, '<span>$&</span>')
    .normalize('NFC')
}
