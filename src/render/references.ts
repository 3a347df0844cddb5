import type { Definition, FootnoteDefinition, Root, RootContent } from 'mdast'
import { walk } from './walk'

/** What a tree defines, by identifiers; of several the first counts. */
export interface References {
  readonly definitions: ReadonlyMap<string, Definition>
  readonly footnotes: ReadonlyMap<string, FootnoteDefinition>
  /** The definitions that images refer to. */
  readonly ofImages: ReadonlySet<string>
}

export function referencesIn(root: Root): References {
  const definitions = new Map<string, Definition>()
  const footnotes = new Map<string, FootnoteDefinition>()
  const ofImages = new Set<string>()
  walk(root, (node: RootContent) => {
    if (node.type === 'definition' && !definitions.has(node.identifier))
      definitions.set(node.identifier, node)
    if (node.type === 'footnoteDefinition' && !footnotes.has(node.identifier))
      footnotes.set(node.identifier, node)
    if (node.type === 'imageReference') ofImages.add(node.identifier)
    return undefined
  })
  return { definitions, footnotes, ofImages }
}
