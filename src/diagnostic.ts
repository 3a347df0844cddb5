import type { Position } from './model/position'

/**
 * - `error`: the output would be wrong, lossy or ambiguous. The deck is not written.
 * - `warning`: something that was written is contradicted or dropped.
 * - `note`: worth knowing.
 */
export type Severity = 'error' | 'warning' | 'note'

/** A problem in a deck, or with a file. `code` is contract; the wording is free to change. */
export interface Diagnostic {
  readonly code: DiagnosticCode
  readonly severity: Severity
  /** What was found, and what was expected. */
  readonly message: string
  /** How to mend it. */
  readonly hint?: string
  readonly file?: string
  readonly position?: Position
  /** What to write instead, where only one thing can be right. */
  readonly fix?: readonly Edit[]
}

/** A range of the text, and what is to stand there; line ends are written `\n`. */
export interface Edit {
  readonly position: Position
  readonly text: string
}

/** Takes the problems that a phase finds, as it finds them. */
export type Report = (diagnostic: Diagnostic) => void

interface Problem<Facts> {
  readonly severity: Severity
  readonly message: (facts: Facts) => string
  readonly hint?: string | ((facts: Facts) => string | undefined)
}

/** Declares a problem; its facts are what the message quotes. */
const error = <Facts = void>(message: Problem<Facts>['message'], hint?: Problem<Facts>['hint']) =>
  problem('error', message, hint)
const warning = <Facts = void>(message: Problem<Facts>['message'], hint?: Problem<Facts>['hint']) =>
  problem('warning', message, hint)
const note = <Facts = void>(message: Problem<Facts>['message'], hint?: Problem<Facts>['hint']) =>
  problem('note', message, hint)

function problem<Facts>(
  severity: Severity,
  message: Problem<Facts>['message'],
  hint: Problem<Facts>['hint']
): Problem<Facts> {
  return hint === undefined ? { severity, message } : { severity, message, hint }
}

interface Named {
  readonly name: string
}
interface Found {
  readonly found: string
}
interface InCard {
  readonly card: string
}
/** A note of the package that was built before. */
interface Earlier {
  readonly id: string
  readonly front: string
}
/** A file that is not in the folder of the deck, or that whoever exports it has not given. */
type MissingMedium =
  | { readonly path: string; readonly from: 'folder'; readonly near: string | undefined }
  | { readonly path: string; readonly from: 'library' }
/** Something in a package. There are more ways to be wrong than codes, so the rule that finds it words it. */
interface InPackage {
  readonly what: string
  readonly mend: string | undefined
}
interface Elsewhere {
  readonly line: number
}
/** A section whose name is nearly the one that is missing. */
interface Near {
  readonly near: { readonly name: string; readonly line: number } | undefined
}

const nearOr =
  (hint: string) =>
  ({ near }: Near) =>
    near ? `\`${near.name}\` on line ${near.line} looks like it` : hint

const whatIs = ({ what }: InPackage) => what
const howToMend = ({ mend }: InPackage) => mend

const capitals = (words: string) => words.replace(/(?<=^| )./g, (letter) => letter.toUpperCase())

/** Enough to find them by. */
const quotedSome = (names: readonly string[]) =>
  `${names
    .slice(0, 3)
    .map((name) => `\`${name}\``)
    .join(', ')}${names.length > 3 ? ` and ${names.length - 3} more` : ''}`

const cardHeading = 'A card starts with `### Card 1 of 1 | Easy`'
const dayForm = 'A review day is written `Day 3` or `3`, counted from the start'

