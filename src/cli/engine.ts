import { features, versions } from 'node:process'
import { setFlagsFromString } from 'node:v8'

/**
 * Has V8 wait longer before it optimises what runs often. It does so beside the program, but whatever is awaited, such as
 * a file being written, waits for it too, and so does the end: for a deck of a few cards a quarter of the whole time, and nothing gained.
 */
export function expectShortRun(): void {
  setInterruptBudget(1_500_000)
  // SQLite: its largest functions take 60 ms to optimise, a small package less than 20 to write.
  setFlagsFromString('--wasm-tiering-budget=2000000000')
}

/** Has V8 optimise as early as pays for so many characters of Markdown in all. */
export function expectText(length: number): void {
  const budget = budgets.find(({ from }) => length >= from)
  if (budget) setInterruptBudget(budget.bytes)
}

/** Has V8 collect what was thrown away, and give the memory back, where that is much: what reading a deck leaves behind is a third of its heap. */
export async function collect(length: number): Promise<void> {
  if (length < muchMemory || !features.inspector) return
  const { Session } = await import('node:inspector')
  const session = new Session()
  session.connect()
  await new Promise<void>((done) => session.post('HeapProfiler.collectGarbage', () => done()))
  session.disconnect()
}

/**
 * The same, and from then on whenever its heap has grown a little, and not first when it is half as large again. Of a hundred thousand cards that
 * saves a quarter of the memory. Where threads render it would cost them a tenth of their time.
 */
export async function saveMemory(length: number): Promise<void> {
  if (length >= muchMemory) setFlagsFromString('--heap-growing-percent=2')
  await collect(length)
}

/** Characters: some twenty thousand cards. */
const muchMemory = 30_000_000

/**
 * For much text optimising pays from the first. For some hundred cards half of what V8 does so would be ready only when it is
 * of no use any more: to wait takes a quarter off the time, and two fifths off the work.
 */
const budgets = [
  { from: 3_000_000, bytes: 67_584 },
  { from: 50_000, bytes: 800_000 }
]

/** Only V8 up to Node 20 has this flag: a later one would say on standard error that it does not know it. */
function setInterruptBudget(bytes: number): void {
  if (Number.parseInt(versions.v8, 10) < 12) setFlagsFromString(`--interrupt-budget=${bytes}`)
}
