import { mostInFile } from '../../model/media'
import { device, longestName } from '../../model/media-name'
import type { Container, Medium } from '../container'
import { fileKey } from '../references'
import type { ZipEntry } from '../zip'
import type { Called, Findings, Rule } from './findings'

interface OneMedium extends Called, Medium {
  readonly index: number
  readonly zipped: ZipEntry | undefined
  readonly isRepeated: boolean
  readonly isUsed: boolean
}

const code = 'package-media-invalid'

const rules: readonly Rule<OneMedium>[] = [
  {
    code,
    wrong: ({ entry, index }) =>
      entry === String(index) ? undefined : `is the file \`${entry}\` of the zip`,
    mend: 'Number the files from 0, without a gap'
  },
  {
    code,
    wrong: ({ zipped, entry }) =>
      zipped ? undefined : `should be the file \`${entry}\` of the zip, which is not there`,
    mend: 'Add the file: Anki imports nothing'
  },
  {
    code,
    wrong: ({ hash }) => (hash === undefined || hash.length === 20 ? undefined : 'has no SHA-1 of 20 bytes'),
    mend: 'Write it into the list of media: Anki imports nothing'
  },
  {
    code,
    wrong: ({ name }) =>
      /[/\\]|^\.{0,2}$/.test(name) ? 'has a name that leads out of the folder of media' : undefined,
    mend: 'Name the file alone, without a folder: Anki imports nothing'
  },
  {
    code,
    wrong: ({ name }) => namings.find(({ breaks }) => breaks(name))?.so,
    mend: 'Name the file otherwise, there and in the cards: Anki renames it, and the cards do not find it'
  },
  {
    code,
    wrong: ({ isRepeated }) => (isRepeated ? 'has the name of another file' : undefined),
    mend: 'Give each file its own name, also apart from upper and lower case'
  },
  {
    code: 'package-too-large',
    wrong: ({ zipped }) => (zipped && zipped.size > mostInFile ? 'has more than 100 MiB' : undefined),
    mend: 'Make it smaller: AnkiWeb takes no larger file'
  },
  {
    code: 'package-media-unused',
    wrong: ({ isUsed }) => (isUsed ? undefined : 'is in no field of a note'),
    mend: 'Take it out, or let its name begin with `_`: Anki leaves it out'
  }
]

/** `rslib/src/media/files.rs`, and what AnkiWeb does not take. A name with a folder is told of already. */
const namings: readonly { readonly breaks: (name: string) => boolean; readonly so: string }[] = [
  {
    breaks: (name) => /[[\]<>:"?*^|\p{Cc}]/u.test(name),
    so: 'has a sign in its name that not every system allows'
  },
  { breaks: (name) => name.normalize('NFC') !== name, so: 'has a name that is not in the normal form NFC' },
  { breaks: (name) => name.includes('\u00a0'), so: 'has a space in its name that does not break' },
  {
    breaks: (name) => new TextEncoder().encode(name).length > longestName,
    so: `has a name of more than ${longestName} bytes`
  },
  { breaks: (name) => /.[ .]$/.test(name), so: 'has a name that ends with a space or a point' },
  {
    breaks: (name) => device.test(name),
    so: 'has a name that Windows keeps for a device'
  },
  {
    breaks: (name) => /^(?:thumbs\.db|\.ds_store)$/i.test(name),
    so: 'has a name that systems keep for themselves'
  }
]

/** Looks at the media, and at what notes refer to: which note first refers to a file, by the file's name. */
export function verifyMedia(
  { media, entries }: Container,
  references: ReadonlyMap<string, string>,
  findings: Findings
): void {
  const byName = new Map(entries.map((entry) => [entry.name, entry]))
  const names = new Set<string>()
  const used = new Set([...references.keys()].flatMap(readings))
  for (const [index, medium] of media.entries()) {
    const key = fileKey(medium.name).toLowerCase()
    const isRepeated = names.has(key)
    names.add(key)
    const isUsed = /^(?:_|latex-)/.test(medium.name) || used.has(fileKey(medium.name))
    const zipped = byName.get(medium.entry)
    findings.ask(rules, {
      ...medium,
      called: `Media file \`${medium.name}\``,
      index,
      zipped,
      isRepeated,
      isUsed
    })
  }
  for (const [name, called] of references)
    if (!readings(name).some((each) => names.has(each.toLowerCase())))
      findings.add(
        'package-media-missing',
        `${called} shows or plays \`${name}\`, which the package does not hold`,
        'Add the file'
      )
  verifyUnnamed({ media, entries }, findings)
}

/** Files of the zip whose number has no name. */
function verifyUnnamed({ media, entries }: Pick<Container, 'media' | 'entries'>, findings: Findings): void {
  const named = new Set(media.map(({ entry }) => entry))
  for (const { name } of entries)
    if (/^\d+$/.test(name) && !named.has(name))
      findings.add(
        'package-media-unused',
        `File \`${name}\` is in the zip, and the list of media has no name for it`,
        'Name it in the list, or take it out'
      )
}

/** A card finds a file by its name with `%20` for a blank, too. */
function readings(name: string): readonly string[] {
  try {
    return [name, fileKey(decodeURIComponent(name))]
  } catch {
    return [name]
  }
}
