import { describe, expect, it } from 'vitest'
import { derivedId, guidOf, idForGuid, numberOf, sameName } from '../../src/model/identity'

const hex = (text: string) => Buffer.from(text).toString('hex')

describe('the id for a GUID', () => {
  it.each(['a', 'Cq#8Vb}x@!', 'ä→😀', '\ufeffa', '"<&>'])('of %j gives back just this one', (guid) => {
    const id = idForGuid(guid)!
    expect(id).toBe(`guid-${hex(guid)}`)
    expect(guidOf(id)).toBe(guid)
  })

  it.each(['', 'a\u001fb', 'a\nb', '\ud800', 'a'.repeat(2000)])('of %j is none', (guid) => {
    expect(idForGuid(guid)).toBeUndefined()
  })

  it.each(['guid-', 'guid-6', 'guid-zz', 'guid-c3', 'guid-61x', 'xguid-61', 'guid-1f', 'GUID-61'])(
    'may look like one: %s is an id as any other',
    (id) => {
      expect(guidOf(id)).toMatch(/^[0-9a-zA-Z]{12}$/)
    }
  )
})

describe('what follows from names', () => {
  it('is the same on every machine and in every version, and never changes: learners have it', () => {
    expect(guidOf('paris')).toBe('YUJZG7O4US3R')
    expect(derivedId(['Cities', 'Paris?'])).toBe('kp17twwwbh')
    expect(numberOf(['note', 'a'])).toBe(280_955_351_471_054)
  })

  it('does not hang on case, spacing and the form of letters', () => {
    expect(derivedId(['Cities', 'Cafe\u0301  au\nlait '])).toBe(derivedId(['cities', 'CAFÉ AU LAIT']))
    expect(sameName(' ﬁne\u00a0 Line ')).toBe('fine line')
  })
})
