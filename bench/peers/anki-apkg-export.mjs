import library from 'anki-apkg-export'

/**
 * A collection of the npm package `anki-apkg-export`. Its ids are times, and how they fall decides whether its 16 MB
 * are enough: by the real clock one run in five with 400 cards dies. This clock moves as fast as the real one does
 * there, and each run is like the others.
 */
export function newCollection() {
  let now = Date.UTC(2026, 0, 7)
  Date.now = () => {
    now += 3
    return now
  }
  return library.default('Measurements')
}
