import { toHtml } from 'hast-util-to-html'
import { common, createLowlight } from 'lowlight'
import { describe, expect, it } from 'vitest'
import { aloneByName, highlight } from '../../src/render/highlight'

const all = createLowlight(common)

/** What looks like code in each of the languages, and in others within them. */
const sample = [
  '<style>a { color: #fff }</style><script>const a = `b` // d</script>',
  '<?php echo "a"; ?> <% if a %> {{ b }}',
  '#!/bin/sh\nif [ -n "$a" ]; then echo $a; fi # b',
  'def f(a: int) -> str:\n    """b"""\n    return f"{a!r}"  # c',
  '@decorator\nclass A<T> extends B { private int c = 0x1F; /* d */ }',
  "SELECT a.b, COUNT(*) FROM c WHERE d = 'e' -- f",
  '- [x] **a** `b`\n```js\nconst c = 1\n```\n%w(a b) :c => /d/',
  '{"a": [1, true, null], "b": "\\n"}\n+ a\n- b\n@@ -1 +1 @@',
  'all: a.o\n\t$(CC) -o $@ $<\n#include <a.h>\nlocal a = { b = [[c]] }',
  'fn main() { let a: &str = r#"b"#; println!("{}", a); }\nfunc f() (int, error)'
].join('\n')

describe('code in colours', () => {
  it.each([...aloneByName.keys(), ...Object.keys(common), 'js', 'html', 'yml', 'unheard-of'])(
    'is the same for %s where not all languages are ready',
    (language) => {
      const expected = all.registered(language) ? toHtml(all.highlight(language, sample)) : undefined
      expect(highlight(language, sample)).toBe(expected)
    }
  )

  it('knows each language by all its names', () => {
    for (const [other, name] of aloneByName) expect(highlight(other, sample)).toBe(highlight(name, sample))
  })
})
