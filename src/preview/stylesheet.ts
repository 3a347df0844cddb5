import { dataUri, type Media } from './media'

/**
 * A card's stylesheet as it can stand in the page: its questions for the width of the screen are put to the width that the card has
 * here, files are in it, and nothing of elsewhere is asked for.
 */
export function stylesheetHere(css: string, media: Media): string {
  return css
    .replace(/@media(?=\s*\(\s*(?:min-|max-)?width\b[^{]*\{)/g, '@container')
    .replace(/@import\b[^;]*;?/gi, '')
    .replace(/\burl\(\s*(?:"([^"]*)"|'([^']*)'|([^"'()\s]*))\s*\)/gi, (address, ...quoted: unknown[]) => {
      const name = quoted.slice(0, 3).find((each) => each !== undefined) as string
      return /^(?:data:|#)/i.test(name) ? address : `url(${dataUri(name, media) ?? 'data:,'})`
    })
    .replaceAll('</', '<\\/')
}
