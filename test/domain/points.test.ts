import { describe, expect, it } from 'vitest'
import { Exact } from '../../src/domain/fraction.ts'
import { showGap, showGapShort } from '../../src/domain/points.ts'

describe('the gap to the target', () => {
  it.each([
    [new Exact(-743n, 100n), '超 7.43 个百分点', '超 7.43'],
    [new Exact(10n), '欠 10.00 个百分点', '欠 10.00'],
    [new Exact(0n), '与目标持平', '持平'],
    [new Exact(1n, 1000n), '与目标持平', '持平'],
    [new Exact(-1n, 200n), '超 0.01 个百分点', '超 0.01'],
  ])('%s is said as “%s”', (g, said, short) => {
    expect(showGap(g)).toBe(said)
    expect(showGapShort(g)).toBe(short)
  })
})
