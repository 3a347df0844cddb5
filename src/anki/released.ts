/**
 * When the note type and the presets were last changed: they say this, not when a package was built, since Anki
 * overwrites a learner's own changes to a note type with one that is newer.
 */
export const released = { seconds: 1_795_564_800, milliseconds: 1_795_564_800_000 }
