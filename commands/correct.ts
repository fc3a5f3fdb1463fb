import { type Context, type Doubt, defineCommand } from '../src/chat/command.ts'
import { money, showMoney, typedMoney } from '../src/domain/money.ts'
import { showTenDay, tenDay } from '../src/domain/period.ts'
import type { Finding } from '../src/domain/report-facts.ts'
import { UserError } from '../src/errors.ts'
import { type Correcting, correct } from '../src/services/corrections.ts'
import { correctedCard, requestCard } from '../src/services/corrections-card.ts'
import { checkCorrection, planCorrection } from '../src/services/corrections-plan.ts'
import { type CorrectionArgs, correctionArgs, readCorrection } from '../src/services/corrections-reading.ts'
import { tellOffice } from '../src/services/office-push.ts'
import { ONLY_REPORTERS, projectToReport } from '../src/services/reports-rights.ts'

export const correctCommand = defineCommand({
  id: 'correct',
  name: '更正',
  aliases: ['改', '改数'],
  summary: '改已报的数：锁定前即时生效，锁定后由项目办审核',
  usage: ['更正 示例甲 本旬 750万 单价算错', '更正 示例甲 8月下旬 累计5000万 返工核减'],
  examples: [
    { text: '更正 示例甲 9月上旬 本旬 750万 单价算错', in: 'private', as: 'liaison' },
    { text: '改 示例甲 8月下旬 累计3.05亿 返工核减', in: 'private', as: 'office' },
  ],
  who: ['liaison', 'office'],
  only: ONLY_REPORTERS,
  where: 'private',
  args: correctionArgs,
  read: readCorrection,
  confirm: async (ctx, args) => {
    const correcting = await correctingOf(ctx, args)
    const plan = await planCorrection(ctx.tx, correcting)
    const { hard, soft } = await checkCorrection(ctx.tx, correcting, plan)
    const [refusal] = hard
    if (refusal !== undefined) throw new UserError(refusal.sentence)
    return soft.map((finding) => doubtOf(finding, args, showMoney(plan.after)))
  },
  run: async (ctx, args) => {
    const { correction, plan } = await correct(ctx, await correctingOf(ctx, args))
    if (!plan.atOnce) {
      await tellOffice(ctx, {
        key: `correction:${correction.id}:request`,
        card: requestCard(args.project, correction, plan, ctx.speaker.name),
      })
    }
    return { card: correctedCard(args.project, correction, plan) }
  },
})

/** A doubtful unit is asked so that 确认 can mean one thing only; the other reading is a button. */
function doubtOf({ sentence, instead }: Finding, args: CorrectionArgs, typed: string): Doubt {
  if (instead === undefined) return { sentence }
  const { project, period, reason } = args
  return {
    sentence: `${sentence}回“确认”就按 ${typed} 记`,
    instead: {
      label: `是 ${showMoney(instead.money)}`,
      action: `更正 ${project} ${showTenDay(tenDay(period))} 本旬${typedMoney(instead.money)} ${reason}`,
    },
  }
}

async function correctingOf(ctx: Context, args: CorrectionArgs): Promise<Correcting> {
  return {
    project: await projectToReport(ctx, args.project),
    period: tenDay(args.period),
    periodAmount: args.periodAmount === null ? null : money(args.periodAmount),
    yearToDate: args.yearToDate === null ? null : money(args.yearToDate),
    reason: args.reason,
    by: ctx.speaker.personId,
    at: ctx.at,
  }
}
