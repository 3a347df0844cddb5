/**
 * When the note type and the presets were last changed: they say this, not when a package was built, since Anki
 * overwrites a learner's own changes to a note type with one that is newer.
 */
export const released = { seconds: 1_795_564_800, milliseconds: 1_795_564_800_000 }

/** Seconds. The time of a note when nobody knows it: always the same, for a later one would make learners' Anki take it for changed. */
export const undated = 1_764_028_800
