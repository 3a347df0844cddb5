import { diagnose, type Report } from '../diagnostic'
import type { Difficulty } from '../model/deck'
import type { CardDraft, RenderedField } from '../model/draft'
import { labelNamed } from './labels'
import { readDifficulty, readDifficultyLabel } from './words'

type Draft = CardDraft<RenderedField, unknown>

/** The difficulty of a card: its own word counts, or else that of the section around it. */
export function difficultyOf(draft: Draft): Difficulty | null {
  return ownDifficulty(draft) ?? readDifficulty(draft.sectionDifficulty?.text ?? '') ?? null
}

function ownDifficulty({ labels, difficulty }: Draft): Difficulty | undefined {
  return difficulty
    ? readDifficulty(difficulty.text)
    : readDifficultyLabel(labelNamed(labels, 'difficulty')?.value.content.text ?? '')
}

/** A card's word should be one, and the section that it stands in should say the same. */
export function reportDifficulty(draft: Draft, report: Report): void {
  const own = draft.difficulty ?? labelNamed(draft.labels, 'difficulty')?.value.slice
  const read = ownDifficulty(draft)
  const around = readDifficulty(draft.sectionDifficulty?.text ?? '')
  if (draft.difficulty && !read)
    report(diagnose('difficulty-unknown', draft.difficulty.position, { found: draft.difficulty.text }))
  else if (own && read && around && around !== read)
    report(diagnose('difficulty-section-mismatch', own.position, { card: read, section: around }))
}
