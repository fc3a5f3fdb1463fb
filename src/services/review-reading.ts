/** Reads '审核', '通过 12 13', '通过 全部', '退回 13 投资依据不足'; 退回 of the number of a notice or problem that waits is about that. */
import { z } from 'zod'
import { button, say } from '../chat/card.ts'
import type { Context, Line, Reading } from '../chat/command.ts'
import { askReason, reasonIn } from '../chat/reason-form.ts'
import { tenDay } from '../domain/period.ts'
import { UserError } from '../errors.ts'
import { NoticeState, ProblemState, ReportState } from '../generated/prisma/client.ts'
import { isLocked } from './periods.ts'
import { problemNumbered } from './problems/find.ts'
import { whyNotAnswer } from './problems/rights.ts'

export const reviewArgs = z.object({
  decision: z.enum(['list', 'approve', 'return', 'return-notice', 'return-problem']),
  /** Numbers of reports, or of one notice or problem. Empty with `approve`: all of them. */
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
  const [meant = 'report', ...others] = line.alias === '退回旬报' ? [] : await whatIsMeant(ctx, number)
  const reason = reasonIn(line, ctx)
  if (others.length > 0) {
    const typed = `${number} ${reason ?? ''}`.trim()
    const all = [meant, ...others].map((thing) => THINGS[thing])
    return {
      ok: false,
      card: say(`${number} 号有${all.map(({ one }) => one).join('，也有')}，您要退回哪一个？`, {
        actions: all.map(({ label, command }) => button(label, `${command} ${typed}`)),
      }),
    }
  }
  if (reason === null) {
    return { ok: false, card: askReason(`退回 ${number} 号，请写原因`, `${line.alias} ${number}`, '投资依据不足') }
  }
  return { ok: true, value: { decision: THINGS[meant].decision, numbers: [number], reason } }
}

const THINGS = {
  report: { one: '一份旬报', label: '旬报', command: '退回旬报', decision: 'return' },
  notice: { one: '一份通报', label: '通报', command: '退回通报', decision: 'return-notice' },
  problem: { one: '一个待确认的问题', label: '问题', command: '退回问题', decision: 'return-problem' },
} as const

/**
 * What of that number can be sent back: a report under review, a notice that waits, a problem that waits for its
 * confirmation, by chance several. Somebody else's problem is meant only when there is nothing else.
 */
async function whatIsMeant(ctx: Context, id: number): Promise<(keyof typeof THINGS)[]> {
  const { tx, district } = ctx
  const notice = await tx.notice.findFirst({
    where: { id, districtId: district.id, state: { in: [NoticeState.PREVIEW, NoticeState.HELD] } },
    select: { id: true },
  })
  const report = await tx.report.findFirst({
    where: { id, districtId: district.id, state: { in: [ReportState.SUBMITTED, ReportState.APPROVED] } },
    select: { period: true },
  })
  const reviewable = report !== null && !(await isLocked(tx, district.id, tenDay(report.period)))
  const found = [...(reviewable ? ['report' as const] : []), ...(notice === null ? [] : ['notice' as const])]
  const problem = await problemWaiting(ctx, id)
  return problem === 'own' || (problem === 'other' && found.length === 0) ? [...found, 'problem'] : found
}

async function problemWaiting(ctx: Context, id: number): Promise<'none' | 'own' | 'other'> {
  try {
    const problem = await problemNumbered(ctx, id)
    if (problem.state !== ProblemState.CONFIRMING) return 'none'
    return whyNotAnswer(ctx, problem) === null ? 'own' : 'other'
  } catch (error) {
    if (error instanceof UserError) return 'none'
    throw error
  }
}

function refused(sentence: string): Reading<never> {
  return { ok: false, card: say(sentence, { tone: 'warning' }) }
}
