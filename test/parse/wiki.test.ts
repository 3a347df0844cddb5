import { expect, it } from 'vitest'
import { rendered } from '../render/rendered'

const p = (html: string) => `<p>${html}</p>`

it.each([
  ['![[a.png]]', '<img src="a.png" alt="">'],
  ['![[my pictures/a 100%?.png]]', '<img src="my%20pictures/a%20100%25%3F.png" alt="">'],
  ['![[a.png|100]]', '<img src="a.png" alt="" width="100">'],
  ['![[a.png|100x50]]', '<img src="a.png" alt="" width="100" height="50">'],
  ['![[a.png|a map|100]]', '<img src="a.png" alt="a map" width="100">'],
  ['![[a.png|a map]]', '<img src="a.png" alt="a map">'],
  ['![a map|100](a.png)', '<img src="a.png" alt="a map" width="100">'],
  ['![a|b](a.png)', '<img src="a.png" alt="a|b">'],
  ['![100](a.png)', '<img src="a.png" alt="100">'],
  ['![[song.mp3]]', '<audio src="song.mp3" controls></audio>'],
  ['![[film.mp4|300]]', '<video src="film.mp4" controls></video>'],
  ['see ![[a.png]], too', 'see <img src="a.png" alt="">, too']
])('an embedded file is shown: %s', (markdown, html) => {
  expect(rendered(markdown)).toMatchObject({ html: p(html), codes: [] })
})

it('bars in a cell stand behind backslashes', () => {
  const { html } = rendered('| a | b |\n|---|---|\n| b | ![[a.png\\|100]] |')
  expect(html).toContain('<td>b</td>\n<td><img src="a.png" alt="" width="100"></td>')
})

it('an embedded note stays, and is reported', () => {
  expect(rendered('![[Note#Part]] x')).toMatchObject({
    html: p('![[Note#Part]] x'),
    codes: ['note-embedded']
  })
})

it.each([
  ...[
    '[[Note]]',
    '[[Note|words]]',
    'arr[[1,2]]',
    'a[[b]]',
    '[[1, 2], [3, 4]]',
    '[[1]]',
    '[[1, 2]]',
    '[[a, b]]',
    '[[ -f x ]]',
    '[[:alpha:]]'
  ],
  ...['[[a\nb]]', '\\[[Note]]', '[[', '[[]]', '[[|]]', '![[]]', '![[ ]]', '[[a]', '[[^1]]']
])('what only looks like it is text: %s', (markdown) => {
  expect(rendered(markdown).html).toContain('[')
})

it.each(['`[[Note]]`', '`![[a.png]]`', '    [[Note]]', '```\n![[a.png]]\n```'])(
  'nothing in code is: %s',
  (markdown) => {
    expect(rendered(markdown)).toMatchObject({ html: expect.stringContaining('[['), codes: [] })
  }
)

it('what Markdown has a definition of is its own', () => {
  const { html } = rendered('[[Note]] [[1]](https://a.example)\n\n[Note]: https://b.example')
  expect(html).toContain('[<a href="https://b.example">Note</a>] <a href="https://a.example">[1]</a>')
})
