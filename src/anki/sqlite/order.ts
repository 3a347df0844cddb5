/** The places of rows by their values in the first column, then by those in the next; where all are the same, as they stand. */
export function orderBy(columns: readonly Float64Array[]): Uint32Array {
  const order = new Uint32Array(columns[0]!.length).map((_, place) => place)
  return columns.reduceRight(sortedBy, order)
}

/** Sorts places by their values; those with the same value stay as they are. */
function sortedBy(order: Uint32Array, values: Float64Array): Uint32Array {
  const [least, greatest] = boundsOf(values)
  if (least === greatest) return order
  const fits = (greatest - least + 1) * order.length <= Number.MAX_SAFE_INTEGER
  return fits && values.every(Number.isInteger)
    ? sortedByKeys(order, values, least)
    : order.sort((one, other) => values[one]! - values[other]!)
}

/** A value and a place as one number: such are sorted in half of the time that it takes to compare. */
function sortedByKeys(order: Uint32Array, values: Float64Array, least: number): Uint32Array {
  const count = order.length
  const keys = new Float64Array(count).map((_, at) => (values[order[at]!]! - least) * count + at).sort()
  return new Uint32Array(count).map((_, at) => order[keys[at]! - Math.floor(keys[at]! / count) * count]!)
}

function boundsOf(values: Float64Array): readonly [least: number, greatest: number] {
  let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const value of values) {
    if (value < least) least = value
    if (value > greatest) greatest = value
  }
  return [least, greatest]
}
