import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Look, ourStyle, ourTemplates, problemsOfLook, type Sides } from '../anki/look'
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
  /** Its files, whether they are there or not, and the folder that they are in. */
  readonly paths: readonly string[]
}

/** Reads the files of a look, and asks whether Anki makes cards in it. */
export async function readLookFiles(files: LookFiles): Promise<ReadLook> {
  const { css, templates } = files
  const read = [
    ...(templates === undefined ? [] : await readTemplates(templates)),
    ...(css === undefined ? [] : [await readPart(css, (text) => ({ css: text }))])
  ]
  const problems = read.flatMap((each) => ('code' in each ? each : []))
  const look = joined(read.flatMap((each) => ('code' in each ? [] : each)))
  return { look, problems: [...problems, ...(await problemsOfLook(look))], paths: pathsOf(files) }
}

function pathsOf({ css, templates }: LookFiles): readonly string[] {
  const inFolder = (folder: string) => Array.from(templateFiles.keys(), (name) => join(folder, name))
  return [
    ...(css === undefined ? [] : [css]),
    ...(templates === undefined ? [] : [templates, ...inFolder(templates)])
  ]
}

/** A file of a folder with templates. */
interface TemplateFile {
  /** What we have in its place. */
  readonly ours: string
  readonly partOf: (text: string) => Look
}

/** The files that a folder with templates may hold, by name. */
export const templateFiles: ReadonlyMap<string, TemplateFile> = new Map([
  ...Object.entries(ourTemplates).flatMap(([name, sides]) =>
    (['front', 'back'] as const).map((side): [string, TemplateFile] => [
      `${name}-${side}.html`,
      {
        ours: `${sides[side]}\n`,
        partOf: (text) => ({ templates: { [name]: { [side]: text.trimEnd() } } })
      }
    ])
  ),
  ['style.css', { ours: ourStyle, partOf: (text) => ({ style: text }) }]
])

/** Only files that end as templates do are meant as such. */
async function readTemplates(folder: string): Promise<readonly (Look | Diagnostic)[]> {
  try {
    const names = (await readdir(folder)).filter((name) => /\.(?:html?|css)$/i.test(name)).sort()
    if (!names.some((name) => templateFiles.has(name)))
      return [diagnose('templates-missing', undefined, { name: folder })]
    return await Promise.all(
      names.map((name) => {
        const file = templateFiles.get(name)
        const near = nearestOf(name, [...templateFiles.keys()])
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
