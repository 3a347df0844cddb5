interface Node {
  readonly type: string
}

interface Parent {
  children: Node[]
}

/**
 * Calls `visitor` for every node below `parent`, parents first. A node that it gives takes the place of the one it was
 * called with, and is not looked into. `unist-util-visit` does the same in a tenth of the whole program's time.
 */
export function walk(parent: Parent, visitor: (node: never) => Node | undefined): void {
  for (const [index, child] of parent.children.entries()) {
    const instead = visitor(child as never)
    if (instead) parent.children[index] = instead
    else if ('children' in child) walk(child as Node & Parent, visitor)
  }
}
