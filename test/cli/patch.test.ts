import { applyPatch, structuredPatch } from 'diff'
import { describe, expect, it } from 'vitest'
import { patchOf } from '../../src/cli/patch'
import { deckText } from '../decks'
import { fc, runs } from '../fast-check'

const cards = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ front: `Question ${index}?`, back: 'The same.' }))

describe('a patch', () => {
  it('says what changes, with two lines around it', () => {
    expect(patchOf('deck.md', 'a\nb\nc\nd\ne\nf\n', 'a\nb\nc\nD\ne\nf\n')).toBe(
      '--- deck.md\n+++ deck.md\n@@ -2,5 +2,5 @@\n b\n c\n-d\n+D\n e\n f\n'
    )
  })

  it('has a change of each line of a large deck, where it is', () => {
    const before = deckText('Large', cards(300))
    const after = before.replaceAll('The same.', 'Another.').replace('# Flash', '# A\n\n# Flash')
    const patch = patchOf('deck.md', before, after)
    expect(applyPatch(before, patch)).toBe(after)
    const { hunks } = structuredPatch('', '', before, after, '', '', { context: 2 })
    expect(patch.match(/^@@ .* @@$/gm)).toEqual(
      hunks.map((each) => `@@ -${each.oldStart},${each.oldLines} +${each.newStart},${each.newLines} @@`)
    )
  })

  /** By the square of their number it would take gigabytes. */
  it('takes time in proportion to the changes', () => {
    const before = deckText('Large', cards(8000))
    const after = before.replaceAll('The same.', 'Another.').replaceAll('####', '###')
    expect(patchOf('deck.md', before, after).match(/^\+Another\.$/gm)).toHaveLength(8000)
  })

  it('may be of any number of lines', () => {
    expect(patchOf('deck.md', 'a\n', 'x\n'.repeat(200_000)).match(/^\+x$/gm)).toHaveLength(200_000)
  })

  it('makes the one text of the other, whatever they are', () => {
    const line = fc.constantFrom(
      'a',
      'b',
      'c',
      '',
      '---',
      ...Array.from({ length: 30 }, (_, at) => `line ${at}`)
    )
    const lines = fc.array(line, { maxLength: 60 })
    const edits = fc.array(fc.tuple(fc.nat(60), fc.nat(3), fc.array(line, { maxLength: 3 })), {
      maxLength: 5
    })
    const end = fc.constantFrom('', '\n', '\r\n')
    fc.assert(
      fc.property(lines, edits, end, end, (old, changes, oldEnd, newEnd) => {
        const now = [...old]
        for (const [at, count, instead] of changes) now.splice(at, count, ...instead)
        const [before, after] = [old.join('\n') + oldEnd, now.join('\n') + newEnd]
        expect(applyPatch(before, patchOf('a', before, after), { autoConvertLineEndings: false })).toBe(after)
      }),
      runs(1000)
    )
  }, 60_000)
})
