/** Things by what they have in common, each group in the order of the things. */
export function grouped<Key, Each>(
  all: Iterable<Each>,
  keyOf: (each: Each) => Key
): ReadonlyMap<Key, readonly Each[]> {
  const groups = new Map<Key, Each[]>()
  for (const each of all) {
    const key = keyOf(each)
    const others = groups.get(key)
    if (others) others.push(each)
    else groups.set(key, [each])
  }
  return groups
}
