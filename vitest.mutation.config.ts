import { defineConfig } from 'vitest/config'

/** The quick tests of what `npm run mutate` changes: no processes, no Anki, no browser. */
export default defineConfig({
  test: {
    include: [
      'test/cases.test.ts',
      'test/fixtures.test.ts',
      'test/deck-format.test.ts',
      'test/cli/write.test.ts',
      'test/exporters/media.test.ts',
      'test/parse/scan*.test.ts',
      'test/parse/cut*.test.ts',
      'test/{model,plan,validate,compare}/**/*.test.ts'
    ]
  }
})
