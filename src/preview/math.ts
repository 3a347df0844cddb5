import temml from 'temml'
import { escaped } from './html'
import type { MathToHtml } from './side'

/** More is no formula, and would take long. */
const longest = 5_000

/** A formula in TeX as MathML, which browsers show by themselves. One that cannot be read is shown as it is written, with the reason. */
export const toMathMl: MathToHtml = (tex, isDisplay) => {
  if (tex.length > longest) return asWritten(tex, `It has more than ${longest} characters`)
  try {
    return temml.renderToString(tex, { displayMode: isDisplay, throwOnError: true, maxSize: [50, 50] })
  } catch (error) {
    return asWritten(tex, error instanceof Error ? error.message : String(error))
  }
}

function asWritten(tex: string, reason: string): string {
  return `<code class="preview-wrong" title="${escaped(reason)}">${escaped(tex)}</code>`
}
