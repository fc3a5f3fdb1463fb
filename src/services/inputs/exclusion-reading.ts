/** Reads '豁免 示例甲 到10月31日 暴雨停电', '不参评 示例甲 从9月1日到12月31日 原因', '豁免 示例甲 结束 原因'. */
import { z } from 'zod'
import { aDay, aProject, oneOf, optional, restText, words } from '../../chat/arguments.ts'
import type { Context, Line, Reading } from '../../chat/command.ts'
import { type Day, day, isDay } from '../../domain/calendar-day.ts'
import { readDay } from '../../domain/day-read.ts'
import { fold } from '../../domain/normalise.ts'
import { UserError } from '../../errors.ts'
import { type Kind, showKind } from './exclusions.ts'
import { dayArg, reasonOf } from './reading.ts'

export const exclusionArgs = z.object({
  project: z.string().nullable(),
  /** Null: list what is in force. */
  decision: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('begin'), since: dayArg.nullable(), through: dayArg, reason: z.string() }),
      z.object({ kind: z.literal('end'), reason: z.string() }),
    ])
    .nullable(),
})
export type ExclusionArgs = z.infer<typeof exclusionArgs>

const ENDS = { 结束: true, 提前结束: true, 解除: true, 终止: true, 撤销: true, 取消: true } as const

const SINCE = /[从自]\s*([^\s,，从自到至]+?)(?:起|开始)?(?=[\s,，到至]|$)/g
const THROUGH = /(?:直到|截止到|截至|截止|到|至)\s*([^\s,，。；;到至]+?)(?:为止)?(?=[\s,，。；;]|$)/g

const typed = words({
  end: optional(oneOf('结束', ENDS)),
  on: optional(aDay()),
  project: aProject(),
  text: optional(restText('原因', '上级审批未批复')),
})

/** The reader of 豁免 or of 不参评. */
export function readExclusion(kind: Kind): (line: Line, ctx: Context) => Promise<Reading<ExclusionArgs>> {
  return async (line, ctx) => {
    if (line.text === '') return { ok: true, value: { project: null, decision: null } }
    const since = cutDay(line.raw, SINCE, ctx.today)
    const through = cutDay(since.left, THROUGH, ctx.today)
    const reading = await typed({ ...line, raw: through.left }, ctx)
    if (!reading.ok) return reading
    const { end, on, project, text } = reading.value
    const last = through.on ?? (on === null ? null : day(on))
    const dates = { since: since.on, through: comingOf(last, line, ctx.today) }
    const isBare = end === null && dates.through === null && dates.since === null && text === null
    if (isBare) return { ok: true, value: { project, decision: null } }
    const name = showKind(kind)
    const reason = reasonOf(text)
    return { ok: true, value: { project, decision: decisionOf(`${name} ${project}`, end === true, dates, reason) } }
  }
}

function decisionOf(
  head: string,
  ends: boolean,
  { since, through }: { readonly since: Day | null; readonly through: Day | null },
  reason: string | null,
): ExclusionArgs['decision'] {
  if (ends) {
    if (reason === null) throw new UserError(`请写上提前结束的原因，例如：${head} 结束 已具备施工条件`)
    return { kind: 'end', reason }
  }
  if (through === null) throw new UserError(`请写明到哪天为止，例如：${head} 到10月31日 ${reason ?? '上级审批未批复'}`)
  if (reason === null) throw new UserError(`请写上原因，例如：${head} 到${through} 上级审批未批复`)
  return { kind: 'begin', since, through, reason }
}

/** '至3月15日' said in autumn is next spring's. A day that was typed with its year stays what it is. */
function comingOf(through: Day | null, { raw }: Line, today: Day): Day | null {
  if (through === null || through >= today || /\d{4}|[今去本]年/.test(fold(raw))) return through
  const next = `${Number(through.slice(0, 4)) + 1}${through.slice(4)}`
  return isDay(next) ? next : through
}

/** The first day that stands behind such a word, and the line without both. */
function cutDay(raw: string, pattern: RegExp, today: Day): { readonly on: Day | null; readonly left: string } {
  for (const match of fold(raw).matchAll(pattern)) {
    const on = readDay(match[1] ?? '', today)
    if (on === null) continue
    return { on, left: `${raw.slice(0, match.index)} ${raw.slice(match.index + match[0].length)}` }
  }
  return { on: null, left: raw }
}
