import type { Pages } from './pages'
import { putVarint, varintLength } from './varint'

/**
 * SQLite's trees, written from the leaves up, each page full and written once (https://www.sqlite.org/fileformat2.html#b_tree_pages).
 * So rows have to come in the order of the tree.
 */

/** The kinds of pages. */
const kinds = {
  table: { leaf: 13, inner: 5 },
  index: { leaf: 10, inner: 2 }
} as const

type Kind = keyof typeof kinds

/** A page that is being filled: cells from its end, and where they are from its beginning. */
interface Filling {
  readonly page: Uint8Array
  readonly view: DataView
  /** Where its head begins: the first page of a file has the file's own before it. */
  readonly start: number
  readonly headSize: number
  count: number
  end: number
}

/** A page that is written more than once holds nothing of before. */
function emptied(from: Filling): void {
  from.page.fill(0, from.start + 1)
  from.count = 0
  from.end = from.page.length
}

function filling(page: Uint8Array, type: number, start = 0): Filling {
  page[start] = type
  const headSize = type === kinds.table.inner || type === kinds.index.inner ? 12 : 8
  return { page, view: new DataView(page.buffer), start, headSize, count: 0, end: page.length }
}

function room({ start, headSize, count, end }: Filling): number {
  return end - start - headSize - 2 * count - 2
}

/** Makes room for a cell, and gives where it is. */
function addCell(into: Filling, length: number): number {
  into.end -= length
  into.view.setUint16(into.start + into.headSize + 2 * into.count, into.end)
  into.count += 1
  return into.end
}

function filled({ page, view, start, count, end }: Filling, last?: number): Uint8Array {
  view.setUint16(start + 3, count)
  // 65,536, the end of the largest page, is written as 0.
  view.setUint16(start + 5, end & 0xffff)
  if (last !== undefined) view.setUint32(start + 8, last)
  return page
}

/** A table that rows are added to, by ascending ids. */
export interface Table {
  readonly add: (id: number, record: Uint8Array) => void
  /** Gives the number of its first page. */
  readonly end: () => number
}

export function tableIn(pages: Pages): Table {
  const children: number[] = []
  const dividers: Uint8Array[] = []
  const leaf = filling(pages.blank(), kinds.table.leaf)
  let last = Number.NEGATIVE_INFINITY
  return {
    add: (id, record) => {
      if (id <= last) throw new Error(`Rows of a table come in the order of their ids, and ${id} does not`)
      const local = localLength(record.length, pages.pageSize)
      const head = varintLength(record.length) + varintLength(id)
      const length = head + local + (local < record.length ? 4 : 0)
      if (length > room(leaf)) {
        children.push(pages.append(filled(leaf)))
        dividers.push(varint(last))
        emptied(leaf)
      }
      const at = addCell(leaf, length)
      putVarint(leaf.page, putVarint(leaf.page, at, record.length), id)
      leaf.page.set(local < record.length ? record.subarray(0, local) : record, at + head)
      if (local < record.length)
        leaf.view.setUint32(at + head + local, overflow(pages, record.subarray(local)))
      last = id
    },
    end: () => innerPages(pages, 'table', [...children, pages.append(filled(leaf))], dividers)
  }
}

function varint(value: number): Uint8Array {
  const bytes = new Uint8Array(varintLength(value))
  putVarint(bytes, 0, value)
  return bytes
}

/** How much of a record stands in its leaf; the rest has pages of its own. */
function localLength(length: number, pageSize: number): number {
  const most = pageSize - 35
  if (length <= most) return length
  const least = Math.floor(((pageSize - 12) * 32) / 255) - 23
  const fitting = least + ((length - least) % (pageSize - 4))
  return fitting <= most ? fitting : least
}

/** Writes the rest of a record, its end first, since each page names the next. */
function overflow(pages: Pages, rest: Uint8Array): number {
  const perPage = pages.pageSize - 4
  let next = 0
  for (let at = Math.floor((rest.length - 1) / perPage) * perPage; at >= 0; at -= perPage) {
    const page = pages.blank()
    new DataView(page.buffer).setUint32(0, next)
    page.set(rest.subarray(at, at + perPage), 4)
    next = pages.append(page)
  }
  return next
}

/** Writes an index of `count` entries, in order, and gives its first page. Entries are short. */
export function writeIndex(pages: Pages, count: number, entryAt: (index: number) => Uint8Array): number {
  const children: number[] = []
  const dividers: Uint8Array[] = []
  const leaf = filling(pages.blank(), kinds.index.leaf)
  for (let index = 0; index < count; index++) {
    const entry = entryAt(index)
    // The entry between two leaves stands above them; the last entry cannot, for a leaf has to follow.
    if (room(leaf) < (index === count - 2 ? 2 * longest : entry.length + 1)) {
      children.push(pages.append(filled(leaf)))
      dividers.push(withLength(entry))
      emptied(leaf)
    } else {
      const at = addCell(leaf, entry.length + 1)
      leaf.page[at] = entry.length
      leaf.page.set(entry, at + 1)
    }
  }
  return innerPages(pages, 'index', [...children, pages.append(filled(leaf))], dividers)
}

/** Bytes, with its place. More than an entry of ours takes. */
const longest = 64

function withLength(entry: Uint8Array): Uint8Array {
  return Uint8Array.from([entry.length, ...entry])
}

/** Writes the pages above others, level by level, and gives the one on top. There is a divider between any two children. */
function innerPages(
  pages: Pages,
  kind: Kind,
  children: readonly number[],
  dividers: readonly Uint8Array[]
): number {
  if (children.length === 1) return children[0]!
  const above: { children: number[]; dividers: Uint8Array[] } = { children: [], dividers: [] }
  let start = 0
  while (start < children.length) {
    const [page, next] = innerPage(filling(pages.blank(), kinds[kind].inner), children, dividers, start)
    above.children.push(pages.append(page))
    if (next < children.length) above.dividers.push(dividers[next - 1]!)
    start = next
  }
  return innerPages(pages, kind, above.children, above.dividers)
}

/** A page above children from `start` on, and the first child that it has no room for. No page has but one. */
function innerPage(
  into: Filling,
  children: readonly number[],
  dividers: readonly Uint8Array[],
  start: number
): readonly [page: Uint8Array, next: number] {
  let at = start
  while (at < dividers.length && room(into) >= dividers[at]!.length + 4) {
    // Two children that remain make a page; one does not.
    if (at === dividers.length - 2 && room(into) < dividers[at]!.length + dividers[at + 1]!.length + 10) break
    const cell = addCell(into, dividers[at]!.length + 4)
    into.view.setUint32(cell, children[at]!)
    into.page.set(dividers[at]!, cell + 4)
    at += 1
  }
  return [filled(into, children[at]!), at + 1]
}

/**
 * Fills the rest of a file's first page, behind the file's head: the table of what is in the file has its tree there. As SQLite itself does
 * where a first page has not enough room, it holds nothing but the way to the page that would be the first one.
 */
export function leadTo(child: number, page: Uint8Array, start: number): void {
  filled(filling(page, kinds.table.inner, start), child)
}
