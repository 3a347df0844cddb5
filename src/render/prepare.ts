import type { Nodes, Root, Table } from 'mdast'
import { toString as textOf } from 'mdast-util-to-string'
import { visit } from 'unist-util-visit'
import { diagnose, type Report } from '../diagnostic'
import type { Position } from '../model/position'
import { isSafeUrl } from './allowed'
import { readHtml } from './raw-html'

/**
 * Makes a tree ready to become HTML: what HTML would lose or show otherwise than it was written is mended or
 * reported. The tree is changed in place; nobody else has it.
 */
export function prepare(root: Root, report: Report): { readonly root: Root; readonly holdsHtml: boolean } {
  let holdsHtml = false
  visit(root, (node) => {
    if (node.type === 'html') {
      node.value = readHtml(node, report)
      holdsHtml = true
    } else if (node.type === 'table') widen(node, report)
    else if (node.type === 'image') reportImage(node.url, node, report)
    else if ((node.type === 'link' || node.type === 'definition') && !isSafeUrl(node.url))
      report(diagnose('link-unsafe', node.position as Position, { found: node.url }))
    else if (node.type === 'text') reportUndefined(node.value, node, report)
  })
  return { root, holdsHtml }
}

/** Gives a table as many columns as its longest row: HTML is made of the header's columns alone. */
function widen(table: Table, report: Report): void {
  const columns = table.children[0]?.children.length ?? 0
  const widest = table.children.reduce((most, row) => Math.max(most, row.children.length), 0)
  if (widest === columns) return
  for (const row of table.children) {
    const extra = row.children.slice(columns)
    if (extra.length === 0) continue
    const place = { start: extra[0]!.position!.start, end: extra.at(-1)!.position!.end } as Position
    report(diagnose('table-cell-extra', place, { found: extra.map((cell) => textOf(cell)).join(' | ') }))
  }
  table.align = Array.from({ length: widest }, (_, column) => table.align?.[column] ?? null)
}

function reportImage(url: string, node: Nodes, report: Report): void {
  report(diagnose('media-not-packed', node.position as Position, { found: url }))
}

/** A footnote that no definition was found for stays text. */
function reportUndefined(text: string, node: Nodes, report: Report): void {
  for (const [found] of text.matchAll(/\[\^[^\]\s]+\]/g))
    report(diagnose('reference-undefined', node.position as Position, { found }))
}
