import { describe, expect, test } from 'vitest'
import { classify } from '../../../src/platforms/feishu/errors.ts'
import { describeFailure, type Failure, failureInAnswer, failureOf } from '../../../src/platforms/feishu/failure.ts'

/** The failure as it comes in an error status, and as it comes in a 200. */
function bothShapes(code: number, msg = ''): Failure[] {
  return [failureInAnswer({ code, msg }, 400, null), failureInAnswer({ code, msg }, 200, null)]
}

function receipt(failure: Failure, doing: 'create' | 'reply' | 'patch' = 'create') {
  const verdict = classify(failure, doing)
  return verdict.kind === 'receipt' ? verdict.receipt : verdict.kind
}

describe('what the outbox is told, in both shapes of an error', () => {
  test.each([
    [230020, { state: 'retry', scope: 'chat', afterMs: 1000 }],
    [11233, { state: 'retry', scope: 'chat' }],
    [99991400, { state: 'retry', scope: 'platform', afterMs: 1000 }],
    [11232, { state: 'retry', scope: 'platform' }],
    [18121, { state: 'retry', scope: 'message' }],
    [230049, { state: 'retry', scope: 'message', afterMs: 1000 }],
    [99991663, { state: 'retry', scope: 'platform', afterMs: 5000 }],
    [1500, { state: 'unknown' }],
    [2200, { state: 'unknown' }],
    [230002, { state: 'refused', gone: true }],
    [232009, { state: 'refused', gone: true }],
    [232011, { state: 'refused', gone: true }],
    [230013, { state: 'refused', gone: true }],
    [230029, { state: 'refused', gone: true }],
    [230053, { state: 'refused', gone: true }],
    [230038, { state: 'refused', gone: true }],
    [230035, { state: 'refused', gone: false }],
    [230018, { state: 'refused', gone: false }],
    [230075, { state: 'refused', gone: false }],
    [230001, { state: 'refused', gone: false }],
    [230015, { state: 'refused', gone: false }],
    [230034, { state: 'refused', gone: false }],
    [230054, { state: 'refused', gone: false }],
    [230055, { state: 'refused', gone: false }],
    [230022, { state: 'refused', gone: false }],
    [230028, { state: 'refused', gone: false }],
    [424242, { state: 'refused', gone: false }],
  ])('%i', (code, wants) => {
    for (const failure of bothShapes(code)) expect(receipt(failure)).toMatchObject(wants)
  })

  test.each([
    10003, 10014, 99991661, 99991664, 99991665, 99991668, 99991671, 99991672, 230027, 99991401, 99991403, 11247, 230006,
  ])('%i is for a person to put right: the message stays owed, tried again in ten minutes', (code) => {
    for (const failure of bothShapes(code)) expect(receipt(failure)).toMatchObject({ state: 'retry', afterMs: 600_000 })
  })

  test.each([230011, 230110, 230111, 230050, 230031, 230071, 230072])(
    '%i on an answer or a change: a new message instead',
    (code) => {
      for (const failure of bothShapes(code)) {
        expect(receipt(failure, 'reply')).toBe('anew')
        expect(receipt(failure, 'patch')).toBe('anew')
        expect(receipt(failure, 'create')).toMatchObject({ state: 'refused', gone: false })
      }
    },
  )

  test.each([99991672, 230027])('%i on a change: saying it anew may still be allowed', (code) => {
    for (const failure of bothShapes(code)) expect(receipt(failure, 'patch')).toBe('anew')
  })

  test.each([230099, 230025])('%i: the text of the card instead', (code) => {
    for (const failure of bothShapes(code)) expect(receipt(failure)).toBe('as-text')
  })
})

describe('what answers besides Feishu', () => {
  test('a gateway that says how long to wait is obeyed, within reason', () => {
    expect(receipt(failureInAnswer({ code: 99991400 }, 429, 7_000))).toMatchObject({ state: 'retry', afterMs: 7_000 })
    expect(receipt(failureInAnswer({ code: 99991400 }, 429, 0))).toMatchObject({ afterMs: 1_000 })
    expect(receipt(failureInAnswer({ code: 99991400 }, 400, 86_400_000))).toMatchObject({ afterMs: 300_000 })
    expect(receipt(failureInAnswer('<html>', 429, 3_000))).toMatchObject({
      state: 'retry',
      scope: 'platform',
      afterMs: 3_000,
    })
    expect(receipt(failureInAnswer({ code: 424242 }, 429, null))).toMatchObject({ state: 'retry', scope: 'platform' })
  })

  test.each([
    [502, { state: 'unknown' }],
    [200, { state: 'unknown' }],
    [403, { state: 'retry', scope: 'platform' }],
    [404, { state: 'retry', scope: 'platform' }],
  ])('a page with status %i', (status, wants) => {
    expect(receipt(failureInAnswer('<html>', status, null))).toMatchObject(wants)
  })

  test('a body too large for a proxy goes as text', () => {
    expect(receipt(failureInAnswer('<html>', 413, null))).toBe('as-text')
  })

  test('a server error counts as unknown, whatever its code', () => {
    expect(receipt(failureInAnswer({ code: 230001 }, 500, null))).toMatchObject({ state: 'unknown' })
  })

  test('an id that is none is refused, and never answered or changed', () => {
    expect(receipt({ kind: 'bad-id' })).toMatchObject({ state: 'refused', gone: false })
    expect(receipt({ kind: 'bad-id' }, 'reply')).toBe('anew')
  })

  test('what is not from the network leaves it open whether the message went out', () => {
    expect(receipt(failureOf(new TypeError('x')))).toMatchObject({ state: 'unknown' })
    expect(receipt(failureOf('x'))).toMatchObject({ state: 'unknown' })
  })
})

describe("of Feishu's message only what helps is kept", () => {
  test('the inner code of a refused card', () => {
    const failure = failureInAnswer(
      { code: 230099, msg: 'Failed, ext=ErrCode: 11310; ErrMsg: 某某的原文; ' },
      400,
      null,
    )
    expect(describeFailure(failure)).toBe('飞书 230099（ErrCode 11310）')
  })

  test('the scopes that are missing', () => {
    const msg = 'Access denied. One of the following scopes is required: [im:message, im:message:send_as_bot]. 某某'
    expect(describeFailure(failureInAnswer({ code: 99991672, msg }, 400, null))).toBe(
      '飞书 99991672（im:message im:message:send_as_bot）',
    )
  })

  test('nothing of a text', () => {
    expect(describeFailure(failureInAnswer({ code: 230022, msg: 'The content contains 某某' }, 400, null))).toBe(
      '飞书 230022',
    )
  })
})
