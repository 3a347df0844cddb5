/**
 * How cards look. Colours go by `nightMode`, the class that Anki, AnkiDroid and AnkiMobile give to a dark page. Code
 * keeps its lines as they are and scrolls: a wrapped box drawing is no drawing.
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
  --quiet: #5c6470;
  --mnemonic: #8a5a00;
  --warning: #b3261e;
  --insight: #0b57a4;
  max-width: 44rem;
  margin: 0 auto;
  text-align: start;
  overflow-wrap: break-word;
}
.nightMode.card, .nightMode .card { color: #e4e6ea; background: #1e1f22; }
.nightMode .md2anki {
  --line: #43474e;
  --soft: #2a2c30;
  --quiet: #a3abb6;
  --mnemonic: #f0bd5e;
  --warning: #ff8f85;
  --insight: #8ec1ff;
}
#answer { max-width: 44rem; margin: 1.25rem auto; border: 0; border-top: 1px solid; opacity: 0.3; }
.md2anki .front { font-size: 1.25rem; font-weight: 600; line-height: 1.4; }
.md2anki p, .md2anki ul, .md2anki ol, .md2anki table, .md2anki pre, .md2anki blockquote { margin: 0.6em 0; }
.md2anki .front > :first-child, .md2anki .back > :first-child { margin-top: 0; }
.md2anki ul, .md2anki ol { padding-inline-start: 1.5em; }
.md2anki h1, .md2anki h2, .md2anki h3, .md2anki h4, .md2anki h5, .md2anki h6 { margin: 1em 0 0.3em; font-size: 1.1em; }
.md2anki table { display: block; width: max-content; max-width: 100%; overflow-x: auto; border-collapse: collapse; }
.md2anki th, .md2anki td { padding: 0.35em 0.7em; border: 1px solid var(--line); vertical-align: top; }
.md2anki th { background: var(--soft); }
.md2anki code, .md2anki pre, .md2anki kbd, .md2anki samp {
  font-family: ui-monospace, "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
  font-size: 0.9em;
}
.md2anki code { padding: 0.1em 0.3em; border-radius: 0.25em; background: var(--soft); }
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
.md2anki pre code { padding: 0; background: none; font-size: 0.95em; }
.md2anki blockquote { padding-inline-start: 1em; border-inline-start: 3px solid var(--line); color: var(--quiet); }
.md2anki img { max-width: 100%; height: auto; }
.md2anki section {
  margin: 1em 0;
  padding-inline-start: 0.9em;
  border-inline-start: 3px solid var(--line);
}
.md2anki section > h3 { margin: 0 0 0.2em; font-size: 0.85em; color: var(--quiet); letter-spacing: 0.02em; }
.md2anki .mnemonic { border-color: var(--mnemonic); }
.md2anki .mnemonic > h3 { color: var(--mnemonic); }
.md2anki .common-misconceptions { border-color: var(--warning); }
.md2anki .common-misconceptions > h3 { color: var(--warning); }
.md2anki .key-insight, .md2anki .key-trade-offs { border-color: var(--insight); }
.md2anki .key-insight > h3, .md2anki .key-trade-offs > h3 { color: var(--insight); }
.md2anki dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 0.6em; margin: 0; }
.md2anki dt { font-weight: 600; }
.md2anki dd { margin: 0; }
.md2anki footer {
  margin-top: 1.5em;
  padding-top: 0.7em;
  border-top: 1px solid var(--line);
  color: var(--quiet);
  font-size: 0.8rem;
}
.md2anki footer b { font-weight: 600; }
.md2anki div.math { overflow-x: auto; overflow-y: hidden; }
.md2anki .alert { margin: 0.6em 0; padding-inline-start: 0.9em; border-inline-start: 3px solid var(--insight); }
.md2anki .alert-title { font-weight: 600; color: var(--insight); }
.md2anki .alert-important, .md2anki .alert-warning { border-color: var(--mnemonic); }
.md2anki .alert-important > .alert-title, .md2anki .alert-warning > .alert-title { color: var(--mnemonic); }
.md2anki .alert-caution { border-color: var(--warning); }
.md2anki .alert-caution > .alert-title { color: var(--warning); }
.md2anki { --word: #8a1f7a; --text: #1a6b2f; --number: #8a4b00; --name: #0b57a4; }
.nightMode .md2anki { --word: #e39bd7; --text: #8fd19e; --number: #f0bd5e; --name: #8ec1ff; }
.hljs-comment, .hljs-quote, .hljs-meta { color: var(--quiet); }
.hljs-keyword, .hljs-selector-tag, .hljs-tag, .hljs-type, .hljs-section { color: var(--word); }
.hljs-string, .hljs-regexp, .hljs-addition { color: var(--text); }
.hljs-number, .hljs-literal, .hljs-symbol, .hljs-bullet { color: var(--number); }
.hljs-title, .hljs-name, .hljs-attr, .hljs-attribute, .hljs-built_in, .hljs-property { color: var(--name); }
.hljs-deletion { color: var(--warning); }
.hljs-emphasis { font-style: italic; }
.hljs-strong { font-weight: 600; }
`
