import type { Element, ElementContent, Root } from 'hast'
import { toString as textOf } from 'hast-util-to-string'
import { clozeFieldNames, fieldNames, sectionFields } from '../anki/note'
import type { PackageNote } from '../model/package'
import { isBlank, isNamed } from './elements'
import type { CardParts, NamedPart } from './parts'
import { readPlan } from './plan'
import { htmlTree } from './tidy'

/** Whether a note has the fields of our note type, under whatever name Anki has it. */
export function isOwn({ noteType }: PackageNote): boolean {
  const names = noteType.isCloze ? clozeFieldNames : fieldNames
  return names.every((name, index) => noteType.fields[index] === name)
}

/** The parts of a card in a note of ours: what `noteFields` in `anki/note.ts` put into its fields. */
export function ownParts({ noteType, fields, cards }: PackageNote): CardParts {
  const tree = (name: string) => htmlTree(fields[name] ?? '')
  const words = (name: string) => textOf(tree(name)).trim()
  const [frontName, backName] = noteType.fields as readonly [string, string]
  const more = inMore(tree('More'))
  const extra = noteType.fields.slice(fieldNames.length)
  const plan = readPlan(words('Review Plan'), cards[0]?.interval ?? 0)
  const [id, source] = [words('ID'), words('Source')]
  const labels = [
    ...(['Concept', 'Centrality'] as const).map((name): NamedPart => [name, tree(name)]),
    ...more.labels
  ]
  return {
    type: noteType.isCloze ? 'cloze' : 'basic',
    front: tree(frontName),
    back: tree(backName),
    labels: labels.filter(isFilled),
    sections: [
      ...sectionFields.map((name): NamedPart => [name, tree(name)]),
      ...more.sections,
      ...extra.map((name): NamedPart => [name, tree(name)])
    ].filter(isFilled),
    references: definitionsIn(tree('Cross-References').children).filter(isFilled),
    ...(id && { id }),
    ...(source && { source }),
    ...(plan && { plan })
  }
}

export function isFilled([, tree]: NamedPart): boolean {
  return holdsSomething(tree)
}

/** Whether a reader sees something. */
export function holdsSomething(tree: Root): boolean {
  return textOf(tree).trim() !== '' || tree.children.some(showsWithoutText)
}

function showsWithoutText(node: Root['children'][number]): boolean {
  if (node.type !== 'element') return false
  return ['img', 'audio', 'video', 'hr'].includes(node.tagName) || node.children.some(showsWithoutText)
}

/** The labels and sections that share a field; what a learner has added there is a section of its own. */
function inMore({ children }: Root): {
  readonly labels: readonly NamedPart[]
  readonly sections: readonly NamedPart[]
} {
  const nodes = children as readonly ElementContent[]
  const lists = nodes.filter((node) => isNamed(node, 'dl'))
  const sections = nodes.filter((node) => isSection(node)) as readonly Element[]
  const others = nodes.filter((node) => !isNamed(node, 'dl') && !isSection(node))
  return {
    labels: lists.slice(0, 1).flatMap((list) => definitionsIn([list])),
    sections: [
      ...sections.map(
        ({ children: [heading, ...rest] }): NamedPart => [textOf(heading as Element), rootOf(rest)]
      ),
      ...([...lists.slice(1), ...others].some((node) => !isBlank(node))
        ? [['More', rootOf([...lists.slice(1), ...others])] as NamedPart]
        : [])
    ]
  }
}

function isSection(node: ElementContent): boolean {
  return isNamed(node, 'section') && node.children[0] !== undefined && isNamed(node.children[0], 'h3')
}

/** The pairs of the first definition list among nodes. */
function definitionsIn(nodes: Root['children']): readonly NamedPart[] {
  const list = nodes.find((node) => isNamed(node, 'dl')) as Element | undefined
  const found: NamedPart[] = []
  let name = ''
  for (const child of list?.children ?? []) {
    if (isNamed(child, 'dt')) name = textOf(child)
    else if (isNamed(child, 'dd')) found.push([name, rootOf(child.children)])
  }
  return found
}

function rootOf(children: readonly ElementContent[]): Root {
  return { type: 'root', children: [...children] }
}
