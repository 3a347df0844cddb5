import { defineConfig } from 'vitest/config'

/** The quick tests of what `npm run mutate` changes: no processes, no Anki, no browser. */
export default defineConfig({
  test: {
    // What takes long would be run for each change that nothing else notices.
    testNamePattern: /^(?!.*(?:takes time in proportion|on any lines|over 500 lives|two seconds|small disk))/,
    testTimeout: 20_000,
    isolate: false,
    pool: 'threads',
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
