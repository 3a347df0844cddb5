/**
 * What of a row is over its bar, or worse than recorded by more than noise; as sentences, none when all is well.
 * `bars`, `now` and `recorded` have the same keys. A value is a number, or `{ min, median, max }` of several pairs.
 */
export function complaints(name, bars, now, recorded = {}) {
  return Object.entries(now).flatMap(([what, value]) => [
    ...overBar(`${name}, ${what}`, middle(value), bars[what], recorded[what]),
    ...worse(`${name}, ${what}`, middle(value), recorded[what])
  ])
}

/** The number that stands for a value. */
export function middle(value) {
  return typeof value === 'number' ? value : value.median
}

/** What varies at any rate: another release of Node, what a package weighs, when the collector ran. */
const leastNoise = 0.1

/** Of a value that was measured once, nothing is known of how it varies. */
const noiseOfOne = 0.25

/**
 * How much worse, as a share, may be chance. Half of what lay between the lowest and the highest recorded pair: a
 * median of several pairs moves less than a pair does, and the range is what the record knows of pairs.
 */
export function noiseOf(recorded) {
  if (typeof recorded === 'number') return leastNoise
  if (recorded.min === recorded.max) return noiseOfOne
  return Math.max(leastNoise, (recorded.max - recorded.min) / 2 / recorded.median)
}

/** A bar that was not kept when the figures were recorded is no news: what is worse than then, is. */
function overBar(name, value, bar = Number.POSITIVE_INFINITY, recorded = 0) {
  return value <= bar || middle(recorded) > bar
    ? []
    : [`${name}: ${value.toFixed(2)} is over the bar of ${bar}`]
}

function worse(name, value, recorded) {
  if (recorded === undefined) return []
  const most = middle(recorded) * (1 + noiseOf(recorded))
  if (value <= most) return []
  return [
    `${name}: ${value.toFixed(2)} is worse than the recorded ${middle(recorded).toFixed(2)} by more than noise (up to ${most.toFixed(2)})`
  ]
}
