/**
 * The loops in the order of their days in 2023; a loop may use the days from its own line up to the next one.
 * 9月29日至10月6日 are a holiday; 10月7日 and 8日 are worked.
 */

import { agencyLoop } from './agency-loop.ts'
import { fileLoop } from './file-loop.ts'
import { permitLoop } from './permit-loop.ts'
import { problemLoop } from './problem-loop.ts'
import { promotionLoop } from './promotion-loop.ts'
import type { Loop } from './stage.ts'
import { supervisionLoop } from './supervision-loop.ts'

export const loops: readonly Loop[] = [
  problemLoop, // 9月8日 to 15日
  supervisionLoop, // 9月18日 to 26日 16:00
  promotionLoop, // 9月26日 16:00 to 27日 09:00
  agencyLoop, // 9月27日 and 28日
  permitLoop, // 10月5日 to 17日
  fileLoop, // 10月17日 16:00
]