/** Every problem that md2anki reports. Codes are never renamed and never used for something else. */
export const problems = {
  'input-not-found': error<Named & { near: string | undefined }>(
    ({ name }) => `There is no \`${name}\``,
    ({ near }) => (near ? `Did you mean \`${near}\`?` : 'Name a deck, a folder or a glob')
  ),
  'input-is-directory': error<Named & { wanted: 'deck' | 'package' }>(
    ({ name, wanted }) => `\`${name}\` holds no ${wanted === 'deck' ? 'Markdown' : '`.apkg`'} file`,
    ({ wanted }) =>
      `Name a folder that holds \`${wanted === 'deck' ? '.md' : '.apkg'}\` files, or a ${wanted}`
  ),
  'config-unreadable': error<{ reason: string; isTypeScript: boolean }>(
    ({ reason }) => `The configuration cannot be read: ${reason}`,
    ({ isTypeScript }) =>
      isTypeScript
        ? 'Use Node 22.18 or newer, or write it as `md2anki.config.mjs`, `.json` or `.yaml`'
        : undefined
  ),
  'config-repeated': error<Named & { other: string }>(
    ({ name, other }) => `There are two configurations, \`${name}\` and \`${other}\``,
    () => 'Leave one of them, or name one by `--config`'
  ),
  'config-key-unknown': error<{ key: string; near: string | undefined }>(
    ({ key }) => `A configuration has no \`${key}\``,
    ({ near }) => (near ? `Did you mean \`${near}\`?` : '`docs/configuration.md` lists what there is')
  ),
  'config-value-invalid': error<{ key: string; reason: string }>(({ key, reason }) =>
    key === '' ? `This is no configuration: ${reason}` : `\`${key}\` is not what it can be: ${reason}`
  ),
  'input-unreadable': error<{ reason: string }>(({ reason }) => `The file cannot be read: ${reason}`),
  'input-not-utf8': error<{ guess: string }>(
    ({ guess }) => `The file is not UTF-8${guess}`,
    'Save it as UTF-8'
  ),
  'input-not-text': error<{ kind: string }>(({ kind }) => `The file is ${kind}, not Markdown`),
  'text-bidi-control': warning<{ name: string }>(
    ({ name }) => `${name} turns the text around it, which then shows in another order than it is stored`,
    'Remove it, unless the text needs it'
  ),
  'text-control-character': warning<{ name: string }>(
    ({ name }) => `${name} is a control character, and is left out`,
    'Anki cannot keep it in a field; remove it'
  ),
  'frontmatter-language': error<Found>(
    ({ found }) => `Front matter is YAML; \`${found}\` is never run or read`,
    'Open it with `---` alone'
  ),
  'frontmatter-unclosed': error(
    () => 'Front matter is opened here, and never closed',
    'End it with a line `---`'
  ),
  'frontmatter-unreadable': error<{ reason: string }>(
    ({ reason }) => `The front matter cannot be read: ${reason}`,
    'It is YAML: a line `key: value` for each setting'
  ),
  'frontmatter-key-unknown': warning<Named & { near: string }>(
    ({ name }) => `\`${name}\` is no setting`,
    ({ near }) => `Did you mean \`${near}\`?`
  ),
  'frontmatter-value-unknown': warning<Named & Found & { wanted: string; near: string | undefined }>(
    ({ name, found }) => `\`${name}\` cannot be \`${found}\`, so it has no effect`,
    ({ wanted, near }) => (near ? `Did you mean \`${near}\`?` : `Write ${wanted}`)
  ),
  'deck-empty': error(
    () => 'The file holds nothing',
    `A deck needs a title, \`# Flashcards: …\`, and cards. ${cardHeading}`
  ),
  'deck-in-code': note(
    () => 'The deck stands in a code block, and is read all the same',
    'Take the code block away, so that others see a deck, too'
  ),
  'deck-cards-missing': error<{ example: readonly string[] }>(
    () => 'The file holds no card',
    ({ example }) =>
      `A card is written so: ${example.flatMap((line) => (line ? `\`${line}\`` : [])).join(', ')}`
  ),
  'deck-title-missing': warning<Named>(
    ({ name }) => `The deck has no title, so it is named after its file: \`${name}\``,
    'Begin it with `# Flashcards: …`'
  ),
  'deck-title-repeated': error<Elsewhere>(
    ({ line }) => `A second title; the first is on line ${line}`,
    'Inside a card, write it in bold or with five `#`'
  ),
  'deck-field-repeated': warning<Named & Elsewhere>(
    ({ name, line }) => `\`${name}\` is on line ${line} too; the first counts`
  ),
  'deck-field-unknown': warning<Named & { near: string }>(
    ({ name }) => `\`${name}\` is no field that decks have`,
    ({ near }) => `Did you mean \`${capitals(near)}\`?`
  ),
  'deck-total-mismatch': warning<{ said: number; found: number }>(
    ({ said, found }) => `Total Cards says ${said}, and the deck has ${found}`,
    ({ found }) => `Write ${found}, or add the cards that are missing`
  ),
  'deck-total-unreadable': warning<Found>(({ found }) => `\`${found}\` is not a number of cards`),
  'deck-distribution-mismatch': warning<{ said: string; found: string }>(
    ({ said, found }) => `Distribution says \`${said}\`, and the deck has \`${found}\``
  ),
  'deck-distribution-unreadable': warning<Found>(
    ({ found }) => `\`${found}\` is no distribution`,
    'It is written `2 Easy | 2 Medium | 1 Hard`'
  ),
  'deck-date-invalid': error<Found>(
    ({ found }) => `\`${found}\` is a day that does not exist`,
    'A date is written `2026-01-07`: year, month, day'
  ),
  'deck-date-unreadable': error<Found>(
    ({ found }) => `\`${found}\` is not a date`,
    'A date is written `2026-01-07`: year, month, day'
  ),
  'deck-date-missing': error(
    () => 'The schedule is to start on the day of the deck, and it names none',
    'Add `**Date Generated:** 2026-01-07` under the title, or start on a date with `--start`'
  ),
  'card-heading-unreadable': error<Found>(
    ({ found }) => `\`${found}\` cannot be read as a card's heading`,
    cardHeading
  ),
  'card-heading-level': error<{ found: number; expected: number }>(
    ({ found, expected }) =>
      `This card's heading has ${found} \`#\`, those of the other cards have ${expected}`,
    ({ expected }) => `Write ${'#'.repeat(expected)} here`
  ),
  'card-heading-malformed': error<Found>(
    ({ found }) => `\`${found}\` begins like a card's heading, and is none as it stands`,
    cardHeading
  ),
  'card-number-invalid': error<Found>(
    ({ found }) => `\`${found}\` is no card number`,
    'Cards are numbered from 1 with whole numbers'
  ),
  'card-number-gap': warning<{ number: number; before: number }>(
    ({ number, before }) => `Card ${number} follows card ${before}`,
    ({ before }) => `Is card ${before + 1} missing?`
  ),
  'card-number-order': warning<{ number: number; before: number }>(
    ({ number, before }) => `Card ${number} stands behind card ${before}`,
    'Number the cards in their order'
  ),
  'card-total-mismatch': warning<{ said: number; found: number }>(
    ({ said, found }) => `The heading says \`of ${said}\`, and the deck has ${found} cards`
  ),
  'card-number-repeated': error<{ number: number } & Elsewhere>(
    ({ number, line }) => `Card ${number} is on line ${line} too`,
    'Give each card a number of its own: the schedule goes by it'
  ),
  'card-identity-unclear': warning<Earlier>(
    ({ front }) =>
      `This may be the card “${front}” of the earlier package, reworded too much to be sure: it becomes a new card`,
    ({ id }) =>
      `If it is that card, write \`**ID:** ${id}\` under its heading, or \`<!-- id: ${id} -->\` at its end; else leave it as it is`
  ),
  'card-id-new': warning<Earlier>(
    ({ front }) =>
      `By its ID this is another card than “${front}” of the earlier package: learners would have both`,
    ({ id }) => `To keep it the same card, write \`**ID:** ${id}\``
  ),
  'card-id-unwritable': warning<{ id: string }>(
    ({ id }) => `There is no place in this card to write its id \`${id}\``,
    'Write it as a card of its own, under a heading `### Card 1`, and run the command again'
  ),
  'card-type-changed': warning<Earlier>(
    ({ front }) => `“${front}” of the earlier package is of another note type: Anki passes over this card`,
    'Give it another ID, and it becomes a new card; the old one can be deleted in Anki'
  ),
  'card-id-repeated': error<{ id: string; where: string }>(
    ({ id, where }) => `The id \`${id}\` is ${where} too`,
    'An id names one card in all decks'
  ),
  'card-id-invalid': error<Found>(
    ({ found }) => (found === '' ? 'The id is empty' : `\`${found}\` cannot be an id`),
    'Write letters, digits, `-`, `_`, `.` or `:`, or remove the line'
  ),
  'card-front-missing': error<InCard & Near>(
    ({ card }) => `${card} has no Front`,
    nearOr('Add `#### Front` with the question')
  ),
  'card-front-empty': error<InCard>(
    ({ card }) => `The Front of ${card} shows nothing`,
    'Write the question under it: Anki makes no card of an empty front'
  ),
  'card-front-repeated': error<InCard & Elsewhere>(
    ({ card, line }) => `${card} already has a Front on line ${line}`,
    'Join the two, or make a second card'
  ),
  'card-front-duplicate': warning<InCard & { other: string } & Elsewhere>(
    ({ card, other, line }) => `${card} asks the same as ${other}, on line ${line}`,
    'Anki marks the second as a duplicate'
  ),
  'card-section-order': warning<InCard>(({ card }) => `The Back of ${card} stands before its Front`),
  'card-back-missing': error<InCard & Near>(
    ({ card }) => `${card} has no Back`,
    nearOr('Add `#### Back` with the answer')
  ),
  'card-back-empty': error<InCard>(
    ({ card }) => `The Back of ${card} shows nothing`,
    'Write the answer under it'
  ),
  'card-back-repeated': error<InCard & Elsewhere>(
    ({ card, line }) => `${card} already has a Back on line ${line}`,
    'Join the two, or make a second card'
  ),
  'card-section-empty': warning<Named>(({ name }) => `\`${name}\` holds nothing`, 'Fill it, or remove it'),
  'card-section-repeated': warning<Named & Elsewhere>(
    ({ name, line }) => `\`${name}\` is on line ${line} too; both are kept`
  ),
  'card-text-stray': warning<{ inCard: boolean }>(
    ({ inCard }) => `This text belongs to no ${inCard ? 'section of the card' : 'card'}, and is not exported`,
    ({ inCard }) =>
      inCard ? 'Move it under a `####` heading' : 'Move it into the answer, above what ends it'
  ),
  'card-type-unknown': warning<Found & { near: string }>(
    ({ found }) => `\`${found}\` is no note type`,
    ({ near }) => `Did you mean \`${near}\`?`
  ),
  'card-type-repeated': warning<Named & Elsewhere>(
    ({ name, line }) => `\`${name}\` on line ${line} says the type, so this one does not count`,
    'Remove one of the two'
  ),
  'card-cloze-missing': warning<InCard>(
    ({ card }) => `${card} says that it is a cloze, and its Front has no gap`,
    'Write `{{c1::…}}` or `==…==` around what is asked for'
  ),
  'card-cloze-unreadable': error<Found>(
    ({ found }) => `\`${found}\` opens no gap`,
    'Close it with `}}`, give it a number from 1 to 500, and nest at most ten gaps'
  ),
  'card-cloze-mistyped': warning<Found>(
    ({ found }) => `\`${found}\` opens no gap, so it is shown as it is written`,
    'Write it `{{c1::`, with a small `c`, two colons and no blank'
  ),
  'card-cloze-empty': warning<Found>(
    ({ found }) => `\`${found}\` hides nothing, so its card asks for nothing`,
    'Write what is asked for between its marks'
  ),
  'difficulty-missing': warning<InCard>(
    ({ card }) => `${card} has no difficulty, and other cards have one`,
    'Write it behind the number, `| Hard`, or put the card under `## Hard Cards`'
  ),
  'difficulty-unknown': error<Found>(
    ({ found }) => `\`${found}\` is no difficulty`,
    'Write `Easy`, `Medium` or `Hard`'
  ),
  'difficulty-section-mismatch': warning<{ card: string; section: string }>(
    ({ card, section }) => `The card says ${card}, the section it stands in ${section}`
  ),
  'section-heading-level': error<Named & { found: number; expected: number }>(
    ({ name, found }) => `\`${name}\` with ${found} \`#\` would end the card`,
    ({ name, expected }) => `Write \`${'#'.repeat(expected)} ${name}\``
  ),
  'heading-setext': warning<Found>(
    ({ found }) => `\`---\` right under \`${found}\` makes a heading of it, and parts nothing`,
    'Put a blank line between'
  ),
  'heading-under-html': warning<Found>(
    ({ found }) => `\`${found}\` is right under HTML, and to Markdown part of it`,
    'Put a blank line between'
  ),
  'section-unknown': note<{ name: string | undefined }>(({ name }) =>
    name === undefined ? 'This text belongs to no card, and is not exported' : `\`${name}\` is not exported`
  ),
  'section-repeated': error<Named & Elsewhere>(
    ({ name, line }) => `There is already a \`${name}\` on line ${line}`
  ),
  'code-fence-unclosed': error<Found>(
    ({ found }) =>
      `The code block opened here by ${found.length} \`${found[0]}\` is never closed, and swallows what follows`,
    'End it with a line of the same marks'
  ),
  'html-unclosed': error<Found>(
    ({ found }) => `\`${found}\` is never closed, and swallows what follows`,
    'Close it, or write `&lt;` for `<`'
  ),
  'html-removed': warning<Found>(
    ({ found }) => `\`${found}\` is left out: cards hold nothing that runs or reaches outside`
  ),
  'html-unknown-element': warning<Found>(
    ({ found }) => `\`${found}\` is no HTML, and is kept as text`,
    'Put code in backticks'
  ),
  'link-unsafe': warning<Found>(
    ({ found }) => `\`${found}\` is left out; the text stays`,
    'Cards link by `https:`, `http:` or `mailto:`'
  ),
  'link-relative': note<Found>(
    ({ found }) => `\`${found}\` leads nowhere from a card: only images, sounds and films come along`,
    'Link to an address on the web that begins with `https://`, or write what matters on the card'
  ),
  'math-unsafe': warning<Found>(
    ({ found }) => `A formula with \`${found}\` is shown as it was written: it reaches beyond itself`,
    'Write it without that command'
  ),
  'media-not-found': error<MissingMedium>(
    ({ path, from }) =>
      from === 'folder'
        ? `There is no \`${path}\` in the deck’s folder`
        : `The bytes of \`${path}\` were not given, so it is not in the package`,
    (missing) =>
      missing.from === 'library'
        ? 'Give `exportDeck` the file by its option `media`'
        : missing.near === undefined
          ? 'Write the path from the deck to the file'
          : `Did you mean \`${missing.near}\`?`
  ),
  'media-not-file': error<{ path: string }>(({ path }) => `\`${path}\` is no file`, 'Name the file in it'),
  'media-empty': error<{ path: string }>(({ path }) => `\`${path}\` has 0 bytes`, 'Get the file once more'),
  'media-unreadable': error<{ path: string; reason: string }>(
    ({ path, reason }) => `\`${path}\` cannot be read: ${reason}`
  ),
  'media-too-large': error<{ path: string; limit: string }>(
    ({ path, limit }) => `\`${path}\` is too large: ${limit} is the limit`,
    'Make it smaller, or allow more by `--limit media=…` or `--limit deck-media=…`, though AnkiWeb takes 100 MiB'
  ),
  'media-type-unsupported': error<{ path: string }>(
    ({ path }) => `\`${path}\` is no image, sound or film that Anki shows or plays`,
    'Convert it to `.png`, `.jpg`, `.webp` or `.svg`, a sound to `.mp3`'
  ),
  'media-type-mismatch': warning<{ path: string; kind: string; isMedium: boolean }>(
    ({ path, kind }) => `\`${path}\` holds ${kind}, which its name does not say`,
    ({ isMedium }) =>
      isMedium
        ? 'Name it after what it holds'
        : 'It is no image, sound or film that is known: export or download it anew'
  ),
  'media-svg-script': warning<{ path: string }>(
    ({ path }) => `\`${path}\` holds a script; on a card it does not run`,
    'Save the image without it'
  ),
  'media-outside-root': error<Found>(
    ({ found }) => `\`${found}\` leads out of the deck’s folder; nothing there is read`,
    'Put the file beside the deck, or allow its folder with `--media-root`'
  ),
  'media-remote': warning<Found>(
    ({ found }) =>
      `\`${found}\` is on a server: it is not in the package, and cards need the network to show it`,
    'Save it beside the deck, and name the file'
  ),
  'media-url-empty': error(() => 'There is no address of a file', 'Write the path from the deck to the file'),
  'media-url-malformed': error<Found>(
    ({ found }) => `\`${found}\` is no address: what \`%\` stands for in it is no character of a name`,
    'Write the name as it is, between `<` and `>` when it holds blanks'
  ),
  'media-url-unsupported': error<Found>(
    ({ found }) => `\`${found}\` has a scheme that is never read`,
    'Write the path from the deck to the file'
  ),
  'note-embedded': warning<Found>(
    ({ found }) => `\`${found}\` stays as it is: a card shows no other note`,
    'Write its words here, or an image or a sound by its name with the ending'
  ),
  'reference-undefined': warning<Found>(({ found }) => `There is no definition of \`${found}\` in this file`),
  'nesting-too-deep': error<{ limit: number; name: string }>(
    ({ limit }) => `Lists, quotes or elements are nested deeper than ${limit} levels`,
    ({ name }) =>
      `Nest them less deep, put the text into a code block, or allow more by \`--limit ${name}=…\``
  ),
  'line-too-long': error<{ characters: number; lines: number }>(
    ({ characters, lines }) =>
      `A part of a card holds more than ${characters} characters, or more than ${lines} lines`,
    'Shorten it, split the card, or allow more by `--limit characters=…` or `--limit lines=…`'
  ),
  'table-too-large': error<{ limit: number }>(
    ({ limit }) => `A table has more than ${limit} cells`,
    'Split it, ask for less on one card, or allow more by `--limit cells=…`'
  ),
  'input-too-large': error<{ limit: number }>(
    ({ limit }) => `The file is larger than ${limit} MiB`,
    'Split it into several decks, of which `-o` makes one package, or allow more by `--limit input=…`'
  ),
  'output-too-large': error<{ limit: number }>(
    ({ limit }) => `The deck would become more than ${limit} times as long as it is written`,
    'Shorten what is written once and shown often: an address of many references, or a source, tags or fields of all cards. Allow more by `--limit growth=…`'
  ),
  'markdown-too-slow': error<{ limit: number; name: string }>(
    ({ limit, name }) =>
      name === 'seconds'
        ? `This takes more than ${limit === 1 ? 'a second' : `${limit} seconds`} to read`
        : `A paragraph holds more than ${limit} marks that could pair with one another`,
    ({ name }) => `Split it, put it into a code block, or allow more by \`--limit ${name}=…\``
  ),
  'table-malformed': error<Found>(
    ({ found }) => `\`${found}\` looks like a table, and is none to Markdown`,
    'A table needs a line `|---|---|` under its header, with as many cells'
  ),
  'schedule-table-missing': warning<Named>(
    ({ name }) => `\`${name}\` has no table, so no card has a schedule`,
    'It needs a column for the card and one for each review'
  ),
  'schedule-column-missing': error<{ column: string }>(
    ({ column }) => `The schedule has no column for ${column}`,
    'Its header is written `| Card | First Review | Second Review |`'
  ),
  'schedule-card-unreadable': error<Found>(
    ({ found }) => `\`${found}\` names no card`,
    'A row begins with `Card 1 (Easy)` or `1`'
  ),
  'schedule-card-unknown': error<{ number: number }>(
    ({ number }) => `There is no card ${number} in this file`
  ),
  'schedule-card-missing': warning<InCard>(
    ({ card }) => `${card} has no row in the schedule, and is exported as a new card`,
    'Add a row for it, or leave it a new card'
  ),
  'schedule-card-repeated': error<{ number: number } & Elsewhere>(
    ({ number, line }) => `Card ${number} already has a row on line ${line}`
  ),
  'schedule-cell-missing': warning<{ column: string; number: number }>(
    ({ column, number }) => `${column} is empty for card ${number}`
  ),
  'schedule-day-unreadable': error<Found>(({ found }) => `\`${found}\` is no review day`, dayForm),
  'schedule-day-invalid': error<Found>(
    ({ found }) => `\`${found}\` is out of range: days count from 1 to 36500`,
    dayForm
  ),
  'schedule-day-order': error<{ day: number; before: number }>(
    ({ day, before }) => `Day ${day} does not come after day ${before}`,
    'Write the days in rising order, such as Day 1, Day 3, Day 7'
  ),
  'schedule-review-unreadable': error<Found>(
    ({ found }) => `\`${found}\` does not say when the card is due`,
    'It is written `!2026-02-03,12,250`: the next review, the interval in days, the ease in per cent'
  ),
  'schedule-start-missing': warning<InCard>(
    ({ card }) => `${card} becomes a new card: its days count from the import, and others are due on dates`,
    'Say on which day they start: `start: 2026-01-07` in the front matter'
  ),
  'schedule-multiplier-invalid': error<Found>(
    ({ found }) => `\`${found}\` is no multiplier that Anki can keep`,
    'A multiplier is a number from 1.3 to 5, such as `2.5x`'
  ),
  'schedule-difficulty-mismatch': warning<{ schedule: string; card: string }>(
    ({ schedule, card }) => `The schedule calls the card ${schedule}, its heading ${card}`
  ),
  'crossref-card-unknown': warning<Found>(({ found }) => `\`${found}\` names no card of this file`),
  'table-cell-extra': warning<Found>(
    ({ found }) => `The row has more cells than the header; Markdown would drop \`${found}\``,
    'Add a column, or write `|` as `\\|`'
  ),
  'output-previous-unreadable': warning<Named & { reason: string }>(
    ({ name, reason }) => `The package \`${name}\` is overwritten, but cannot be read: ${reason}`,
    'It said which card is which: cards that were reworded since begin anew in Anki, unless `--previous` names a copy of it'
  ),
  'output-is-input': error<Named>(
    ({ name }) => `\`${name}\` is a deck, and would be overwritten`,
    'Name another output with `-o`'
  ),
  'output-is-directory': error<Named>(
    ({ name }) => `\`${name}\` is a folder`,
    'Name a file, or use `--out-dir`'
  ),
  'output-reserved-name': error<Named>(
    ({ name }) =>
      `Anki would take \`${name}\` for a backup, and replace the learner's whole collection by it`,
    'Name it otherwise with `-o`'
  ),
  'output-not-writable': error<Named & { reason: string }>(
    ({ name, reason }) => `\`${name}\` cannot be written: ${reason}`
  ),
  'output-no-space': error<Named>(
    ({ name }) => `There is no space left for \`${name}\``,
    'What stood there before still stands'
  ),
  'output-repeated': error<Named>(
    ({ name }) => `\`${name}\` would be written twice`,
    'Build them into one package with `-o FILE`, or rename one'
  ),
  'output-exists': error<Named>(
    ({ name }) => `\`${name}\` is there already, and is not overwritten`,
    'Choose another folder with `--out-dir`, or overwrite it with `--force`'
  ),
  'templates-missing': error<Named>(
    ({ name }) => `\`${name}\` holds no template`,
    'Write ours out with `md2anki templates`, and change those'
  ),
  'templates-name-unknown': warning<Named & { near: string | undefined }>(
    ({ name }) => `\`${name}\` is the name of no template, so the file has no effect`,
    ({ near }) =>
      near ? `Did you mean \`${near}\`?` : '`md2anki templates` writes files with all names that there are'
  ),
  'templates-unfit': error<InPackage>(whatIs, howToMend),
  'import-left-out': warning<{ what: string; hint: string; notes: readonly string[] }>(
    ({ what, notes }) =>
      `Left out of ${notes.length} note${notes.length === 1 ? '' : 's'}: ${what} (${quotedSome(notes)})`,
    ({ hint }) => hint
  ),
  'import-media-left-out': warning<Named & { reason: string }>(
    ({ name, reason }) => `The media file \`${name}\` is not written: ${reason}`,
    'Rename it in Anki, or copy it by hand'
  ),
  'output-start-mixed': error<Named>(
    ({ name }) =>
      `\`${name}\` would hold schedules that start with the import, and others that start on a date: Anki counts all days of a package alike`,
    'Give all decks the same `start:`, use `--start`, or write a package for each'
  ),
  'preview-port-unavailable': error<{ port: number; reason: string }>(
    ({ port, reason }) => `The page cannot be served on port ${port}: ${reason}`,
    'Name another port, or none: one that is free is found'
  ),
  'parser-unavailable': error<Named & { reason: string; version: string }>(
    ({ name, reason }) => `The parser \`${name}\` cannot be used: ${reason}`,
    ({ name, version }) =>
      `Install it with \`npm install ${name}@${version}\`, or leave \`--parser\` out: the result is the same`
  ),
  'exporter-unknown': error<Named & { known: string }>(
    ({ name }) => `There is no format \`${name}\``,
    ({ known }) => `The formats are ${known}`
  ),
  'exporter-failed': error<Named & { reason: string }>(
    ({ name, reason }) => `The exporter \`${name}\` failed: ${reason}`
  ),
  'package-unreadable': error<InPackage>(whatIs, howToMend),
  'package-damaged': error<InPackage>(whatIs, howToMend),
  'package-note-invalid': error<InPackage>(whatIs, howToMend),
  'package-note-repeated': warning<InPackage>(whatIs, howToMend),
  'package-text-changed': warning<InPackage>(whatIs, howToMend),
  'package-card-invalid': error<InPackage>(whatIs, howToMend),
  'package-deck-invalid': error<InPackage>(whatIs, howToMend),
  'package-note-type-invalid': error<InPackage>(whatIs, howToMend),
  'package-media-invalid': error<InPackage>(whatIs, howToMend),
  'package-media-missing': warning<InPackage>(whatIs, howToMend),
  'package-media-unused': warning<InPackage>(whatIs, howToMend),
  'package-too-large': warning<InPackage>(whatIs, howToMend)
} as const

