/** What Anki reads of a JSON object: for each member that has to be there, whether a value will do. */
export type Shape = Readonly<Record<string, (value: unknown) => boolean>>

const isNumber = (value: unknown) => typeof value === 'number'
const isText = (value: unknown) => typeof value === 'string'
const isFlag = (value: unknown) => typeof value === 'boolean'
const isList = Array.isArray
const isAny = (value: unknown) => value !== undefined
const isWhole = (least: number, most: number) => (value: unknown) =>
  Number.isInteger(value) && (value as number) >= least && (value as number) <= most
const isId = (value: unknown) =>
  Number.isSafeInteger(value) || (isText(value) && /^-?\d+$/.test(value as string))
const areNumbers = (least: number) => (value: unknown) =>
  isList(value) && value.length >= least && value.every(isNumber)

const int = isWhole(-(2 ** 31), 2 ** 31 - 1)
const count = isWhole(0, 2 ** 32 - 1)
const small = isWhole(0, 2 ** 16 - 1)
const either = isWhole(0, 1)

/** `rslib/src/notetype/schema11.rs`: where one is missing or of another type, Anki imports nothing. */
export const noteType: Shape = {
  id: isId,
  name: isText,
  type: isNumber,
  mod: isNumber,
  usn: int,
  sortf: small,
  did: isAny,
  tmpls: isList,
  flds: isList,
  css: isText
}
export const field: Shape = { name: isText, sticky: isFlag, rtl: isFlag, font: isText, size: small }
export const template: Shape = { name: isText, qfmt: isText }

/** `rslib/src/decks/schema11.rs`; the same holds. */
export const deck: Shape = {
  id: isId,
  name: isText,
  usn: int,
  collapsed: isFlag,
  dyn: (value) => isNumber(value) || isFlag(value),
  newToday: areNumbers(2),
  revToday: areNumbers(2),
  lrnToday: areNumbers(2),
  timeToday: areNumbers(2),
  conf: isId
}

/** `rslib/src/deckconfig/schema11.rs`; the same holds. */
export const preset: Shape = {
  id: isId,
  mod: isNumber,
  name: isText,
  usn: int,
  maxTaken: int,
  autoplay: isFlag,
  timer: isAny,
  new: isAny,
  rev: isAny,
  lapse: isAny
}

/** Where one member of these is missing or of another type, Anki replaces it, or all of them, by its own, in silence. */
export const partsOfPreset: Readonly<Record<'new' | 'rev' | 'lapse', Shape>> = {
  new: { delays: areNumbers(0), initialFactor: small, ints: areNumbers(2), order: either, perDay: count },
  rev: { ease4: isNumber, ivlFct: isNumber, maxIvl: count, perDay: count },
  lapse: { delays: areNumbers(0), leechAction: either, leechFails: count, minInt: count, mult: isNumber }
}

/** The first member that is missing, or that Anki cannot read. */
export function unfit(json: unknown, shape: Shape): string | undefined {
  const members = (typeof json === 'object' && json !== null ? json : {}) as Readonly<Record<string, unknown>>
  return Object.keys(shape).find((name) => !shape[name]!(members[name]))
}

export function withoutMember(name: string | undefined): string | undefined {
  return name === undefined ? undefined : `lacks \`${name}\`, or has it in another form than Anki reads`
}
