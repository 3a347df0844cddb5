import { htmlTree } from '../../src/decompile/tidy'
import { visibleText } from '../../src/decompile/visible'

/** What a reader sees of HTML. */
export function seen(html: string): string {
  return visibleText(htmlTree(html))
}
