import { existsSync, readdirSync } from 'node:fs'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const place = fileURLToPath(new URL('../../.node/', import.meta.url))
/** Programs of Node that are here besides the one that runs: `npm run node:setup` gets them. */
export const nodes = existsSync(place)
  ? readdirSync(place).map((version) => ({ version, program: programOf(version) }))
  : []
/** The same, or what says that none is. */
export const nodesHere =
  nodes.length > 0 ? nodes : [{ version: '(not here: npm run node:setup)', program: '' }]

if (nodes.length === 0 && process.env['CI'])
  throw new Error('other Nodes are needed in CI: npm run node:setup')

function programOf(version: string): string {
  const [name = ''] = readdirSync(`${place}${version}/node_modules`).filter((each) =>
    each.startsWith('node-')
  )
  return `${place}${version}/node_modules/${name}/bin/node${process.platform === 'win32' ? '.exe' : ''}`
}
