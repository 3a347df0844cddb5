import type { Schema } from 'hast-util-sanitize'

/** What a link may lead to. Anki itself acts on other schemes, such as `pycmd:`. */
const schemes = ['http', 'https', 'mailto']

/** Begins every `id` that we make; one that an author writes could take the place of one of Anki's own. */
export const idPrefix = 'md2anki-'

/** All that a card may hold: nothing that runs, asks for something, covers the page or reaches outside. */
export const allowed = {
  tagNames: [
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'p', 'div', 'section', 'blockquote', 'pre', 'hr', 'br', 'wbr'],
    ...['ul', 'ol', 'li', 'dl', 'dt', 'dd', 'details', 'summary', 'figure', 'figcaption'],
    ...['table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td'],
    ...[
      'a',
      'b',
      'strong',
      'i',
      'em',
      'u',
      's',
      'strike',
      'del',
      'ins',
      'mark',
      'small',
      'sub',
      'sup',
      'span'
    ],
    ...[
      'code',
      'kbd',
      'samp',
      'var',
      'tt',
      'q',
      'cite',
      'abbr',
      'dfn',
      'time',
      'bdi',
      'bdo',
      'ruby',
      'rt',
      'rp'
    ],
    ...['img', 'audio', 'video', 'source', 'input']
  ],
  attributes: {
    '*': ['dir', 'lang', 'title', 'align', ['id', new RegExp(`^${idPrefix}`)]],
    audio: ['src', 'controls'],
    a: ['href', 'dataFootnoteBackref', 'dataFootnoteRef'],
    code: [['className', /^language-./]],
    details: ['open'],
    div: [['className', 'math', 'alert', /^alert-(?:note|tip|important|warning|caution)$/]],
    img: ['src', 'alt', 'width', 'height'],
    input: [['type', 'checkbox'], ['disabled', true], 'checked'],
    li: ['value', ['className', 'task-list-item']],
    ol: ['start', 'type', 'reversed', ['className', 'contains-task-list']],
    p: [['className', 'alert-title']],
    section: ['dataFootnotes', ['className', 'footnotes']],
    source: ['src', 'type'],
    span: [['className', 'math']],
    td: ['colSpan', 'rowSpan'],
    th: ['colSpan', 'rowSpan', 'scope'],
    time: ['dateTime'],
    video: ['src', 'controls', 'width', 'height'],
    ul: [['className', 'contains-task-list']]
  },
  required: { input: { type: 'checkbox', disabled: true } },
  protocols: { href: schemes, src: schemes },
  ancestors: {
    ...Object.fromEntries(
      ['caption', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td'].map((name) => [name, ['table']])
    ),
    source: ['audio', 'video']
  },
  /** Removed with what stands in them: it is no text. */
  strip: [
    'script',
    'style',
    'template',
    'noscript',
    'noembed',
    'noframes',
    'iframe',
    'object',
    'textarea',
    'select'
  ],
  clobber: []
} as const satisfies Schema

/** Whether a link may lead to `url`. */
export function isSafeUrl(url: string): boolean {
  const scheme = schemeOf(url)
  return scheme === undefined || (schemes as readonly string[]).includes(scheme)
}

/** A safe address with its scheme as sanitising knows it: `HTTP://a.b` is `http://a.b`. */
export function withPlainScheme(url: string): string {
  const scheme = schemeOf(url)
  return scheme !== undefined && isSafeUrl(url) ? `${scheme}${url.slice(url.indexOf(':'))}` : url
}

/** Browsers skip blanks and control characters in a scheme, so this does. */
function schemeOf(url: string): string | undefined {
  const scheme = /^([^/?#:]*):/.exec(url)?.[1]
  return scheme?.replace(/[\u0000-\u0020\u007f-\u009f]/g, '').toLowerCase()
}
