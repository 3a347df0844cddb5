import { describe, expect, it } from 'vitest'
import { style } from '../../src/anki/style'

/** The colours that have a name, on a page of each kind. */
const names = (selector: string) =>
  Object.fromEntries(
    [...style.matchAll(new RegExp(`^${selector} \\{(.*?)\\}`, 'gms'))].flatMap(([, rules]) =>
      [...rules!.matchAll(/--([a-z-]+): (#[0-9a-f]{6})/g)].map(
        ([, name, colour]) => [name!, colour!] as const
      )
    )
  )
const light = names('\\.md2anki')
const dark = names('\\.nightMode \\.md2anki, \\.night_mode \\.md2anki')

/** What has the colour of a name, and so is read on the ground of code or of the page. */
const used = [...new Set([...style.matchAll(/color: var\(--([a-z]+)\)/g)].map(([, name]) => name!))].filter(
  // The one is a line, the other stands for one of the rest.
  (name) => name !== 'line' && name !== 'own'
)

/** WCAG 2.2, relative luminance and contrast ratio. */
function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
}

function contrast(one: string, other: string): number {
  const [darker, lighter] = [luminance(one), luminance(other)].toSorted((first, second) => first - second)
  return (lighter! + 0.05) / (darker! + 0.05)
}

describe.each([
  ['light', light, '#ffffff'],
  ['dark', dark, '#1e1f22']
])('on a %s page', (_, colours, page) => {
  it.each(used)('what is %s can be read', (name) => {
    expect(colours[name]).toBeDefined()
    for (const ground of [page, colours['soft']!])
      expect(contrast(colours[name]!, ground)).toBeGreaterThanOrEqual(4.5)
  })
})

it('has a colour for words, text, numbers and names in code', () => {
  expect(used).toEqual(expect.arrayContaining(['word', 'text', 'number', 'name', 'quiet']))
  expect(Object.keys(dark).toSorted()).toEqual(Object.keys(light).toSorted())
})
