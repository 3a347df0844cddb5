/** Anki's name for a deck, `Parent::Child`: it keeps names in NFC, and has no level without a name. */
export function toDeckName(name: string): string {
  const levels = name.normalize('NFC').replace(/\s+/g, ' ').split('::')
  return levels.flatMap((level) => level.trim() || []).join('::')
}
