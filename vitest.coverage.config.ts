import { defineConfig } from 'vitest/config'

/** What the core does, from text to plan, by the tests that need no process, no Anki and no browser. */
export default defineConfig({
  test: {
    exclude: ['test/{anki,browser,cli,faults,pictures}/**', 'test/bench.test.mjs', '**/node_modules/**'],
    testTimeout: 30_000,
    coverage: {
      enabled: true,
      include: ['src/{model,parse,read,render,validate,plan,config}/**', 'src/{compile,field}.ts'],
      reporter: ['text-summary', 'json'],
      thresholds: { lines: 100, functions: 100, statements: 100, branches: 100 }
    }
  }
})
