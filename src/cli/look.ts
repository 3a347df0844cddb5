import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Look, Sides } from '../anki/look'
import { type Diagnostic, diagnose } from '../diagnostic'
import { nearestOf } from '../model/nearest'
import { decode } from './decode'
import { readBytes } from './read-file'
import { systemReason } from './system'

/** Where somebody's own look of cards is. */
export interface LookFiles {
  /** A stylesheet behind ours. */
  readonly css?: string
  /** A folder with templates, and perhaps a stylesheet in place of ours. */
  readonly templates?: string
}

export interface ReadLook {
  /** Nothing where cards look as we have it. */
  readonly look?: Look
  readonly problems: readonly Diagnostic[]
}

/** Reads the files of a look, and asks whether Anki makes cards in it. */
export async function readLook({ css, templates }: LookFiles): Promise<ReadLook> {
  if (css === undefined && templates === undefined) return { problems: [] }
  const { problemsOfLook } = await import('../anki/look')
  const read = [
    ...(templates === undefined ? [] : await readTemplates(templates)),
    ...(css === undefined ? [] : [await readPart(css, (text) => ({ css: text }))])
  ]
  const problems = read.flatMap((each) => ('code' in each ? each : []))
  const look = joined(read.flatMap((each) => ('code' in each ? [] : each)))
  return { look, problems: [...problems, ...(await problemsOfLook(look))] }
}

/** The files of a look, whether they are there or not, and the folder that they are in. */
export async function lookPaths({ css, templates }: LookFiles): Promise<readonly string[]> {
  const names = templates === undefined ? [] : [...(await templateFiles()).keys()]
  return [
    ...(css === undefined ? [] : [css]),
    ...(templates === undefined ? [] : [templates, ...names.map((name) => join(templates, name))])
  ]
}

/** A file of a folder with templates. */
interface TemplateFile {
  /** What we have in its place. */
  readonly ours: string
  readonly partOf: (text: string) => Look
}

/** The files that a folder with templates may hold, by name. */
export async function templateFiles(): Promise<ReadonlyMap<string, TemplateFile>> {
  const { ourStyle, ourTemplates } = await import('../anki/look')
  const files = new Map<string, TemplateFile>()
  for (const [name, sides] of Object.entries(ourTemplates))
    for (const side of ['front', 'back'] as const)
      files.set(`${name}-${side}.html`, {
        ours: `${sides[side]}\n`,
        partOf: (text) => ({ templates: { [name]: { [side]: text.trimEnd() } } })
      })
  return files.set('style.css', { ours: ourStyle, partOf: (text) => ({ style: text }) })
}

/** Only files that end as templates do are meant as such. */
async function readTemplates(folder: string): Promise<readonly (Look | Diagnostic)[]> {
  const known = await templateFiles()
  try {
    const names = (await readdir(folder)).filter((name) => /\.(?:html?|css)$/i.test(name)).sort()
    if (!names.some((name) => known.has(name)))
      return [diagnose('templates-missing', undefined, { name: folder })]
    return await Promise.all(
      names.map((name) => {
        const file = known.get(name)
        const near = nearestOf(name, [...known.keys()])
        return file
          ? readPart(join(folder, name), file.partOf)
          : diagnose('templates-name-unknown', undefined, { name: join(folder, name), near })
      })
    )
  } catch (error) {
    return [unreadable(folder, systemReason(error))]
  }
}

async function readPart(name: string, partOf: TemplateFile['partOf']): Promise<Look | Diagnostic> {
  try {
    const status = await stat(name).catch(() => undefined)
    if (!status) return unreadable(name, 'there is no such file')
    const text = decode(await readBytes(name))
    if (typeof text !== 'string') return { ...text, file: name }
    return { ...partOf(text.replace(/^\ufeff/, '')), changed: status.mtime }
  } catch (error) {
    return unreadable(name, systemReason(error))
  }
}

function unreadable(file: string, reason: string): Diagnostic {
  return { ...diagnose('input-unreadable', undefined, { reason }), file }
}

/** A look changes when the last of its files does. */
function joined(parts: readonly Look[]): Look {
  const templates = new Map<string, Sides>()
  for (const [name, sides] of parts.flatMap((part) => Object.entries(part.templates ?? {})))
    templates.set(name, { ...templates.get(name), ...sides })
  const times = parts.flatMap(({ changed }) => changed?.getTime() ?? [])
  return {
    ...Object.assign({}, ...parts),
    templates: Object.fromEntries(templates),
    changed: new Date(Math.max(0, ...times))
  }
}
