import type { Media } from './media'
import type { MathToHtml, Stage } from './side'
import { stylesheetHere } from './stylesheet'

export interface NewStage {
  readonly stage: Stage
  /** The stylesheet that the sides shown so far turned out to need, if any. */
  readonly rules: () => readonly string[]
}

/** Where the sides of a deck's cards are shown. */
export function newStage(media: Media, toMath: MathToHtml): NewStage {
  const classes = new Map<string, string>()
  const sheets = new Set<string>()
  const stage: Stage = {
    media,
    toMath: remembering(toMath),
    classFor: (style) => {
      const name = classes.get(style) ?? `preview-style-${classes.size + 1}`
      classes.set(style, name)
      return name
    },
    addStyle: (css) => void sheets.add(css)
  }
  return {
    stage,
    rules: () => {
      const css = [...sheets, ...[...classes].map(rule)].join('\n')
      return css === '' ? [] : [stylesheetHere(css, media)]
    }
  }
}

/** It has to count more than a note type's rules for classes, as the attribute does: an id that nothing has adds to it. */
function rule([style, name]: readonly [style: string, name: string]): string {
  return `.${name}:not(#none) { ${style.replace(/[{}]/g, '')} }`
}

/** A formula of a question stands in the answer, too. */
function remembering(toMath: MathToHtml): MathToHtml {
  const known = new Map<string, string>()
  return (tex, isDisplay) => {
    const key = `${isDisplay} ${tex}`
    const html = known.get(key) ?? toMath(tex, isDisplay)
    known.set(key, html)
    return html
  }
}
