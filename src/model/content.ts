import * as z from 'zod'

/** A piece of a card, as the author wrote it, as Anki shows it, and as plain text. */
export const Content = z.strictObject({
  markdown: z.string(),
  /** Safe in any page: an allow-list of elements, attributes and URL schemes. */
  html: z.string(),
  text: z.string()
})
export type Content = Readonly<z.output<typeof Content>>
