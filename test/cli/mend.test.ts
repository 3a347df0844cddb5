import { describe, expect, it } from 'vitest'
import { compile } from '../../src'
import { edited } from '../../src/cli/mend'

describe('the edits of findings', () => {
  /** By their number for each finding it would take gigabytes. */
  it('are made in time in proportion to them, where all cards have one number', () => {
    const card = (index: number) => `### Card 1\n\n#### Front\nQuestion ${index}?\n\n#### Back\nThat.\n`
    const text = `# Same\n\n${Array.from({ length: 6000 }, (_, index) => card(index)).join('\n')}`
    const { diagnostics } = compile(text)
    expect(diagnostics).toHaveLength(5999)
    const mended = edited(text, diagnostics)
    expect(mended).toContain('### Card 6000\n\n#### Front\nQuestion 5999?')
    expect(compile(mended).diagnostics).toEqual([])
  })
})
