/** How the page looks: everything but the cards. */
export const pageStyle = `:root {
  color-scheme: light;
  --page-text: #1f2328;
  --page-quiet: #59636e;
  --page-ground: #f3f4f6;
  --page-paper: #ffffff;
  --page-line: #d5d9de;
  --page-accent: #0b57a4;
  --page-error: #b3261e;
  --page-warning: #855300;
}
:root.dark {
  color-scheme: dark;
  --page-text: #e4e6ea;
  --page-quiet: #a3abb6;
  --page-ground: #131417;
  --page-paper: #1e1f22;
  --page-line: #3a3e45;
  --page-accent: #8ec1ff;
  --page-error: #ff8f85;
  --page-warning: #f0bd5e;
}
* { box-sizing: border-box; }
body {
  max-width: 48rem;
  margin: 0 auto;
  padding: 0 1rem 6rem;
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  color: var(--page-text);
  background: var(--page-ground);
  overflow-wrap: break-word;
}
.both body { max-width: 84rem; }
h1, h2, h3, p, ul, figure { margin: 0; padding: 0; }
.top { padding: 2rem 0 0.75rem; }
h1 { font-size: 1.6rem; line-height: 1.25; font-weight: 650; letter-spacing: -0.01em; }
.deck > h2 { margin-top: 3rem; font-size: 1.3rem; line-height: 1.3; font-weight: 650; }
.facts { color: var(--page-quiet); font-size: 0.875rem; }
:focus-visible { outline: 2px solid var(--page-accent); outline-offset: 2px; }

.tools { display: none; }
.js .tools {
  position: sticky;
  top: 0;
  z-index: 1;
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 0.5rem;
  margin: 0 -1rem 1rem;
  padding: 0.6rem 1rem;
  background: var(--page-ground);
  border-bottom: 1px solid var(--page-line);
}
input, button {
  padding: 0.3rem 0.75rem;
  font: inherit;
  font-size: 0.875rem;
  color: inherit;
  background: var(--page-paper);
  border: 1px solid var(--page-line);
  border-radius: 0.4rem;
}
button { cursor: pointer; }
button:hover { border-color: var(--page-quiet); }
button[aria-pressed="true"] { color: var(--page-ground); background: var(--page-text); border-color: var(--page-text); }
input { flex: 1 1 9rem; min-width: 0; }
input::placeholder { color: var(--page-quiet); opacity: 1; }
output { color: var(--page-quiet); font-size: 0.875rem; }
output:empty { display: none; }
.keys { flex-basis: 100%; color: var(--page-quiet); font-size: 0.8rem; }
@media (hover: none), (max-width: 40rem) { .keys { display: none; } }
kbd { padding: 0 0.3em; font: inherit; border: 1px solid var(--page-line); border-radius: 0.25em; background: var(--page-paper); }

.calendar { margin: 1.25rem 0 0.5rem; }
.calendar svg { display: block; overflow: visible; }
.calendar rect { fill: var(--page-accent); }
.calendar line { stroke: var(--page-line); }
.calendar text { fill: var(--page-quiet); font-size: 12px; text-anchor: middle; }
.calendar .count { fill: var(--page-text); }
figcaption { color: var(--page-quiet); font-size: 0.875rem; }

.cards { display: block; }
.head {
  display: flex;
  flex-wrap: wrap;
  align-items: baseline;
  gap: 0.15rem 0.75rem;
  padding: 0 0 0.5rem;
  scroll-margin-top: 8rem;
}
.head h2, .head h3 { font-size: 1rem; font-weight: 650; }
.head .facts { flex: 1; }
.turn { display: none; scroll-margin: 8rem 0 40vh; }
.js:not(.both) .turn { display: inline-block; }
.findings { list-style: none; margin: 0.75rem 0; font-size: 0.875rem; }
.findings li { margin: 0.4rem 0; padding-inline-start: 0.75rem; border-inline-start: 3px solid var(--page-line); }
.findings .error { border-color: var(--page-error); }
.findings .warning { border-color: var(--page-warning); }
.findings .error b { color: var(--page-error); }
.findings .warning b { color: var(--page-warning); }
.findings .code, .hint { color: var(--page-quiet); }
.hint { display: block; }
.findings .code { white-space: nowrap; }
code { font-family: ui-monospace, "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: 0.9em; }
`

/**
 * What stands beside the note type's stylesheet: the frame of a card, and before that what Anki's reviewer has of its own
 * (`ts/reviewer/reviewer.scss`), which counts less than any rule of a note type. The page's own rules end at the frame.
 */
export const besideCards = `.preview-side { all: initial; display: block; }
:where(.card) { margin: 20px; overflow-wrap: break-word; }
:where(.card) :where(img) { max-width: 100%; max-height: 95vh; }
:where(.card) :where(li) { text-align: start; }
:where(.card) :where(pre) { text-align: left; }
:where(.card) :where(hr) { margin: 1em; }
:where(.card) :where(#typeans) { width: 100%; box-sizing: border-box; line-height: 1.75; }
:where(.card) :where(code#typeans) { white-space: pre-wrap; }
.preview-card { display: block; margin: 1.75rem -4px 0; padding: 4px; content-visibility: auto; contain-intrinsic-size: auto 20rem; }
.preview-card[hidden] { display: none; }
.preview-sides { display: flex; flex-wrap: wrap; gap: 0.75rem; align-items: flex-start; }
.preview-side {
  flex: 1 1 24rem;
  min-width: 0;
  max-width: 100%;
  box-sizing: border-box;
  container-type: inline-size;
  overflow: hidden;
  border: 1px solid var(--page-line);
  border-radius: 0.6rem;
  background: var(--page-paper);
}
:host(.one) .preview-side { flex-basis: 100%; }
:host(.one) .preview-card:not(.turned) .preview-answer, :host(.one) .turned .preview-question { display: none; }
:host(.phone) .preview-side { flex: 0 0 360px; max-width: min(360px, 100%); }
.preview-missing {
  display: inline-block;
  padding: 0.2em 0.6em;
  font: 0.85rem/1.4 system-ui, sans-serif;
  color: var(--page-quiet);
  border: 1px dashed var(--page-quiet);
  border-radius: 0.4em;
}
.preview-wrong { color: var(--page-error); }
math { font-family: "Cambria Math", "STIX Two Math", "Latin Modern Math", "Noto Sans Math", math; }
.preview-formula { display: block; overflow-x: auto; overflow-y: hidden; padding: 0.3em 0; text-align: center; }
audio, video { max-width: 100%; }`
