import { InvalidArgumentError } from 'commander'
import { type AllLimits, allUsualLimits, greatest } from '../model/bounds'
import { nearestOf } from '../model/nearest'

/** Reads `name=number`, and adds it to the limits that were read before. */
export function readLimit(text: string, before: Partial<AllLimits> = {}): Partial<AllLimits> {
  const [name = '', number = ''] = text.split('=')
  if (!Object.hasOwn(allUsualLimits, name)) {
    const near = nearestOf(name, Object.keys(allUsualLimits))
    const advice = near ? `Did you mean ${near}?` : `There are ${Object.keys(allUsualLimits).join(', ')}.`
    throw new InvalidArgumentError(`There is no limit ${name}. ${advice}`)
  }
  if (!/^[1-9]\d{0,12}$/.test(number)) throw new InvalidArgumentError(`Write ${name}= and a whole number.`)
  const most = greatest[name as keyof AllLimits]
  if (most !== undefined && Number(number) > most)
    throw new InvalidArgumentError(`The parser takes no ${name} above ${most}.`)
  return { ...before, [name]: Number(number) }
}
