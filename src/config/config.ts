import * as z from 'zod'
import { type AllLimits, allUsualLimits, greatest } from '../model/bounds'
import { isDate } from '../model/days'
import { dialectNames } from '../model/dialects'

const limitNames = Object.keys(allUsualLimits) as readonly (keyof AllLimits)[]
const names = z.array(z.string().min(1))
const tag = z.string().regex(/^\S+$/, 'a tag in Anki holds no blank')
const start = z
  .string()
  .refine((day) => day === 'import' || day === 'generated' || isDate(day), {
    error: 'it is `import`, `generated` or a date such as 2026-01-07'
  })
  .meta({ pattern: '^(?:import|generated|\\d{4}-\\d{2}-\\d{2})$' })

/** What a configuration can say: options of the command line by their names, and which decks are meant. */
export const Config = z
  .strictObject({
    decks: names.describe('Decks, folders or globs, where the command line names none'),
    ignore: names.describe('Globs of files that no folder and no glob leads to'),
    format: z
      .union([z.string().min(1), names], { error: 'it is a format, or a list of formats' })
      .describe('apkg, csv, json, the format of an exporter, or several of them'),
    output: z.string().min(1).describe('One file for all decks'),
    outDir: z.string().min(1).describe('The folder to write to; otherwise each file stands beside its deck'),
    previous: z.string().min(1).describe('What learners have, in place of the package that is overwritten'),
    exporter: names.describe('Modules with exporters of your own'),
    csvLayout: z.enum(['full', 'basic']).describe('full for our note type, basic for any'),
    schedule: z.enum(['exact', 'review', 'new']).describe('How Anki follows the schedule'),
    start: start.describe('Day 0 of the schedule, for decks that do not say it'),
    dayOne: z.enum(['tomorrow', 'today']).describe('When Day 1 is'),
    deck: z.string().min(1).describe('The deck in Anki, for decks whose front matter names none'),
    deckFromPath: z.boolean().describe('Put decks into decks that are named after their folders'),
    tag: z.array(tag).describe('Tags for every card'),
    tagFromPath: z.boolean().describe('A tag that names the folders, for every card'),
    css: z.string().min(1).describe('A stylesheet of your own'),
    templates: z.string().min(1).describe('A folder with templates of your own'),
    dialect: z.enum(dialectNames).describe('How decks are written that do not say it'),
    mediaRoot: names.describe('Folders where images and sounds may lie, too'),
    cache: z.string().min(1).describe('Where to keep what became of cards'),
    parser: z.enum(['micromark', 'satteri']).describe('What reads Markdown'),
    limit: z
      .partialRecord(z.enum(limitNames), z.int().positive())
      .refine(
        (limits) =>
          limitNames.every((name) => (limits[name] ?? 0) <= (greatest[name] ?? Number.POSITIVE_INFINITY)),
        {
          error: `the parser takes no more than ${Object.entries(greatest)
            .map(([name, most]) => `${most} for ${name}`)
            .join(', ')}`
        }
      )
      .describe('How much of something is taken, by its name'),
    strict: z.boolean().describe('Let warnings count as errors'),
    maxWarnings: z.int().nonnegative().describe('Give exit code 1 when there are more warnings')
  })
  .partial()
  .refine(({ output, outDir }) => output === undefined || outDir === undefined, {
    path: ['outDir'],
    error: '`output` names the file already'
  })

export type Config = z.input<typeof Config>

/** Gives a configuration as it is: an editor then knows what it can say. */
export function defineConfig(config: Config): Config {
  return config
}
