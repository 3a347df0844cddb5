import { versions } from 'node:process'
import { setFlagsFromString } from 'node:v8'

/**
 * Has V8 wait longer before it optimises what runs often. It does so beside the program, but whatever is awaited, such as
 * a file being written, waits for it too: for a deck of a few cards a quarter of the whole time, and nothing gained.
 */
export function expectShortRun(): void {
  setInterruptBudget(1_500_000)
  // SQLite: its largest functions take 60 ms to optimise, a small package less than 20 to write.
  setFlagsFromString('--wasm-tiering-budget=2000000000')
}

/** Takes that back, as far as it concerns JavaScript: for much text optimising pays from the first. */
export function expectLongRun(): void {
  setInterruptBudget(67_584)
}

/** Only V8 up to Node 20 has this flag: a later one would say on standard error that it does not know it. */
function setInterruptBudget(bytes: number): void {
  if (Number.parseInt(versions.v8, 10) < 12) setFlagsFromString(`--interrupt-budget=${bytes}`)
}
