/** The list of reports that wait for 项目办's look. */
import { button, type Card, say } from '../chat/card.ts'
import { moneyFromDb, showMoney } from '../domain/money.ts'
import { showTenDayShort, tenDay } from '../domain/period.ts'
import { ReportState } from '../generated/prisma/client.ts'
import type { Acting } from './acting.ts'
import { openReports, type Reviewed } from './review.ts'

const SHOWN = 12

export async function reviewList(acting: Acting): Promise<Card> {
  const waiting = await openReports(acting, [ReportState.SUBMITTED])
  const returned = await openReports(acting, [ReportState.RETURNED])
  const mending =
    returned.length === 0 ? [] : [{ kind: 'note' as const, text: `退回待改：${returned.map(nameOf).join('、')}` }]
  if (waiting.length === 0) return say('没有待审的旬报', { blocks: mending })
  const rest = waiting.length - SHOWN
  return say(`待审 ${waiting.length} 份旬报`, {
    blocks: [
      { kind: 'list', items: waiting.slice(0, SHOWN).map((report) => ({ text: lineOf(report) })) },
      ...(rest > 0 ? [{ kind: 'note' as const, text: `还有 ${rest} 份，先审完前面的再发“审核”` }] : []),
      ...mending,
      { kind: 'note', text: '回“通过 编号”或“退回 编号 原因”；不审的到锁定时按通过算' },
    ],
    actions: [
      button('全部通过', '通过 全部', 'primary'),
      {
        kind: 'select',
        label: '退回哪一份',
        options: waiting.slice(0, SHOWN).map((report) => ({ label: nameOf(report), action: `退回 ${report.id}` })),
      },
    ],
  })
}

function nameOf({ id, project }: Reviewed): string {
  return `${id} ${project.shortName}`
}

/** '12 绿邦 9月上旬 800 万元，设备安装90%（晚报）' */
function lineOf(report: Reviewed): string {
  const amount = report.noChange ? '没有变化' : showMoney(moneyFromDb(report.amount))
  const progress = report.progress === null ? '' : `，${report.progress}`
  const late = report.onTime ? '' : '（晚报）'
  return `${nameOf(report)} ${showTenDayShort(tenDay(report.period))} ${amount}${progress}${late}`
}
