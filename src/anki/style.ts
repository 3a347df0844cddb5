/** A shape of 16 by 16 before the heading of a section, in its colour: colour alone tells nothing to who does not see it. */
function icon(path: string): string {
  const svg = `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'><path fill-rule='evenodd' d='${path}'/></svg>`
  return `--icon: url("data:image/svg+xml,${svg.replaceAll('<', '%3C').replaceAll('>', '%3E')}")`
}

const bulb = 'M8 1a5 5 0 0 0-3 9c.6.5 1 1 1 2h4c0-1 .4-1.5 1-2a5 5 0 0 0-3-9zM6 13h4v1l-1 1H7l-1-1z'
const warning = 'M8 1l7.5 14H.5zM7.2 6v4.5h1.6V6zM7.2 11.8v1.6h1.6v-1.6z'
const star = 'M8 .8l2.2 4.7 5.1.7-3.7 3.6.9 5.1L8 12.4l-4.5 2.5.9-5.1L.7 6.2l5.1-.7z'
const scales =
  'M7.2 1h1.6v1.7l4.3 1L16 10a2.8 2.8 0 0 1-5.4 0l2-4.3-3.8-.9V13H12v1.6H4V13h3.2V4.8l-3.8.9 2 4.3A2.8 2.8 0 0 1 0 10l2.9-6.3 4.3-1z'

/**
 * How cards look. Colours go by `nightMode`, the class that Anki and AnkiMobile give to a dark page, and AnkiDroid's
 * `night_mode`; all text has a contrast of 4.5 or more. Nothing is wider than the page: what cannot be broken, a table or
 * code, scrolls by itself. Code keeps its lines as they are: a wrapped box drawing is no drawing.
 */
