import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Diagnostic, diagnose } from '../diagnostic'
import type { Exporter } from '../exporters/exporter'
import { exporters, isFormat } from '../exporters/index'

/** The exporters for some formats; modules of others come first. */
export async function loadExporters(
  formats: readonly string[],
  modules: readonly string[]
): Promise<readonly Exporter[] | Diagnostic> {
  const theirs: Exporter[] = []
  for (const path of modules) {
    const exporter = await loadModule(path)
    if ('code' in exporter) return exporter
    theirs.push(exporter)
  }
  if (formats.length === 0 && theirs.length > 0) return theirs
  const chosen: Exporter[] = []
  for (const name of formats) {
    const their = theirs.find(({ format }) => format === name)
    if (their) chosen.push(their)
    else if (isFormat(name)) chosen.push(await exporters[name]())
    else return unknown(name, theirs)
  }
  return chosen
}

function unknown(name: string, theirs: readonly Exporter[]): Diagnostic {
  const known = [...Object.keys(exporters), ...theirs.map(({ format }) => format)].join(', ')
  return diagnose('exporter-unknown', undefined, { name, known })
}

/** The first thing that a module exports and that is an exporter. */
async function loadModule(path: string): Promise<Exporter | Diagnostic> {
  try {
    const module: Record<string, unknown> = await import(pathToFileURL(resolve(path)).href)
    const exporter = Object.values(module).find(isExporter)
    return (
      exporter ?? diagnose('exporter-failed', undefined, { name: path, reason: 'it exports no exporter' })
    )
  } catch (error) {
    return diagnose('exporter-failed', undefined, { name: path, reason: String(error) })
  }
}

function isExporter(value: unknown): value is Exporter {
  if (typeof value !== 'object' || value === null) return false
  const { format, extension, options, encode } = value as Partial<Record<keyof Exporter, unknown>>
  return (
    typeof format === 'string' &&
    typeof extension === 'string' &&
    /^\.[\w.-]+$/.test(extension) &&
    (options === undefined || typeof options === 'object' || typeof options === 'function') &&
    typeof encode === 'function'
  )
}
