/** Reads '停复工 示例甲 停工 9月1日 设备未到货', '停复工 示例甲 复工 9月20日', '停复工 示例乙 开工 3月15日'. */
import { z } from 'zod'
import { aPastDay, aProject, oneOf, optional, restText, words } from '../../chat/arguments.ts'
import type { Context, Line, Reading } from '../../chat/command.ts'
import { day } from '../../domain/calendar-day.ts'
import { UserError } from '../../errors.ts'
import { dayArg, reasonOf, setApart } from './reading.ts'
import { mustBePrivate } from './rights.ts'

export const suspendArgs = z.object({
  project: z.string().nullable(),
  change: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('stop'), on: dayArg, isWinter: z.boolean(), reason: z.string() }),
      z.object({ kind: z.enum(['start', 'resume', 'completion']), on: dayArg }),
      z.object({ kind: z.literal('take-back'), reason: z.string() }),
    ])
    .nullable(),
})
export type SuspendArgs = z.infer<typeof suspendArgs>

const VERBS = {
  停工: 'stop',
  冬歇: 'winter',
  冬季停工: 'winter',
  复工: 'resume',
  开工: 'start',
  投产: 'completion',
  竣工: 'completion',
  撤销: 'take-back',
} as const
type Verb = (typeof VERBS)[keyof typeof VERBS]

const NAMES: Readonly<Record<Verb, string>> = {
  stop: '停工',
  winter: '冬歇',
  resume: '复工',
  start: '开工',
  completion: '投产',
  'take-back': '撤销',
}

const typed = words({
  verb: optional(oneOf<Verb>('停工还是复工', VERBS)),
  on: optional(aPastDay()),
  project: aProject(),
  text: optional(restText('原因', '设备未到货')),
})

export async function readSuspension(line: Line, ctx: Context): Promise<Reading<SuspendArgs>> {
  if (line.text === '') return { ok: true, value: { project: null, change: null } }
  const reading = await typed(setApart(line, Object.keys(VERBS)), ctx)
  if (!reading.ok) return reading
  const { verb, on, project, text } = reading.value
  if (verb === null && on === null && text === null) return { ok: true, value: { project, change: null } }
  mustBePrivate(ctx, `停复工 ${project}`)
  return { ok: true, value: { project, change: changeOf(project, verb, on, text) } }
}

function changeOf(project: string, verb: Verb | null, on: string | null, text: string | null): SuspendArgs['change'] {
  if (verb === null) {
    throw new UserError(`请写明是停工、冬歇还是复工，例如：停复工 ${project} 停工 9月1日 设备未到货`)
  }
  const head = `停复工 ${project} ${NAMES[verb]}`
  const reason = reasonOf(text)
  if (verb === 'take-back') {
    if (reason === null) throw new UserError(`请写上撤销的原因，例如：${head} 登记错了项目`)
    return { kind: verb, reason }
  }
  const stops = verb === 'stop' || verb === 'winter'
  const why = verb === 'winter' ? '气温过低' : '设备未到货'
  if (on === null) throw new UserError(`请写明哪一天${NAMES[verb]}，例如：${head} 今天${stops ? ` ${why}` : ''}`)
  if (!stops) return { kind: verb, on: day(on) }
  if (reason === null) throw new UserError(`请写上原因，例如：${head} ${on} ${why}`)
  return { kind: 'stop', on: day(on), isWinter: verb === 'winter', reason }
}
