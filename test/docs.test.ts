import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { compile } from '../src'
import { mediaEndings, mediaKind } from '../src/model/media'
import { md2anki } from './cli/command'

const root = new URL('../', import.meta.url)
const pages = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', ...markdownIn('docs')]

it.each(pages)('%s links to what is there', (page) => {
  const url = new URL(page, root)
  const links = [...textOf(url).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link!)
  expect(links.filter((link) => !link.includes(':') && !leads(new URL(link, url)))).toEqual([])
})

it('docs/media.md shows files of the kinds that it names, and of all of them', () => {
  const page = readFileSync(new URL('docs/media.md', root), 'utf8')
  const { deck, diagnostics } = compile(/^````markdown\n(.*?)^````$/ms.exec(page)![1]!)
  expect(diagnostics).toEqual([])
  const paths = ['pictures/rhine.jpg', 'sounds/rhein.mp3', 'films/rhine.webm', 'pictures/speed.svg']
  expect(deck!.media.map(({ path }) => path)).toEqual(paths)
  const [, images = '', sounds = '', films = ''] =
    /^Images may be (.*?); sounds (.*?); films (.*?)\. Not/ms.exec(page)!
  const named = Object.entries({ image: images, sound: sounds, video: films }).flatMap(([kind, text]) =>
    Array.from(text.matchAll(/`\.(\w+)`/g), ([, ending]) => `${kind} ${ending}`)
  )
  const known = mediaEndings.map((ending) => `${mediaKind(`a.${ending}`)} ${ending}`)
  expect(named.toSorted()).toEqual(known.toSorted())
})

it.each(pages)('%s names options that there are', (page) => {
  const named = options(readFileSync(new URL(page, root), 'utf8').replaceAll(otherPrograms, ''))
  const properties = options(readFileSync(new URL('src/anki/style.ts', root), 'utf8'))
  expect([...named].filter((option) => !ownOptions.has(option) && !properties.has(option))).toEqual([])
})

/** What commands of npm and of our own scripts take. */
const otherPrograms = /^ *npm run .*$|`npx biome .*?`|`-- --all`|`--pairs\b/gm

const ownOptions = options(
  ['', ...commands()].map((name) => md2anki('.', [name, '--help'].filter(Boolean)).stdout).join()
)

function commands(): readonly string[] {
  return [...md2anki('.', ['--help']).stdout.matchAll(/^ {2}(\w+) .*$/gm)].map(([, name]) => name!)
}

function options(text: string): Set<string> {
  return new Set(text.match(/(?<![\w-])--[a-z][a-z-]*/g))
}

function leads(target: URL): boolean {
  const file = new URL(target)
  file.hash = ''
  if (!existsSync(file)) return false
  return target.hash === '' || anchorsOf(textOf(file)).includes(target.hash.slice(1))
}

/** The page without its examples, which hold links and headings of their own. */
function textOf(file: URL): string {
  return readFileSync(file, 'utf8')
    .replaceAll(/^(`{3,})[\s\S]*?^\1$/gm, '')
    .replaceAll(/`[^`\n]*\]\([^`\n]*`/g, '')
}

/** As GitHub makes them of headings. */
function anchorsOf(text: string): readonly string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-')
  )
}

function markdownIn(folder: string): readonly string[] {
  return readdirSync(fileURLToPath(new URL(folder, root)))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${folder}/${name}`)
}
