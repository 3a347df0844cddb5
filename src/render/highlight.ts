import { toHtml } from 'hast-util-to-html'
import { common, createLowlight } from 'lowlight'
import type { Highlight } from './code'

/** Code as text and elements with the classes of highlight.js; nothing where the language is not known. */
export const highlight: Highlight = (language, code) =>
  lowlight.registered(language) ? toHtml(lowlight.highlight(language, code)) : undefined

const lowlight = createLowlight(common)
