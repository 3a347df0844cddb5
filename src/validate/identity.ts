import { diagnose, type Report } from '../diagnostic'
import type { Card } from '../model/deck'
import { derivedId, guidOf, sameName } from '../model/identity'
import { cardId } from '../model/limits'
import type { Digest } from '../model/means'
import type { UnnamedCard } from './card'

/**
 * Gives each card its id and GUID. An explicit id counts as it is. Otherwise the deck and the concept name the
 * card, or its front where the concept is another card's, too; cards that ask the same are told apart by order.
 */
export function withIdentity(
  deck: string,
  cards: readonly UnnamedCard[],
  report: Report,
  digest?: Digest
): readonly Card[] {
  reportRepeatedIds(cards, report)
  const concepts = cards.map(({ concept }) => sameName(concept ?? ''))
  const counts = counted(concepts)
  const taken = new Map<string, number>()
  return cards.map((card, index) => {
    const { explicitId } = card
    const explicit = explicitId && readId(explicitId, report)
    const unique = card.concept !== null && counts.get(concepts[index]!) === 1
    // Anki never makes a cloze of a note that is none, so the text of one never names the other.
    const kind = card.type === 'basic' ? [] : [card.type]
    const names = unique ? [card.concept!] : [card.concept ?? '', frontOf(card)]
    const id = explicit ?? derivedId([deck, ...names, ...kind], digest)
    const before = taken.get(id) ?? 0
    taken.set(id, before + 1)
    const own = before === 0 ? id : derivedId([id, String(before + 1)], digest)
    return cardWith({ guid: guidOf(own, digest), id: own, idFrom: explicit ? 'author' : 'text' }, card)
  })
}

/** Written out, it takes half of the memory that it would take with `...`. */
function cardWith({ guid, id, idFrom }: Pick<Card, 'guid' | 'id' | 'idFrom'>, card: UnnamedCard): Card {
  return {
    guid,
    id,
    idFrom,
    number: card.number,
    type: card.type,
    difficulty: card.difficulty,
    concept: card.concept,
    front: card.front,
    back: card.back,
    sections: card.sections,
    fields: card.fields,
    references: card.references,
    tags: card.tags,
    schedule: card.schedule
  }
}

/** What a front asks; of a front without text, such as an image, what is written. */
function frontOf({ front }: Pick<Card, 'front'>): string {
  return front.text || front.markdown
}

function readId(
  { text, position }: NonNullable<UnnamedCard['explicitId']>,
  report: Report
): string | undefined {
  if (cardId.test(text)) return text
  report(diagnose('card-id-invalid', position, { found: text }))
  return undefined
}

function reportRepeatedIds(cards: readonly UnnamedCard[], report: Report): void {
  const lines = new Map<string, number>()
  for (const { explicitId } of cards) {
    if (!explicitId) continue
    const { text: id, position } = explicitId
    const line = lines.get(id)
    if (line !== undefined) report(diagnose('card-id-repeated', position, { id, where: `on line ${line}` }))
    else lines.set(id, position.start.line)
  }
}

function counted<Key>(keys: readonly Key[]): ReadonlyMap<Key, number> {
  const counts = new Map<Key, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}
