// node bench/pairs.mjs [-n TIMES] 'COMMAND' 'OTHER COMMAND'

import { spawnSync } from 'node:child_process'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'

/**
 * Runs two commands in turn, each as a whole process, and compares each run with the one beside it: the load of the
 * machine moves both. A command is `{ argv, prepare, warmUp }`: `prepare` comes before each run and is not timed, and
 * `warmUp` asks for one run before all others. `time` and `peak` are the first command's over the second's.
 */
export function pairs(first, second, times) {
  for (const command of [first, second]) if (command.warmUp) timeOf(command)
  const took = Array.from({ length: times }, (_, round) => {
    // Whoever comes second finds warmer caches.
    if (round % 2 === 0) return [timeOf(first), timeOf(second)]
    const later = timeOf(second)
    return [timeOf(first), later]
  })
  const peaks = [first, second].map((command) => peakOf(command, Math.min(times, 5)))
  return {
    first: { ...spread(took.map(([time]) => time)), peak: peaks[0] },
    second: { ...spread(took.map(([, time]) => time)), peak: peaks[1] },
    time: spread(took.map(([time, other]) => time / other)),
    peak: peaks[0] / peaks[1]
  }
}

/** Milliseconds from start to exit. */
function timeOf({ argv, prepare = () => {} }) {
  prepare()
  const start = performance.now()
  run(argv)
  return performance.now() - start
}

/** The most memory that a run with Node holds, in MB of a million bytes: the median of runs of their own, which are not timed. */
function peakOf({ argv, prepare = () => {} }, times) {
  const found = Array.from({ length: times }, () => {
    prepare()
    const { stderr } = run(argv, { NODE_OPTIONS: `--require="${peak}"` })
    return (Number(stderr.match(/\npeak (\d+)$/)?.[1]) * 1024) / 1e6
  })
  return spread(found).median
}

const peak = fileURLToPath(new URL('peak.cjs', import.meta.url))

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
  const [first, second] = positionals.map((command) => ({ argv: command.split(' ') }))
  const result = pairs(first, second, Number(values.times))
  for (const [index, { peak, ...time }] of [result.first, result.second].entries()) {
    console.log(`${positionals[index]}: ${say(time, 0, ' ms')}, peak ${peak.toFixed(0)} MB`)
  }
  console.log(`ratio ${say(result.time, 2, '')}`)
}
