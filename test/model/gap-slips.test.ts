import { expect, it } from 'vitest'
import { gapSlips } from '../../src/model/gap-slips'
import { guardDirectives } from '../../src/model/html'

const slips = (html: string) => gapSlips(guardDirectives(html))

it.each([
  ...['{{C3::', '{{c4:', '{{ c5::', '{{c6 ::', '{{c 7::', '{{c8: ', '{{c::', '{{C1,2::'].map((mark) => [
    mark.trim()
  ])
])('%s is nearly the mark of a gap', (mark) => {
  expect(slips(`{{c1::a}} ${mark}b}} c`)).toEqual({ mistyped: [mark], empty: [] })
})

it.each([
  ...['{{c1::a}}', '{{x}}', '{{c: 1}}', '{{cat::a}}', '{c1::a}', '<code>{{C1::a}}</code>', '\\({{c1:a}}\\)'],
  ...[
    '<b title="{{C1::a}}">b</b>',
    '{{c1::<img src="a.png">}}',
    '{{c1::<code>a</code>::b}}',
    '{{c1::a{{c2::b}}}}'
  ]
])('%s is no slip', (html) => {
  expect(slips(html)).toEqual({ mistyped: [], empty: [] })
})

it.each([...['{{c2::}}', '{{c2:: }}', '{{c2::::hint}}', '{{c2::<b></b>}}', '{{c2::&nbsp;}}', '{{c1,2::}}']])(
  '%s hides nothing',
  (gap) => {
    expect(slips(`{{c1::a ${gap}}} b`)).toEqual({ mistyped: [], empty: [gap] })
  }
)
