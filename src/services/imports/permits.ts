/** Permits of an imported list: those that are not listed yet with their first steps, planned days of those that are. */
import { type Day, day, dayFromDb, instantAt } from '../../domain/calendar-day.ts'
import { buildNameIndex, lookUp } from '../../domain/name-match.ts'
import { type PermitStanding, type PermitStep, showPermitMove, standingAfter } from '../../domain/permits/steps.ts'
import type { WorkCalendar } from '../../domain/workday.ts'
import type { Permit } from '../../generated/prisma/client.ts'
import { type CatalogueItem, catalogueOf, promiseOf, statutoryOf } from '../permits/catalogue.ts'
import { columnsAfter, limitToAccept } from '../permits/move.ts'
import { type DraftDesk, type Placed, type RowPlan, RowRefused } from './draft.ts'
import type { Handle } from './known.ts'
import type { Made } from './ledger.ts'
import { bareName, type KnownLedger } from './ledger-known.ts'
import type { Operation } from './operations.ts'

export interface PermitGround {
  readonly desk: DraftDesk
  readonly ledger: KnownLedger
  /** Projects that another table of the file makes, by short and by full name. */
  readonly made: ReadonlyMap<string, Made>
  readonly calendar: WorkCalendar
  readonly items: readonly CatalogueItem[]
  /** By project and item. */
  readonly permits: ReadonlyMap<string, Permit>
  readonly seen: Set<string>
  /** What a row says and nobody keeps from a list: "示例甲 施工许可的证号". */
  readonly untaken: Set<string>
}

type Values = Readonly<Record<string, string>>

export async function loadPermits(
  desk: DraftDesk,
  ledger: KnownLedger,
  made: ReadonlyMap<string, Made>,
  calendar: WorkCalendar,
): Promise<PermitGround> {
  const permits = await desk.tx.permit.findMany({ where: { districtId: desk.district.id } })
  return {
    ...{ desk, ledger, made, calendar, seen: new Set<string>(), untaken: new Set<string>() },
    items: await catalogueOf(desk.tx, desk.district.id),
    permits: new Map(permits.map((permit) => [`${permit.projectId}:${permit.itemId}`, permit])),
  }
}

/** Plans the row. @throws RowRefused */
export function planPermit(ground: PermitGround, { row: { values } }: Placed): RowPlan {
  const project = projectOf(ground, values.project)
  const item = itemOf(ground.items, values.permit)
  const label = `${project.label} ${item.name}`
  if (ground.seen.has(label)) throw new RowRefused('permit', `${project.label}的“${item.name}”前面已经有一行`)
  ground.seen.add(label)
  const stored = typeof project.handle === 'number' ? ground.permits.get(`${project.handle}:${item.id}`) : undefined
  const steps = stored === undefined ? stepsOf(ground.desk, values) : []
  const standing = stored?.state ?? standingAfter(steps)
  const { state, number } = values
  if (state !== undefined && !SAYS[standing].test(state)) ground.untaken.add(`${label}的状态“${state}”`)
  const kept = stored === undefined ? standing === 'DONE' : stored.number === number
  if (number !== undefined && !kept) ground.untaken.add(`${label}的证号文号`)
  return stored === undefined
    ? create(ground, { project: project.handle, item, label, values })
    : change(stored, label, values)
}

/** Words of a list that agree with where a permit stands. */
const SAYS: Readonly<Record<PermitStanding, RegExp>> = {
  NOT_NEEDED: /不需要|无需|不涉及|免办/,
  PREPARING: /未|没有|准备|待办|拟办|否/,
  ACCEPTED: /受理|在办|办理中|正在|审批中|审查|否/,
  PAUSED: /暂停|停表|补正|公示|听证|评审/,
  DONE: /办结|完成|取得|已办|批复|是/,
  REFUSED: /不予|不许可|退回|否/,
}

function projectOf({ ledger, made }: PermitGround, name: string | undefined): Pick<Made, 'handle' | 'label'> {
  if (name === undefined) throw new RowRefused('project', '缺项目名称')
  const found = ledger.byShortName.get(name) ?? ledger.byName.get(bareName(name))
  if (found) return { handle: found.project.id, label: found.project.shortName }
  const fresh = found === undefined ? (made.get(name) ?? made.get(bareName(name))) : undefined
  if (fresh !== undefined) return fresh
  throw new RowRefused('project', found === null ? `“${name}”对得上几个项目，请写简称` : `没有“${name}”这个项目`)
}

function itemOf(items: readonly CatalogueItem[], name: string | undefined): CatalogueItem {
  if (name === undefined) throw new RowRefused('permit', '缺手续名称')
  const exact = items.find((item) => bareName(item.name) === bareName(name))
  if (exact !== undefined) return exact
  const found = lookUp(buildNameIndex(items.map((item) => ({ key: item.name, names: [item.name] }))), name)
  const near = found.kind === 'one' ? [found.key] : found.kind === 'many' ? found.keys.slice(0, 3) : []
  const hint = near.length > 0 ? `，是不是“${near.join('”“')}”` : '，请按手续目录里的名称写'
  throw new RowRefused('permit', `手续目录里没有“${name}”${hint}`)
}

