import * as z from 'zod'
import { ourTemplates } from '../../anki/look'

const Sides = z.strictObject({ front: z.string().optional(), back: z.string().optional() })

/** How cards look. Where nothing of it is given, they look as we have it. */
export const ApkgOptions = z.strictObject({
  /** A stylesheet behind ours, so that its rules win. */
  css: z.string().optional(),
  /** A stylesheet in place of ours. */
  style: z.string().optional(),
  /** Templates by card, as `md2anki templates` names their files: `basic`, `reversed-2`. A side that is left out stays ours. */
  templates: z
    .strictObject(Object.fromEntries(Object.keys(ourTemplates).map((name) => [name, Sides.optional()])))
    .optional(),
  /**
   * When that was last changed; otherwise it counts as changed when the decks were. Anki takes the look of a note type that it has from
   * one with a later time.
   */
  changed: z.date().optional()
})