/** The name of a problem. One that was published is never given to another. */
export type DiagnosticCode = keyof typeof problems

type Facts<Code extends DiagnosticCode> = Parameters<(typeof problems)[Code]['message']>[0]

/** A problem with its facts, and where it is. */
export function diagnose<Code extends DiagnosticCode>(
  code: Code,
  position: Position | undefined,
  ...facts: Facts<Code> extends void ? [] : [Facts<Code>]
): Diagnostic {
  const { severity, message, hint } = problems[code] as Problem<unknown>
  const said = typeof hint === 'function' ? hint(facts[0]) : hint
  return {
    code,
    severity,
    message: message(facts[0]),
    ...(said === undefined ? {} : { hint: said }),
    ...(position === undefined ? {} : { position })
  }
}

/** The same problems in the order of the text, each once, with the file that they are in. */
export function inOrder(diagnostics: readonly Diagnostic[], file: string | undefined): readonly Diagnostic[] {
  const offset = ({ position }: Diagnostic) => position?.start.offset ?? 0
  const once = new Map(diagnostics.map((each) => [`${each.code} ${offset(each)} ${each.message}`, each]))
  const sorted = [...once.values()].sort((first, second) => offset(first) - offset(second))
  return file === undefined ? sorted : sorted.map((each) => ({ ...each, file }))
}
