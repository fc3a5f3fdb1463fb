import { button, type Card, say } from '../src/chat/card.ts'
import { type Context, defineCommand } from '../src/chat/command.ts'
import { showDayTime } from '../src/domain/calendar-day.ts'
import { showTenDayShort, tenDay } from '../src/domain/period.ts'
import { ReportState } from '../src/generated/prisma/client.ts'
import { noticeMeant, sendBack } from '../src/services/notices-decide.ts'
import { problemNumbered } from '../src/services/problems/find.ts'
import { sendProblemBack } from '../src/services/problems/work.ts'
import { approveReport, openReports, type Reviewed, reportNumbered, returnReport } from '../src/services/review.ts'
import { reviewList } from '../src/services/review-list.ts'
import { readReview, reviewArgs } from '../src/services/review-reading.ts'

export const reviewCommand = defineCommand({
  id: 'review',
  name: '审核',
  aliases: ['审', '通过', '退回', '退回旬报'],
  summary: '看待审的旬报，通过或退回',
  usage: ['审核', '通过 12 13', '通过 全部', '退回 13 投资依据不足'],
  examples: [
    { text: '审核', in: 'private', as: 'office' },
    { text: '通过 12', in: 'private', as: 'office' },
    { text: '退回 13 投资依据不足', in: 'private', as: 'office' },
  ],
  who: ['office'],
  where: 'private',
  args: reviewArgs,
  read: readReview,
  run: async (ctx, { decision, numbers, reason }) => {
    switch (decision) {
      case 'list':
        return { card: await reviewList(ctx) }
      case 'approve':
        return { card: await approve(ctx, numbers) }
      case 'return':
        return { card: await sendReportBack(ctx, numbers, reason ?? '') }
      case 'return-notice':
        return { card: await sendBack(ctx, await noticeMeant(ctx, numbers[0] ?? null), reason ?? '') }
      case 'return-problem':
        return { card: await sendBackProblem(ctx, numbers[0] ?? 0, reason ?? '') }
    }
  },
})

async function approve(ctx: Context, numbers: readonly number[]): Promise<Card> {
  const reports: Reviewed[] = []
  for (const number of numbers) reports.push(await reportNumbered(ctx, number))
  const meant = numbers.length > 0 ? reports : await openReports(ctx, [ReportState.SUBMITTED])
  if (meant.length === 0) return say('没有待审的旬报')
  for (const report of meant) await approveReport(ctx, report)
  const [first] = meant
  const what = meant.length === 1 && first !== undefined ? nameOf(first) : `${meant.length} 份旬报`
  return say(`已通过：${what}`, { tone: 'good' })
}

async function sendReportBack(ctx: Context, [number]: readonly number[], reason: string): Promise<Card> {
  const report = await reportNumbered(ctx, number ?? 0)
  const until = await returnReport(ctx, report, reason)
  return say(`已退回：${nameOf(report)}（${reason}）`, {
    blocks: [{ kind: 'note', text: `已私下告诉联络员，${showDayTime(until)} 前可以改报，期间显示退回待改` }],
  })
}

async function sendBackProblem(ctx: Context, number: number, reason: string): Promise<Card> {
  await sendProblemBack(ctx, await problemNumbered(ctx, number), reason)
  return say(`已退回 ${number} 号问题，牵头单位继续办理`, {
    actions: [button('看这个问题', `问题清单 ${number}`)],
  })
}

function nameOf({ project, period }: Reviewed): string {
  return `${project.shortName} ${showTenDayShort(tenDay(period))}报`
}