export const style = `.card {
  margin: 0;
  padding: 1rem;
  font: 1.125rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  color: #1c1e21;
  background: #fff;
}
.md2anki {
  --line: #d5d9de;
  --soft: #f4f5f7;
  --shade: rgba(125, 135, 150, 0.14);
  --quiet: #5c6470;
  --mnemonic: #7d5200;
  --mnemonic-soft: #fdf6e3;
  --warning: #a8201a;
  --warning-soft: #fdf0ef;
  --insight: #0b57a4;
  --insight-soft: #eef5fc;
  --mark: #fff1a6;
  --word: #8a1f7a;
  --text: #1a6b2f;
  --number: #8a4b00;
  --name: #0b57a4;
  max-width: 44rem;
  margin: 0 auto;
  text-align: start;
  overflow-wrap: break-word;
}
.nightMode.card, .nightMode .card, .night_mode.card, .night_mode .card {
  color: #e4e6ea;
  background: #1e1f22;
  color-scheme: dark;
}
.nightMode .md2anki, .night_mode .md2anki {
  --line: #43474e;
  --soft: #282a2e;
  --quiet: #a3abb6;
  --mnemonic: #f0bd5e;
  --mnemonic-soft: #2e291f;
  --warning: #ff9a91;
  --warning-soft: #332423;
  --insight: #8ec1ff;
  --insight-soft: #212a35;
  --mark: #57490f;
  --word: #e39bd7;
  --text: #8fd19e;
  --number: #f0bd5e;
  --name: #8ec1ff;
}
#answer { max-width: 44rem; margin: 1.25rem auto; border: 0; border-top: 1px solid; opacity: 0.3; }
.md2anki .front { font-size: 1.25rem; font-weight: 600; line-height: 1.4; }
.md2anki p, .md2anki ul, .md2anki ol, .md2anki table, .md2anki pre, .md2anki blockquote { margin: 0.6em 0; }
.md2anki .front > :first-child, .md2anki .back > :first-child { margin-top: 0; }
.md2anki ul, .md2anki ol { padding-inline-start: 1.5em; }
.md2anki li, .md2anki li > ul, .md2anki li > ol { margin: 0.15em 0; }
.md2anki a { color: var(--insight); }
.md2anki .more h3, .md2anki .more p, .md2anki .more li { unicode-bidi: plaintext; }
.md2anki h1, .md2anki h2, .md2anki h3, .md2anki h4, .md2anki h5, .md2anki h6 { margin: 1em 0 0.3em; font-size: 1.1em; }
.md2anki table {
  display: block;
  width: max-content;
  max-width: 100%;
  overflow-x: auto;
  border-collapse: collapse;
  font-size: 0.95em;
  line-height: 1.4;
}
.md2anki th, .md2anki td { min-width: 4em; padding: 0.35em 0.7em; border: 1px solid var(--line); vertical-align: top; }
.md2anki th { background: var(--soft); }
.md2anki th:not([align]) { text-align: start; }
.md2anki code, .md2anki pre, .md2anki kbd, .md2anki samp {
  font-family: ui-monospace, "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
  font-size: 0.9em;
}
.md2anki code { padding: 0.1em 0.3em; border-radius: 0.25em; background: var(--shade); }
.md2anki pre {
  padding: 0.7em 0.9em;
  overflow-x: auto;
  border-radius: 0.4em;
  background: var(--soft);
  line-height: 1.3;
  white-space: pre;
  text-align: left;
  direction: ltr;
}
.md2anki section pre { background: var(--shade); }
.md2anki pre code { padding: 0; background: none; font-size: 0.95em; }
.md2anki .cloze { color: var(--insight); }
.md2anki mark { padding: 0 0.1em; border-radius: 0.15em; color: inherit; background: var(--mark); }
.md2anki blockquote { padding-inline-start: 1em; border-inline-start: 3px solid var(--line); color: var(--quiet); }
.md2anki img { max-width: 100%; height: auto; }
.md2anki section {
  --own: var(--quiet);
  margin: 1em 0;
  padding: 0.65em 0.9em;
  border-inline-start: 4px solid var(--own);
  border-radius: 0.3em;
  background: var(--soft);
}
.md2anki section > :last-child { margin-bottom: 0; }
.md2anki section > h3 {
  margin: 0 0 0.25em;
  font-size: 0.8em;
  color: var(--own);
  letter-spacing: 0.03em;
  text-align: -webkit-match-parent;
  text-align: match-parent;
}
.md2anki section > h3 + * { margin-top: 0; }
.md2anki section[class] > h3::before {
  content: "";
  display: inline-block;
  width: 1em;
  height: 1em;
  margin-inline-end: 0.45em;
  vertical-align: -0.12em;
  background: currentColor;
  -webkit-mask: var(--icon) center / contain no-repeat;
  mask: var(--icon) center / contain no-repeat;
}
.md2anki .mnemonic { --own: var(--mnemonic); background: var(--mnemonic-soft); ${icon(bulb)}; }
.md2anki .common-misconceptions { --own: var(--warning); background: var(--warning-soft); ${icon(warning)}; }
.md2anki .key-insight { --own: var(--insight); background: var(--insight-soft); ${icon(star)}; }
.md2anki .key-trade-offs { --own: var(--insight); background: var(--insight-soft); ${icon(scales)}; }
.md2anki .footnotes { padding: 0; border: 0; background: none; font-size: 0.9em; }
.md2anki dl { display: grid; grid-template-columns: fit-content(40%) 1fr; gap: 0 0.8em; margin: 0.6em 0; }
.md2anki dt { font-weight: 600; }
.md2anki dd { min-width: 0; margin: 0; }
.md2anki footer {
  display: flex;
  flex-wrap: wrap;
  gap: 0.2em 1.5em;
  margin-top: 1.5em;
  padding-top: 0.7em;
  border-top: 1px solid var(--line);
  color: var(--quiet);
  font-size: 0.8rem;
  line-height: 1.45;
}
.md2anki footer:empty { display: none; }
.md2anki footer > div { min-width: 0; overflow-wrap: anywhere; }
.md2anki footer b, .md2anki footer dt { font-weight: 600; }
.md2anki footer .cross-references { flex-basis: 100%; }
.md2anki footer dl { display: block; margin: 0; }
.md2anki footer dt, .md2anki footer dd { display: inline; }
.md2anki footer dt::after { content: " "; }
.md2anki footer dd:not(:last-child)::after { content: " · "; }
@media (max-width: 30em) {
  .card { padding: 0.75rem; font-size: 1.0625rem; }
  .md2anki .front { font-size: 1.125rem; }
  .md2anki table { font-size: 0.875em; }
  .md2anki th, .md2anki td { padding: 0.3em 0.45em; }
}
.md2anki div.math { overflow-x: auto; overflow-y: hidden; }
.md2anki .alert { margin: 0.6em 0; padding-inline-start: 0.9em; border-inline-start: 3px solid var(--insight); }
.md2anki .alert-title { font-weight: 600; color: var(--insight); }
.md2anki .alert-important, .md2anki .alert-warning { border-color: var(--mnemonic); }
.md2anki .alert-important > .alert-title, .md2anki .alert-warning > .alert-title { color: var(--mnemonic); }
.md2anki .alert-caution { border-color: var(--warning); }
.md2anki .alert-caution > .alert-title { color: var(--warning); }
.hljs-comment, .hljs-quote, .hljs-meta { color: var(--quiet); }
.hljs-keyword, .hljs-selector-tag, .hljs-tag, .hljs-type, .hljs-section { color: var(--word); }
.hljs-string, .hljs-regexp, .hljs-addition { color: var(--text); }
.hljs-number, .hljs-literal, .hljs-symbol, .hljs-bullet { color: var(--number); }
.hljs-title, .hljs-name, .hljs-attr, .hljs-attribute, .hljs-built_in, .hljs-property { color: var(--name); }
.hljs-deletion { color: var(--warning); }
.hljs-emphasis { font-style: italic; }
.hljs-strong { font-weight: 600; }
`
