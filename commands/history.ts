import { z } from 'zod'
import { aProject, words } from '../src/chat/arguments.ts'
import { button, type Card, say } from '../src/chat/card.ts'
import { type Context, defineCommand } from '../src/chat/command.ts'
import { moneyFromDb, showMoney, sum } from '../src/domain/money.ts'
import { showTenDayShort, tenDay } from '../src/domain/period.ts'
import { BASIS } from '../src/services/as-of.ts'

const PERIODS_SHOWN = 9

const STATES = { SUBMITTED: '已报', APPROVED: '已通过', RETURNED: '退回待改', LOCKED: '已锁定' } as const

export const historyCommand = defineCommand({
  id: 'history',
  name: '项目历史',
  aliases: ['历史', '历次旬报'],
  summary: '一个项目最近几旬报过的数和形象进度',
  usage: ['项目历史 简称'],
  examples: [{ text: '项目历史 绿邦', in: 'private', as: 'leader' }],
  who: ['member'],
  where: 'anywhere',
  args: z.object({ project: z.string() }),
  read: words({ project: aProject() }),
  run: async (ctx, { project }) => ({ card: await history(ctx, project) }),
})

async function history(ctx: Context, project: string): Promise<Card> {
  const where = { districtId: ctx.district.id, project: { shortName: project } }
  const reports = await ctx.tx.report.findMany({ where, orderBy: { period: 'desc' }, take: PERIODS_SHOWN })
  // Before the lock a correction rewrites the report itself; after it, it is an entry beside the report's.
  const corrections = await ctx.tx.ledgerEntry.findMany({
    where: {
      project: { districtId: ctx.district.id, shortName: project },
      kind: 'CORRECTION',
      period: { in: reports.map(({ period }) => period) },
    },
  })
  if (reports.length === 0) return say(`${project} 还没有报过旬报`)
  return say(`${project} 最近 ${reports.length} 旬`, {
    blocks: [
      {
        kind: 'table',
        columns: [{ title: '旬' }, { title: '本旬', align: 'right' }, { title: '形象进度' }, { title: '状态' }],
        rows: reports.map((report) => {
          const own = corrections.filter(({ period }) => period === report.period)
          const amount = showMoney(sum([report, ...own].map((row) => moneyFromDb(row.amount))))
          return [
            showTenDayShort(tenDay(report.period)),
            own.length === 0 ? amount : `${amount}（已更正）`,
            report.progress ?? (report.noChange ? '无变化' : '—'),
            STATES[report.state],
          ]
        }),
      },
      { kind: 'note', text: BASIS },
    ],
    actions: [button('看项目', `项目 ${project}`)],
  })
}
