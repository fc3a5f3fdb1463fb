/** The list of what waits for 项目办's look: reports, and corrections of what is locked. */
import { type Block, button, type Card, say } from '../chat/card.ts'
import { moneyFromDb, showMoney } from '../domain/money.ts'
import { showTenDayShort, tenDay } from '../domain/period.ts'
import { ReportState, RequestState } from '../generated/prisma/client.ts'
import type { Acting } from './acting.ts'
import { changeLine } from './corrections-card.ts'
import { openReports, type Reviewed } from './review.ts'

const SHOWN = 12

export async function reviewList(acting: Acting): Promise<Card> {
  const waiting = await openReports(acting, [ReportState.SUBMITTED])
  const returned = await openReports(acting, [ReportState.RETURNED])
  const mending =
    returned.length === 0 ? [] : [{ kind: 'note' as const, text: `退回待改：${returned.map(nameOf).join('、')}` }]
  const corrections = await pendingCorrections(acting)
  if (waiting.length === 0) {
    return say(corrections.length === 0 ? '没有待审的旬报' : '没有待审的旬报，还有更正待审', {
      blocks: [...corrections, ...mending],
    })
  }
  const rest = waiting.length - SHOWN
  return say(`待审 ${waiting.length} 份旬报`, {
    blocks: [
      { kind: 'list', items: waiting.slice(0, SHOWN).map((report) => ({ text: lineOf(report) })) },
      ...(rest > 0 ? [{ kind: 'note' as const, text: `还有 ${rest} 份，先审完前面的再发“审核”` }] : []),
      ...corrections,
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

/** Corrections of locked 旬 that were asked for and not decided. */
async function pendingCorrections({ tx, district }: Acting): Promise<Block[]> {
  const pending = await tx.correction.findMany({
    where: { districtId: district.id, state: RequestState.PENDING },
    orderBy: { id: 'asc' },
    take: SHOWN,
    include: { project: { select: { shortName: true } } },
  })
  if (pending.length === 0) return []
  const items = pending.map((one) => ({
    text: `更正 ${one.id} 号 ${changeLine(one.project.shortName, one)}`,
    detail: `原因：${one.reason}。回“同意更正 ${one.id}”或“不同意更正 ${one.id} 原因”`,
  }))
  return [{ kind: 'list', items }]
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
