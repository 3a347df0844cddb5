/** Ids are whole and above 0. */
export function isId(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) > 0
}

export function isWithin(value: unknown, least: number, most: number): value is number {
  return Number.isInteger(value) && (value as number) >= least && (value as number) <= most
}

/** Milliseconds. What lies later than this after now Anki takes for a mistake (`rslib/src/import_export/gather.rs`). */
export const day = 86_400_000

/** What is wrong with the id of a note or a card, which is the time when it was made. */
export function wrongId(id: unknown, now: number | undefined): string | undefined {
  if (!isId(id)) return 'has an id that is no whole number above 0'
  return now !== undefined && id > now + day ? 'has an id that lies in the future' : undefined
}
