import { compileWith } from './compile'
import { yamlSettings } from './read/yaml'
import { highlight } from './render/highlight'
import { toSafeHtml } from './render/to-safe-html'

/** A deck in Markdown to a deck. Total: whatever is wrong with the text is in the diagnostics. Pure. */
export const compile = compileWith({ readYaml: yamlSettings, toSafeHtml, highlight })
