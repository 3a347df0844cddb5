import { setFlagsFromString } from 'node:v8'

/**
 * Has V8 wait longer before it optimises what runs often. It does so beside the program, but whatever is awaited, such as
 * a file being written, waits for it too: for a deck of a few cards a quarter of the whole time, and nothing gained.
 */
export function expectShortRun(): void {
  setFlagsFromString('--interrupt-budget=1500000')
  // SQLite: its largest functions take 60 ms to optimise, a small package less than 20 to write.
  setFlagsFromString('--wasm-tiering-budget=2000000000')
}

/** Takes that back, as far as it concerns JavaScript: for much text optimising pays from the first. */
export function expectLongRun(): void {
  setFlagsFromString('--interrupt-budget=67584')
}
