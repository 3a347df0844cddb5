import * as fs from 'node:fs'
import { type FileHandle, open, rename } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { writeOutputs } from '../../src/cli/write'
import { fc, runs } from '../fast-check'

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>()
  return { ...real, open: vi.fn(real.open), rename: vi.fn(real.rename) }
})

const real = await vi.importActual<typeof import('node:fs/promises')>('node:fs/promises')

/** Lets the n-th step of writing fail; gives how many there were. */
function failAt(step: number): () => number {
  let steps = 0
  const fails = () => {
    steps += 1
    if (steps === step) throw Object.assign(new Error('EIO'), { code: 'EIO' })
  }
  vi.mocked(open).mockImplementation(async (...how) => {
    fails()
    const handle: FileHandle = await real.open(...how)
    const [writeFile, sync] = [handle.writeFile.bind(handle), handle.sync.bind(handle)]
    handle.writeFile = async (...given) => {
      fails()
      return writeFile(...given)
    }
    handle.sync = async () => {
      fails()
      return sync()
    }
    return handle
  })
  vi.mocked(rename).mockImplementation(async (...how) => {
    fails()
    return real.rename(...how)
  })
  return () => steps
}

/** What is in the folder, as it should be. */
type Model = Map<string, string>

interface Real {
  readonly folder: string
}

function contentsOf({ folder }: Real): Model {
  return new Map(fs.readdirSync(folder).map((name) => [name, fs.readFileSync(join(folder, name), 'utf8')]))
}

function inPieces(content: string): readonly Uint8Array[] {
  const bytes = Buffer.from(content)
  return [bytes.subarray(0, 5), bytes.subarray(5, 5), bytes.subarray(5)]
}

/** Writes some files, while one step of it fails, or none. */
class Write implements fc.AsyncCommand<Model, Real> {
  constructor(
    private readonly files: readonly (readonly [name: string, content: string])[],
    private readonly step: number
  ) {}

  check() {
    return true
  }

  async run(model: Model, system: Real) {
    const steps = failAt(this.step)
    const problems = await writeOutputs(
      this.files.map(([name, content], index) => ({
        path: join(system.folder, name),
        content: index === 0 ? content : inPieces(content)
      }))
    )
    const now = contentsOf(system)
    const wanted = new Map([...model, ...this.files])
    for (const name of new Set([...now.keys(), ...wanted.keys()]))
      expect([name, [model.get(name), wanted.get(name)]]).toEqual([
        name,
        expect.arrayContaining([now.get(name)])
      ])
    if (problems.length === 0) expect(now).toEqual(wanted)
    else expect(steps()).toBeGreaterThanOrEqual(this.step)
    if (steps() < this.step) expect(problems).toEqual([])
    model.clear()
    for (const [name, content] of now) model.set(name, content)
  }

  toString() {
    return `write ${JSON.stringify(this.files)}, failing at step ${this.step}`
  }
}

const file = fc.tuple(fc.constantFrom('deck.apkg', 'deck.csv', 'other.apkg'), fc.string({ maxLength: 20 }))
const writes = fc
  .tuple(fc.uniqueArray(file, { selector: ([name]) => name, minLength: 1 }), fc.integer({ min: 1, max: 16 }))
  .map(([files, step]) => new Write(files, step))

it('P16: after any number of writes, of which any may fail at any step, each file is a whole old one or a whole new one', async () => {
  await fc.assert(
    fc.asyncProperty(fc.commands([writes], { maxCommands: 6 }), async (commands) => {
      const folder = fs.mkdtempSync(join(tmpdir(), 'md2anki-model-'))
      try {
        await fc.asyncModelRun(() => ({ model: new Map(), real: { folder } }), commands)
      } finally {
        fs.rmSync(folder, { recursive: true })
      }
    }),
    runs(60)
  )
  vi.mocked(open).mockReset()
  vi.mocked(rename).mockReset()
}, 30_000)
