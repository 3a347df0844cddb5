import { type NoteType, objects, type Template } from '../contents'
import { spans, without } from '../spans'
import { handlebarsOf } from '../template'
import type { Called, Findings, Rule } from './findings'
import { isId } from './numbers'
import { field, noteType, template, unfit, withoutMember } from './shapes'

interface Type extends Called, NoteType {}
interface Named extends Called {
  readonly name: string
}
interface Card extends Called, Template {
  readonly type: NoteType
}

const code = 'package-note-type-invalid'

const rules: readonly Rule<Type>[] = [
  {
    code,
    wrong: ({ id }) => (isId(id) ? undefined : `has the id ${id}`),
    mend: 'Give it a whole number above 0'
  },
  {
    code,
    wrong: ({ json }) => withoutMember(json && unfitIn(json)),
    mend: 'Write all members that Anki reads: without one it imports nothing'
  },
  { code, wrong: ({ name }) => (name.trim() === '' ? 'has no name' : undefined), mend: 'Name it' },
  {
    code,
    wrong: ({ fields }) => (fields.length === 0 ? 'has no field' : undefined),
    mend: 'A note type has one field or more'
  },
  {
    code,
    wrong: ({ templates }) => (templates.length === 0 ? 'has no template' : undefined),
    mend: 'A note type has one template or more'
  },
  {
    code,
    wrong: ({ fields }) => twice('field', fields),
    mend: 'Give each field a name of its own: a template can name only one of them'
  },
  {
    code,
    wrong: ({ templates }) =>
      twice(
        'template',
        templates.map(({ name }) => name)
      ),
    mend: 'Give each template a name of its own: they are known by it'
  }
]

/** `rslib/src/notetype/fields.rs` */
const fieldRules: readonly Rule<Named>[] = [
  { code, wrong: ({ name }) => (name.trim() === '' ? 'has no name' : undefined), mend: 'Name it' },
  {
    code,
    wrong: ({ name }) =>
      /[:{}"]|^[#/^]/.test(name) ? 'has a sign in its name that no template can name' : undefined,
    mend: 'Name it without `:`, `{`, `}` and `"`, and begin with none of `#`, `/` and `^`'
  }
]

const templateRules: readonly Rule<Card>[] = [
  { code, wrong: ({ name }) => (name.trim() === '' ? 'has no name' : undefined), mend: 'Name it' },
  {
    code,
    wrong: ({ front, type }) =>
      fieldsNamedIn(front).some((name) => isField(name, type)) ? undefined : 'shows no field on its front',
    mend: 'Name a field in it, such as `{{Front}}`: all its cards would ask the same'
  },
  {
    code,
    wrong: ({ front, back }) => unclosedIn(front) ?? unclosedIn(back),
    mend: 'Anki shows an error in place of the card; close what is opened, in the opposite order'
  },
  {
    code,
    wrong: ({ front, type }) => unknownIn(front, type),
    mend: 'Anki shows an error in place of the card; name a field of the note type'
  },
  {
    code,
    wrong: ({ back, type }) => unknownIn(back, type),
    mend: 'Anki shows an error in place of the answer; name a field of the note type'
  },
  {
    code,
    wrong: ({ front, type }) =>
      type.isCloze && !/cloze:/.test(front)
        ? 'has no cloze on its front, and its note type is for clozes'
        : undefined,
    mend: 'Write `{{cloze:Text}}`'
  }
]

export function verifyNoteTypes(types: readonly NoteType[], findings: Findings): void {
  for (const type of types) {
    const called = `Note type “${type.name || type.id}”`
    findings.ask(rules, { ...type, called })
    for (const name of type.fields)
      findings.ask(fieldRules, { name, called: `Field “${name}” of note type “${type.name}”` })
    for (const each of type.templates)
      findings.ask(templateRules, {
        ...each,
        type,
        called: `Template “${each.name}” of note type “${type.name}”`
      })
  }
}

function unfitIn(json: NonNullable<NoteType['json']>): string | undefined {
  return (
    unfit(json, noteType) ??
    objects(json['flds']).flatMap((each) => unfit(each, field) ?? [])[0] ??
    objects(json['tmpls']).flatMap((each) => unfit(each, template) ?? [])[0]
  )
}

/** Anki compares names without regard to case. */
function twice(what: string, names: readonly string[]): string | undefined {
  const keys = names.map((name) => name.normalize('NFC').toLowerCase())
  const found = names.find((_, index) => keys.indexOf(keys[index]!) < index)
  return found === undefined ? undefined : `has two ${what}s “${found}”`
}

function unknownIn(side: string, type: NoteType): string | undefined {
  const unknown = fieldsNamedIn(side).find((name) => !isField(name, type) && !special.has(name))
  return unknown === undefined ? undefined : `names the field “${unknown}”, which its note type does not have`
}

function isField(name: string, { fields }: NoteType): boolean {
  return fields.some((field) => field.normalize('NFC') === name)
}

/** What a template may name besides fields (`rslib/src/template.rs`, `rslib/src/notetype/mod.rs`). */
const special: ReadonlySet<string> = new Set([
  ...['FrontSide', 'Card', 'CardFlag', 'CardID', 'Deck', 'Subdeck', 'Tags', 'Type', '']
])

/** The names in `{{…}}`: behind `#`, `^` or `/`, and behind filters such as `cloze:`. */
function fieldsNamedIn(side: string): readonly string[] {
  return marksIn(side).map((mark) =>
    mark
      .replace(/^[#^/]/, '')
      .split(':')
      .at(-1)!
      .trim()
      .normalize('NFC')
  )
}

/** What stands in `{{…}}`. Newer versions pass over comments. */
function marksIn(side: string): readonly string[] {
  return spans(uncommented(side), '{{', '}}').map((span) => span.replace(/^\{+/, '').trim())
}

/** A mark without an end, or a condition without one, or an end without a beginning (`rslib/src/template.rs`). */
function unclosedIn(side: string): string | undefined {
  const text = uncommented(side)
  if (text.lastIndexOf('{{') > text.lastIndexOf('}}')) return 'opens `{{` and never closes it'
  const open: string[] = []
  for (const mark of marksIn(side)) {
    const name = mark.slice(1).trim()
    if (/^[#^]/.test(mark)) open.push(name)
    else if (mark.startsWith('/') && open.pop() !== name)
      return `closes \`{{/${name}}}\`, which is not open there`
  }
  return open.length === 0 ? undefined : `opens a condition on “${open.at(-1)}” and never closes it`
}

function uncommented(side: string): string {
  return without(handlebarsOf(side), '<!--', '-->')
}
