/** Reads '审核', '通过 12 13', '通过 全部', '退回 13 投资依据不足'; 退回 of a notice's number is about the notice. */
import { z } from 'zod'
import { button, say } from '../chat/card.ts'
import type { Context, Line, Reading } from '../chat/command.ts'
import { askReason, reasonIn } from '../chat/reason-form.ts'
import { tenDay } from '../domain/period.ts'
import { NoticeState, ReportState } from '../generated/prisma/client.ts'
import { isLocked } from './periods.ts'

export const reviewArgs = z.object({
  decision: z.enum(['list', 'approve', 'return', 'return-notice']),
  /** Numbers of reports, or of one notice. Empty with `approve`: all of them. */
  numbers: z.array(z.number().int()),
  reason: z.string().nullable(),
})
export type ReviewArgs = z.infer<typeof reviewArgs>

export async function readReview(line: Line, ctx: Context): Promise<Reading<ReviewArgs>> {
  if (line.alias.startsWith('退回')) return await readReturn(line, ctx)
  const numbers = (line.text.match(/\d+/g) ?? []).map(Number)
  if (line.alias !== '通过') return { ok: true, value: { decision: 'list', numbers: [], reason: null } }
  if (numbers.length === 0 && !/^(?:全部|所有|都)/.test(line.text)) {
    return refused('请写明几号，例如：通过 12；全部通过请发：通过 全部')
  }
  return { ok: true, value: { decision: 'approve', numbers, reason: null } }
}

async function readReturn(line: Line, ctx: Context): Promise<Reading<ReviewArgs>> {
  const number = Number(/^[#第]?\s*(\d+)/.exec(line.text)?.[1] ?? Number.NaN)
  if (!Number.isSafeInteger(number)) return refused('请写明几号和原因，例如：退回 13 投资依据不足')
  const meant = line.alias === '退回旬报' ? 'report' : await whatIsMeant(ctx, number)
  const reason = reasonIn(line, ctx)
  if (meant === 'both') {
    const typed = `${number} ${reason ?? ''}`.trim()
    return {
      ok: false,
      card: say(`${number} 号有一份旬报，也有一份通报，您要退回哪一份？`, {
        actions: [button('旬报', `退回旬报 ${typed}`), button('通报', `退回通报 ${typed}`)],
      }),
    }
  }
  if (reason === null) {
    return { ok: false, card: askReason(`退回 ${number} 号，请写原因`, `${line.alias} ${number}`, '投资依据不足') }
  }
  const decision = meant === 'notice' ? 'return-notice' : 'return'
  return { ok: true, value: { decision, numbers: [number], reason } }
}

/** A number may be that of a notice that waits, of a report under review, or by chance of both. */
async function whatIsMeant({ tx, district }: Context, id: number): Promise<'report' | 'notice' | 'both'> {
  const notice = await tx.notice.findFirst({
    where: { id, districtId: district.id, state: { in: [NoticeState.PREVIEW, NoticeState.HELD] } },
    select: { id: true },
  })
  if (notice === null) return 'report'
  const report = await tx.report.findFirst({
    where: { id, districtId: district.id, state: { in: [ReportState.SUBMITTED, ReportState.APPROVED] } },
    select: { period: true },
  })
  const reviewable = report !== null && !(await isLocked(tx, district.id, tenDay(report.period)))
  return reviewable ? 'both' : 'notice'
}

function refused(sentence: string): Reading<never> {
  return { ok: false, card: say(sentence, { tone: 'warning' }) }
}
