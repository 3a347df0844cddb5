export function sum(numbers: readonly number[]): number {
  return numbers.reduce((one, other) => one + other, 0)
}
