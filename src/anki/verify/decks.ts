import type { Contents, Deck, Preset } from '../contents'
import type { Called, Findings, Rule } from './findings'
import { isId } from './numbers'
import * as shapes from './shapes'

interface OneDeck extends Called, Deck {
  readonly isRepeated: boolean
  readonly hasPreset: boolean
}
interface OnePreset extends Called, Preset {}

const code = 'package-deck-invalid'

const rules: readonly Rule<OneDeck>[] = [
  {
    code,
    wrong: ({ id }) => (isId(id) ? undefined : `has the id ${id}`),
    mend: 'Give it a whole number above 0'
  },
  {
    code,
    wrong: ({ json }) => shapes.withoutMember(json && shapes.unfit(json, shapes.deck)),
    mend: 'Write all members that Anki reads: without one it imports nothing'
  },
  {
    code,
    wrong: ({ name }) =>
      name.split('::').some((part) => part.trim() === '') ? 'has an empty part in its name' : undefined,
    mend: 'Name each level: Anki calls it “blank”'
  },
  {
    code,
    wrong: ({ isRepeated }) => (isRepeated ? 'has the name of another deck' : undefined),
    mend: 'Anki takes names that differ in case for one name, and renames a deck'
  },
  {
    code,
    wrong: ({ preset, hasPreset }) =>
      hasPreset ? undefined : `names the preset ${preset}, which the package does not hold`,
    mend: 'Add the preset, or name 1, Anki’s own: Anki imports nothing when it is asked for presets'
  }
]

const presetRules: readonly Rule<OnePreset>[] = [
  {
    code,
    wrong: ({ json }) => shapes.withoutMember(json && shapes.unfit(json, shapes.preset)),
    mend: 'Write all members that Anki reads: without one it imports nothing'
  },
  ...(['new', 'rev', 'lapse'] as const).map(
    (part): Rule<OnePreset> => ({
      code,
      wrong: ({ json }) => {
        const name = json?.[part] && shapes.unfit(json[part], shapes.partsOfPreset[part])
        return shapes.withoutMember(name ? `${part}.${name}` : undefined)
      },
      mend: 'Write all members in the form that Anki reads: it would take its own steps and limits, in silence'
    })
  ),
  {
    code,
    wrong: ({ json }) => {
      const days = json?.['easyDaysPercentages'] ?? []
      return Array.isArray(days) && [0, 7].includes(days.length)
        ? undefined
        : 'has easy days for another week than one of seven days'
    },
    mend: 'Write seven numbers in `easyDaysPercentages`, or none: Anki could not show the deck'
  }
]

export function verifyDecks({ decks, presets }: Contents, findings: Findings): void {
  const known = new Set(presets.map(({ id }) => id))
  const names = new Set<string>()
  for (const deck of decks) {
    const key = deck.name.normalize('NFC').toLowerCase()
    const isRepeated = names.has(key)
    names.add(key)
    const hasPreset = deck.preset === undefined || known.has(deck.preset)
    findings.ask(rules, { ...deck, called: `Deck “${deck.name || deck.id}”`, isRepeated, hasPreset })
  }
  for (const preset of presets)
    findings.ask(presetRules, { ...preset, called: `Preset “${preset.name || preset.id}”` })
}