/** The steps that the row's own days tell; nothing is put in for a day that it leaves out. */
function stepsOf({ today }: DraftDesk, { acceptedOn, doneOn, state }: Values): PermitStep[] {
  if (/不需要|无需|不涉及|免办/.test(state ?? '')) return [{ move: 'WAIVE', on: today, reason: state ?? null }]
  if (doneOn !== undefined && acceptedOn === undefined)
    throw new RowRefused('doneOn', '有办结日期、没有受理日期，用时算不出来，请补受理日期')
  if (/^已?(?:办结|完成|取得)$/.test(state ?? '') && doneOn === undefined)
    throw new RowRefused('state', '写了已办结，请补受理日期和办结日期')
  if (acceptedOn === undefined) return []
  const accepted = past('acceptedOn', acceptedOn, today)
  if (doneOn === undefined) return [{ move: 'ACCEPT', on: accepted, reason: null }]
  const done = past('doneOn', doneOn, today)
  if (done < accepted) throw new RowRefused('doneOn', '办结日期早于受理日期')
  return [
    { move: 'ACCEPT', on: accepted, reason: null },
    { move: 'FINISH', on: done, reason: null },
  ]
}

function past(field: string, on: string, today: Day): Day {
  if (on > today) throw new RowRefused(field, `${on} 还没有到`)
  return day(on)
}

interface Making {
  readonly project: Handle
  readonly item: CatalogueItem
  readonly label: string
  readonly values: Values
}

function create({ desk, calendar }: PermitGround, { project, item, label, values }: Making): RowPlan {
  const steps = stepsOf(desk, values)
  const limit = promiseOf(item) ?? statutoryOf(item)
  const accepts = steps.some(({ move }) => move === 'ACCEPT')
  const standing = columnsAfter(steps, limit, calendar)
  const limits = accepts ? limitToAccept(item) : { limitDays: null, limitUnit: null, limitPromised: false }
  const ref = `permit:${label}`
  const facts = { state: standing.state, plannedOn: values.plannedOn ?? null, dueOn: dated(standing.dueOn) }
  const permit: Operation = {
    ...({ does: 'create', table: 'permit', ref, label } as const),
    columns: {
      ...{ district_id: desk.district.id, project_id: project, item_id: item.id },
      ...{ state: standing.state.toLowerCase(), authority_unit_id: item.authorityUnitId },
      ...{ planned_on: values.plannedOn ?? null, accepted_on: dated(standing.acceptedOn) },
      ...{ closed_on: dated(standing.closedOn), due_on: dated(standing.dueOn) },
      ...{ limit_days: limits.limitDays, limit_unit: limits.limitUnit?.toLowerCase() ?? null },
      ...{ limit_promised: limits.limitPromised, number: standing.state === 'DONE' ? (values.number ?? null) : null },
    },
    // A project of the same file has no id yet; its own row of the audit stands before this one.
    audit: {
      subject: 'permit',
      before: null,
      after: { ...(typeof project === 'number' ? { project } : {}), item: item.id, ...facts },
    },
  }
  return {
    isNew: true,
    changes: [
      ...(values.plannedOn === undefined ? [] : [`计划 ${values.plannedOn}`]),
      ...steps.map(({ move, on }) => `${showPermitMove(move)} ${on}`),
    ].map((text) => ({ field: null, text })),
    operations: [
      permit,
      ...steps.map((_, i) => stepOperation(desk, { ref, label, steps: steps.slice(0, i + 1), limit, calendar })),
    ],
  }
}

function stepOperation(
  { today }: DraftDesk,
  of: {
    ref: string
    label: string
    steps: readonly PermitStep[]
    limit: ReturnType<typeof statutoryOf>
    calendar: WorkCalendar
  },
): Operation {
  const { ref, label, steps, limit, calendar } = of
  const last = steps.at(-1)
  if (last === undefined) throw new Error('a permit has no step to write')
  return {
    ...{ does: 'create', table: 'permit_step', ref: `${ref}:${steps.length}`, label },
    columns: {
      ...{ permit_id: { ref }, move: last.move.toLowerCase(), on_day: last.on, reason: last.reason },
      due_on: dated(columnsAfter(steps, limit, calendar).dueOn),
      at: instantAt(today, '00:00').toISOString(),
    },
  }
}

const dated = (on: Date | null): string | null => (on === null ? null : dayFromDb(on))

/** Steps that are kept already are nobody's to change by a list: their days have to agree. */
function change(stored: Permit, label: string, { plannedOn, acceptedOn, doneOn }: Values): RowPlan {
  const differs = (given: string | undefined, kept: Date | null): boolean =>
    given !== undefined && given !== dated(kept)
  const way = `请在聊天里办：手续 ${label}`
  if (differs(acceptedOn, stored.acceptedOn))
    throw new RowRefused('acceptedOn', `库里的受理日期是 ${dated(stored.acceptedOn) ?? '空'}，${way}`)
  if (differs(doneOn, stored.closedOn))
    throw new RowRefused('doneOn', `库里的办结日期是 ${dated(stored.closedOn) ?? '空'}，${way}`)
  if (plannedOn === undefined || !differs(plannedOn, stored.plannedOn))
    return { isNew: false, changes: [], operations: [] }
  return {
    isNew: false,
    changes: [{ field: 'plannedOn', text: `计划办结 ${dated(stored.plannedOn) ?? '空'} → ${plannedOn}` }],
    operations: [
      {
        ...{ does: 'update', table: 'permit', id: stored.id, label, columns: { planned_on: plannedOn } },
        audit: { subject: 'permit', before: { plannedOn: dated(stored.plannedOn) }, after: { plannedOn } },
      },
    ],
  }
}
