import { describe, expect, it } from 'vitest'
import { ankiName, longestName, markedName } from '../../src/model/media-name'

// What Anki makes of names, real Anki is asked in `anki/media.test.ts`.
describe('the name of a file in Anki', () => {
  it.each([
    ['images/map.png', 'map.png'],
    ['Cafe\u0301.png', 'Café.png'],
    ['a\u00a0b.png', 'a b.png'],
    ['a:b?<c>*"|[d]^\\e\u0007.png', 'abcde.png'],
    ['a}}}b}c.png', 'a}b}c.png'],
    ['  a.png ', 'a.png'],
    ['a .png', 'a.png'],
    ['_a.png', 'media_a.png'],
    ['latex-a.png', 'medialatex-a.png'],
    ['LATEX-a.png', 'mediaLATEX-a.png'],
    ['a_latex-b.png', 'a_latex-b.png'],
    ['a.', 'a._'],
    ['a..png', 'a..png'],
    ['.png', 'media.png'],
    ['???.png', 'media.png'],
    ['con.png', 'con_.png'],
    ['NUL', 'NUL_'],
    ['com1.tar.gz', 'com1_.tar.gz'],
    ['lpt9.png', 'lpt9_.png'],
    ['com0.png', 'com0.png'],
    ['con1.png', 'con1.png'],
    ['icon.png', 'icon.png'],
    ['falcon', 'falcon'],
    ['con .png', 'con_.png']
  ])('of %j is %j', (path, name) => {
    expect(ankiName(path)).toBe(name)
  })

  it('is cut in front of the ending, at a whole character', () => {
    const long = ankiName(`${'é'.repeat(100)}.png`)
    expect(long).toBe(`${'é'.repeat(58)}.png`)
    expect(new TextEncoder().encode(long).length).toBeLessThanOrEqual(longestName)
    expect(ankiName(`${'a'.repeat(116)}.png`)).toBe(`${'a'.repeat(116)}.png`)
    expect(ankiName(`${'a'.repeat(117)}.png`)).toBe(`${'a'.repeat(116)}.png`)
    expect(ankiName(`${'a'.repeat(115)} b.png`)).toBe(`${'a'.repeat(115)}.png`)
    expect(ankiName(`con.${'a'.repeat(112)}.png`)).toBe(`con_.${'a'.repeat(111)}.png`)
  })

  it('is cut at its end, where what stands behind the last dot is too long for an ending', () => {
    expect(ankiName(`${'a'.repeat(116)}.${'b'.repeat(9)}`)).toBe(`${'a'.repeat(110)}.${'b'.repeat(9)}`)
    expect(ankiName(`${'a'.repeat(116)}.${'b'.repeat(10)}`)).toBe(`${'a'.repeat(116)}.bbb`)
  })

  it('has a mark in front of its ending, for which it makes room', () => {
    expect(markedName('map.png', '3b37538e')).toBe('map-3b37538e.png')
    expect(markedName('map', '3b37538e')).toBe('map-3b37538e')
    expect(markedName(`${'a'.repeat(116)}.png`, '3b37538e')).toBe(`${'a'.repeat(107)}-3b37538e.png`)
  })
})
