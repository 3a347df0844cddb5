/**
 * What is measured: `first` against `second`, each a command of `commands.mjs` with a number of cards. The bars hold for
 * `time` and `peak`, ratios of the two, and `peakMB`, of the first alone. `needs` names what may not be there.
 */
export const rows = [
  {
    name: 'md 100',
    first: { run: 'build', cards: 100 },
    second: { run: 'marked', cards: 100 },
    pairs: 7,
    bars: { time: 0.3, peak: 0.4 }
  },
  {
    name: 'md 400',
    first: { run: 'build', cards: 400 },
    second: { run: 'marked', cards: 400 },
    pairs: 7,
    bars: { time: 0.3, peak: 0.4 }
  },
  {
    name: 'html 100',
    first: { run: 'library', cards: 100 },
    second: { run: 'ankiApkgExport', cards: 100 },
    pairs: 7,
    bars: { time: 0.11 }
  },
  {
    name: 'html 100000',
    first: { run: 'library', cards: 100_000 },
    second: { run: 'genanki', cards: 100_000 },
    pairs: 9,
    long: true,
    needs: 'genanki',
    bars: { time: 0.9 }
  },
  {
    name: 'linear 10000',
    first: { run: 'build', cards: 10_000 },
    second: { run: 'build', cards: 1000 },
    pairs: 5,
    long: true,
    bars: { time: 11 }
  },
  {
    name: 'linear 100000',
    first: { run: 'build', cards: 100_000 },
    second: { run: 'build', cards: 10_000 },
    pairs: 1,
    long: true,
    bars: { time: 11, peakMB: 1100 }
  },
  {
    name: 'satteri',
    first: { run: 'satteri', cards: 10_000 },
    second: { run: 'build', cards: 10_000 },
    pairs: 5,
    long: true,
    needs: '--parser',
    bars: { time: 0.25 }
  },
  {
    name: 'rebuild',
    first: { run: 'rebuild', cards: 10_000 },
    second: { run: 'cold', cards: 10_000 },
    pairs: 9,
    long: true,
    needs: '--cache',
    bars: { time: 0.25 }
  },
  { name: 'help', first: { run: 'help' }, second: { run: 'nothing' }, pairs: 21, bars: { time: 1.3 } },
  { name: 'seed', first: { run: 'seed' }, second: { run: 'nothing' }, pairs: 15, bars: { time: 3 } },
  { name: 'seed again', first: { run: 'again' }, second: { run: 'seed' }, pairs: 15, bars: {} }
]

/** What is weighed. */
export const sizes = [
  { name: 'packed', bars: {} },
  { name: 'installed', long: true, bars: { MB: 20, packages: 60 } },
  { name: 'compile alone', bars: { SQLite: 0 } }
]
