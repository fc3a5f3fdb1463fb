import { z } from 'zod'
import { aDay, aNumber, aUnit, optional, restText, words } from '../src/chat/arguments.ts'
import { button, say } from '../src/chat/card.ts'
import { type Context, defineCommand, type Line, type Reading } from '../src/chat/command.ts'
import { day, dayFromDb, showDay } from '../src/domain/calendar-day.ts'
import { buildNameIndex, lookUp } from '../src/domain/name-match.ts'
import { UserError } from '../src/errors.ts'
import { assignProblem } from '../src/services/problems/assign.ts'
import { categoryLeads, type ProposedLead } from '../src/services/problems/category-leads.ts'
import { type ProblemRow, problemNumbered } from '../src/services/problems/find.ts'
import { mustMayMove } from '../src/services/problems/move.ts'
import { DIRECTING } from '../src/services/problems/rights.ts'
import { unitNames } from '../src/services/unit-names.ts'
import { unitsMeant } from '../src/services/units-meant.ts'

const args = z.object({
  number: z.number().int(),
  /** Null: the default of the category, else the project's responsible unit. */
  unit: z.string().nullable(),
  coUnits: z.array(z.string()),
  due: z.string().nullable(),
  demand: z.string().nullable(),
})

export const assignCommand = defineCommand({
  id: 'assign',
  name: '交办',
  aliases: ['派', '派单', '交办问题'],
  summary: '把问题交给牵头单位，写明时限；不写单位就按默认牵头单位',
  usage: ['交办 12', '交办 12 能源局', '交办 12 能源局 9月20日 尽快接通正式用电', '交办 12 能源局 协办 审批局'],
  examples: [{ text: '交办 7 审批局 9月28日 尽快办理', in: 'private', as: 'office' }],
  who: DIRECTING,
  where: 'private',
  args,
  read: readAssigning,
  confirm: async (ctx, { number, unit }) => {
    const problem = await problemNumbered(ctx, number)
    mustMayMove(problem, 'ASSIGN')
    mustNameUnit(problem, unit)
    const { leadUnit } = problem
    if (leadUnit === null || unit === null) return []
    const change = unit === leadUnit.shortName ? `重新交办给${unit}，改时限和要求吗？` : `改为${unit}吗？`
    return [{ sentence: `${number} 号现由${leadUnit.shortName}牵头，${change}` }]
  },
  run: async (ctx, { number, unit, coUnits, due, demand }) => {
    const problem = await problemNumbered(ctx, number)
    mustMayMove(problem, 'ASSIGN')
    mustNameUnit(problem, unit)
    const dueOn = due === null ? null : day(due)
    const lead = unit === null ? await proposedLead(ctx, problem) : { unit, because: null }
    const after = await assignProblem(ctx, problem, { unit: lead.unit, coUnits, dueOn, demand })
    const why = lead.because === null ? '' : `（${lead.because}）`
    const until = after.dueOn === null ? '' : `，${showDay(dayFromDb(after.dueOn))}前办结`
    return {
      card: say(`已交办：${number} 号问题由${lead.unit}牵头${why}${until}`, {
        tone: 'good',
        blocks: [
          { kind: 'note', text: '牵头单位和提出方会收到通知（工作时段，一天最多一条）' },
          ...(lead.because === null
            ? []
            : [{ kind: 'note' as const, text: `要换单位请发：交办 ${number} 单位；改默认请发：交办默认` }]),
        ],
        actions: [button('看这个问题', `问题清单 ${number}`), button('还没交办的', '问题清单 待受理')],
      }),
    }
  },
})

async function readAssigning(line: Line, ctx: Context): Promise<Reading<z.input<typeof args>>> {
  const co = /[,，\s]协办[:：\s]*([^\s,，]+(?:[、][^\s,，]+)*)/.exec(line.raw)
  const raw = setApartNumber(co === null ? line.raw : line.raw.replace(co[0], ' ')).replace(/(^|\s)给(?=\s|$)/, '$1')
  const reading = await words({
    number: aNumber('问题编号'),
    due: optional(aDay()),
    unit: optional(aUnit()),
    demand: optional(restText('要求', '尽快办理')),
  })({ ...line, raw }, ctx)
  if (!reading.ok) return reading
  const { unit, demand } = reading.value
  if (unit === null && demand !== null) await mustBeNoUnit(ctx, demand)
  const named = (co?.[1] ?? '').split('、').filter((name) => name !== '')
  return { ok: true, value: { ...reading.value, coUnits: await unitsMeant(ctx, named, noCoUnit) } }
}

/** “派38给能源局9月20日前办结” has no spaces: the number in front and a date are words of their own. */
function setApartNumber(raw: string): string {
  return raw
    .replace(/^(\s*[#第]?\d{1,9})(?![\s\d年月日号./-]*[年月日./-])\s*号?(?:问题)?\s*(?:交给|派给|给)?\s*/, '$1 ')
    .replace(/(?<=[^\s\d年])(?=\d{1,2}月\d{1,2}[日号])/, ' ')
    .replace(/(\d{1,2}月\d{1,2}[日号](?:之?前|以前)?)(?=\S)/, '$1 ')
}

/** The default is for what nobody leads yet: a button that is days old must not take a problem from its unit. */
function mustNameUnit({ id, leadUnit, dueOn }: ProblemRow, unit: string | null): void {
  if (leadUnit === null || unit !== null) return
  const until = dueOn === null ? '' : `，${showDay(dayFromDb(dueOn))}前办结`
  throw new UserError(`${id} 号问题现由${leadUnit.shortName}牵头${until}，没有改动。要改请写明单位：交办 ${id} 单位`, [
    `问题清单 ${id}`,
  ])
}

async function proposedLead(ctx: Context, { id, category, projectId }: ProblemRow): Promise<ProposedLead> {
  const lead = (await categoryLeads(ctx.tx, ctx.district.id, ctx.today)).proposedFor({ category, projectId })
  if (lead !== null) return lead
  throw new UserError(`${id} 号问题没有默认牵头单位，请写明单位，例如：交办 ${id} 能源局`, ['交办默认'])
}

/** A unit's name with a slip in it is not a demand on the default unit. */
async function mustBeNoUnit({ tx, district, today }: Context, demand: string): Promise<void> {
  const [first = ''] = demand.split(/[\s,，]/)
  const match = lookUp(buildNameIndex(await unitNames(tx, district.id, today)), first)
  const near = match.kind === 'none' ? match.suggestions : match.kind === 'many' ? match.keys : []
  if (near.length > 0) throw new UserError(`没有找到单位“${first}”。您是不是要找：${near.join('、')}？`)
  if (/^.{1,8}(?:局|委|办|镇|乡|街道|园区?|中心)$/.test(first))
    throw new UserError(`没有找到单位“${first}”，发“人员”看全部单位`, ['人员'])
}

function noCoUnit(typed: string): string {
  return `协办单位“${typed}”没有找到，请写单位简称，多个用顿号隔开`
}
