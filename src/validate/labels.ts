import { isCalled } from '../model/called'
import type { Content } from '../model/content'
import type { LabelDraft, RenderedField } from '../model/draft'

type Label = LabelDraft<RenderedField>

/** The first label of a name; authors write names in any case. */
export function labelNamed(labels: readonly Label[], name: string): Label | undefined {
  return labels.find((label) => isCalled(label.name.text, name))
}

/** Labels by name. What stands under one name twice is put together. */
export function contentByName(labels: readonly Label[]): Readonly<Record<string, Content>> {
  const found = new Map<string, Content>()
  for (const { name, value } of labels) {
    const before = found.get(name.text)
    found.set(name.text, before ? both(before, value.content) : value.content)
  }
  return Object.fromEntries(found)
}

function both(first: Content, second: Content): Content {
  return {
    markdown: `${first.markdown}\n${second.markdown}`,
    html: `${first.html}<br>${second.html}`,
    text: `${first.text}\n${second.text}`
  }
}
