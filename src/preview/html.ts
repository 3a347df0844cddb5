const marks: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;'
}

/** Text as HTML, in an element or in quotes. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => marks[mark]!)
}
