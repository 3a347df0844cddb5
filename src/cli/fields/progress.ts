import type { Host } from '../host'

/** Told how much of a work is done. */
export type Progress = (done: number, of: number) => void

/** Milliseconds that nobody minds waiting. */
const unseen = 1000

/** Shows how far a work is that takes longer than that, and takes it away in the end. */
export function progressOf({ progress }: Pick<Host, 'progress'>, now = () => performance.now()): Progress {
  const start = now()
  return (done, of) => {
    if (!progress || now() - start < unseen) return
    progress(done < of ? barOf(done / of) : '')
  }
}

function barOf(share: number): string {
  const filled = Math.floor(share * width)
  return `${'█'.repeat(filled)}${'░'.repeat(width - filled)} ${Math.floor(share * 100)} % of the cards`
}

/** Characters. */
const width = 30
