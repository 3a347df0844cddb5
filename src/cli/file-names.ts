import { device } from '../model/media-name'

/** Characters that some system allows in no file's name, or that mean something in it. */
const unfit = /[<>:"/\\|?*\p{Cc}\p{Cf}\p{Cs}]+/gu

/** The longest name, in bytes: with what is put before and behind it, file systems allow 255. */
const longest = 120

/** Names of files for decks, each once: `School::Bridges` becomes `School - Bridges`. */
export function distinctNames(names: readonly string[]): readonly string[] {
  const taken = new Set<string>()
  return names.map((name) => {
    const plain = fileName(name)
    let [distinct, count] = [plain, 1]
    while (taken.has(distinct.toLowerCase())) distinct = `${plain} ${++count}`
    taken.add(distinct.toLowerCase())
    return distinct
  })
}

function fileName(name: string): string {
  const plain = shortened(
    name.normalize('NFC').replaceAll('::', ' - ').replace(unfit, '_').replace(/\s+/g, ' ')
  ).replace(/^[\s.-]+|[\s.]+$/g, '')
  if (plain === '') return 'deck'
  return device.test(plain) ? `_${plain}` : plain
}

function shortened(name: string): string {
  let [text, bytes] = ['', 0]
  for (const character of name) {
    bytes += Buffer.byteLength(character)
    if (bytes > longest) break
    text += character
  }
  return text
}

/** Whether a file in a package may have its own name on the disk. */
export function isSafeName(name: string): boolean {
  return (
    name !== '' &&
    name.search(unfit) < 0 &&
    !/^\.|[\s.]$/.test(name) &&
    !device.test(name) &&
    Buffer.byteLength(name) <= 255 - 80
  )
}

/** Names as they are told of: of many the first two. */
export function listed(names: readonly string[]): string {
  return names.length > 3
    ? `${names.slice(0, 2).join(', ')} and ${names.length - 2} more files`
    : names.join(', ')
}
