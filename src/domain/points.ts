/** How a gap to the target is said (voice.md): '超 7.43 个百分点', '欠 10.00 个百分点', '与目标持平'. */
import { type Exact, fixed } from './fraction.ts'

/** @param g percentage points behind the target; negative when ahead */
export function showGap(g: Exact): string {
  const short = showGapShort(g)
  return short === '持平' ? '与目标持平' : `${short} 个百分点`
}

/** '超 7.43', '欠 10.00', '持平': for a column whose title names the unit. */
export function showGapShort(g: Exact): string {
  const text = fixed(g.abs(), 2)
  if (text === '0.00') return '持平'
  return `${g.s < 0n ? '超' : '欠'} ${text}`
}
