// node bench/pairs.mjs [-n TIMES] 'COMMAND' 'OTHER COMMAND'

import { spawnSync } from 'node:child_process'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'

/**
 * Runs two commands in turn, each as a whole process, and compares each run with the one beside it: the load of the
 * machine moves both. `ratio` is the first command's time over the second's. `prepare` comes before each run, and is not timed.
 */
export function pairs(first, second, times, prepare = () => {}) {
  const took = Array.from({ length: times }, (_, round) => {
    // Whoever comes second finds warmer caches.
    if (round % 2 === 0) return [timeOf(first, prepare), timeOf(second, prepare)]
    const later = timeOf(second, prepare)
    return [timeOf(first, prepare), later]
  })
  return {
    first: { ...spread(took.map(([time]) => time)), peak: peakOf(first) },
    second: { ...spread(took.map(([, time]) => time)), peak: peakOf(second) },
    ratio: spread(took.map(([time, other]) => time / other))
  }
}

/** Milliseconds from start to exit. */
function timeOf(command, prepare) {
  prepare()
  const start = performance.now()
  run(command)
  return performance.now() - start
}

/** The most memory that a run with Node held, in MB. Asked in a run of its own, which is not timed. */
function peakOf(command) {
  const report = `process.on('exit', () => process.stderr.write('\\npeak ' + process.resourceUsage().maxRSS))`
  const { stderr } = run(command, {
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(report)}`
  })
  return Number(stderr.match(/\npeak (\d+)$/)?.[1]) / 1024
}

function run([program, ...args], env = {}) {
  const result = spawnSync(program, args, { encoding: 'utf8', env: { ...process.env, ...env } })
  if (result.status !== 0) {
    throw (
      result.error ??
      new Error(`${[program, ...args].join(' ')} exited with ${result.status}:\n${result.stderr}`)
    )
  }
  return result
}

function spread(values) {
  const sorted = values.toSorted((one, other) => one - other)
  const middle = (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2
  return { min: sorted[0], median: middle, max: sorted.at(-1) }
}

function say({ min, median, max }, digits, unit) {
  return `${median.toFixed(digits)}${unit} (${min.toFixed(digits)} to ${max.toFixed(digits)})`
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { values, positionals } = parseArgs({
    options: { times: { type: 'string', short: 'n', default: '11' } },
    allowPositionals: true
  })
  const [first, second] = positionals.map((command) => command.split(' '))
  const result = pairs(first, second, Number(values.times))
  for (const [index, { peak, ...time }] of [result.first, result.second].entries()) {
    console.log(`${positionals[index]}: ${say(time, 0, ' ms')}, peak ${peak.toFixed(0)} MB`)
  }
  console.log(`ratio ${say(result.ratio, 2, '')}`)
}
