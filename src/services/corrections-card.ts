/** What is said about a correction: always before and after. */
import { type Block, button, type Card, say } from '../chat/card.ts'
import { moneyFromDb, showMoney } from '../domain/money.ts'
import { showTenDayShort, tenDay } from '../domain/period.ts'
import type { Request } from './corrections.ts'
import type { Plan } from './corrections-plan.ts'

const LATER_SUMS = '以后各期累计随之调整，已发布的通报不改'

type Named = Pick<Request, 'id' | 'period' | 'before' | 'after' | 'reason' | 'isReduction'>

/** '绿邦 9月上旬 800 万元 → 750 万元' */
export function changeLine(shortName: string, { period, before, after }: Named): string {
  const [from, to] = [moneyFromDb(before), moneyFromDb(after)]
  return `${shortName} ${showTenDayShort(tenDay(period))} ${showMoney(from)} → ${showMoney(to)}`
}

function yearLine({ yearToDateBefore, yearToDateAfter }: Plan): string {
  return `年度累计 ${showMoney(yearToDateBefore)} → ${showMoney(yearToDateAfter)}`
}

/** For the one who asked. */
export function correctedCard(shortName: string, correction: Named, plan: Plan): Card {
  const line = changeLine(shortName, correction)
  const blocks: Block[] = [
    { kind: 'text', text: yearLine(plan) },
    { kind: 'note', text: plan.atOnce ? `原因：${correction.reason}。原来的数已留底` : LATER_SUMS },
  ]
  if (plan.atOnce) return say(`已更正：${line}`, { tone: 'good', blocks })
  return say(`更正 ${correction.id} 号已提交项目办审核：${line}`, { blocks })
}

/** For 项目办: what is asked, with the two decisions. */
export function requestCard(shortName: string, correction: Named, plan: Plan, requester: string): Card {
  const kind = correction.isReduction ? '核减' : '更正'
  return say(`${kind}申请 ${correction.id} 号：${changeLine(shortName, correction)}`, {
    tone: 'warning',
    blocks: [
      { kind: 'text', text: `${yearLine(plan)}\n原因：${correction.reason}\n申请人：${requester}` },
      { kind: 'note', text: LATER_SUMS },
    ],
    actions: [
      button('同意', `同意更正 ${correction.id}`, 'primary'),
      button('不同意', `不同意更正 ${correction.id}`, 'danger'),
    ],
  })
}

/** For the one who asked, once it is decided. */
export function decidedCard(request: Request, refusal: string | null): Card {
  const line = changeLine(request.project.shortName, request)
  if (refusal === null) {
    return say(`项目办同意了更正 ${request.id} 号：${line}`, {
      tone: 'good',
      blocks: [{ kind: 'note', text: LATER_SUMS }],
    })
  }
  return say(`项目办没有同意更正 ${request.id} 号：${refusal}`, {
    tone: 'warning',
    blocks: [{ kind: 'text', text: `${line}，数没有改` }],
  })
}
