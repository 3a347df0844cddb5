import { diagnose } from '../diagnostic'
import type { PlanOptions } from '../plan/plan'
import type { Input } from './inputs'

/** A deck that is to start on the day of its making must say which day that was. */
export function withDates(inputs: readonly Input[], { start }: PlanOptions): readonly Input[] {
  return start === 'generated' ? inputs.map(withDate) : inputs
}

function withDate(input: Input): Input {
  if (!input.deck || input.deck.date !== null) return input
  const missing = { ...diagnose('deck-date-missing', undefined), file: input.file }
  return { ...input, diagnostics: [...input.diagnostics, missing] }
}
