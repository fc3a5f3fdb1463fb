/** Projects of an imported 台账. A blank cell leaves what is stored; a project is known by its short name, code or name. */
import { monthMark } from '../../documents/tables/month-mark.ts'
import { money } from '../../domain/money.ts'
import { normalise } from '../../domain/normalise.ts'
import { ProjectNature, ProjectStage } from '../../generated/prisma/enums.ts'
import { type DraftDesk, type Placed, type RowPlan, RowRefused } from './draft.ts'
import { findUnit, type Handle, type Known } from './known.ts'
import { type FigureGround, type Figures, mustNotSlip, planFigures } from './ledger-figures.ts'
import { planHeld } from './ledger-held.ts'
import { bareName, type KnownLedger, type KnownProject } from './ledger-known.ts'
import type { Columns } from './operations.ts'
import { inDatabase, projectFields, showFieldChange } from './project-fields.ts'
import { firstCell, isNaming, remember, type Told, unsaid, type Values } from './told.ts'

export interface LedgerGround {
  readonly desk: DraftDesk
  readonly known: Known
  readonly ledger: KnownLedger
  readonly figures: FigureGround
  /** What the file has said of each project so far, and in which cell it stands. */
  readonly told: Map<string, Told>
  /** People whom nobody knows: their places stay empty. */
  readonly missing: Set<string>
  /** Projects that an earlier table of the same file makes, by short and by full name. */
  readonly made: Map<string, Made>
}

export interface Made {
  readonly handle: Handle
  readonly label: string
  /** The responsible unit. */
  readonly unit: Handle | null
}

/** Plans the row. @throws RowRefused */
export function planProject(ground: LedgerGround, at: Placed): RowPlan {
  const { ledger, told, figures } = ground
  const known = findProject(ledger, at.row.values)
  const made = known === null ? madeBefore(ground, at.row.values) : undefined
  const subject = known === null ? made?.label : String(known.project.id)
  const values = subject === undefined ? at.row.values : unsaid(told, at, subject, figures.year)
  const plan = made === undefined ? planOwn(ground, known, values) : addTo(ground, made, values)
  remember(told, at, subject ?? plan.label, figures.year)
  return plan
}

/** A project that is known, or that no row before has made. */
function planOwn(ground: LedgerGround, known: KnownProject | null, values: Values): RowPlan & { label: string } {
  const { ledger, desk } = ground
  const wanted = known === null ? completed(ground, values) : values
  const label = wanted.shortName ?? known?.project.shortName ?? ''
  mustStartRightly(desk, known, wanted)
  mustNotSlip('totalInvestment', storedAmount(known?.project.totalInvestment), money(values.totalInvestment ?? '0'))
  const handle: Handle = known?.project.id ?? { ref: `project:${label}` }
  const held = planHeld(ground, { handle, label, known, values: wanted })
  const figures = planFigures(ground.figures, { handle, label, known, values: wanted })
  // Last: a row that is refused makes no project to which a later table could add.
  const own = known === null ? create(ground, wanted, label) : change(ledger, known, wanted)
  const parts = [own, aliases(ground, { handle, label, known, values }), held, figures]
  return {
    label,
    isNew: known === null,
    changes: parts.flatMap(({ changes }) => changes),
    operations: parts.flatMap(({ operations }) => operations),
  }
}

/** A project of an earlier table: its other tables add to it (the clean workbook has 项目 and 年度计划 apart). */
function madeBefore({ made }: LedgerGround, { shortName, name }: Values): Made | undefined {
  return made.get(shortName ?? '') ?? made.get(bareName(name ?? ''))
}

function addTo(ground: LedgerGround, made: Made, values: Values): RowPlan & { label: string } {
  const { handle, label, unit } = made
  const own = projectFields.find(({ field }) => !isNaming(field) && values[field] !== undefined)
  if (own !== undefined) {
    const first = firstCell(ground.told.get(label) ?? [])
    throw new RowRefused(own.field, `这个项目由 ${first} 新增，这一格请写在那一行`)
  }
  const held = planHeld(ground, { handle, label, known: null, values, unit })
  const { changes, operations } = planFigures(ground.figures, { handle, label, known: null, values })
  return {
    label,
    isNew: false,
    changes: [...held.changes, ...changes],
    operations: [...held.operations, ...operations],
  }
}

/** The stored amount of a known project; null: none. */
const storedAmount = (stored: { toFixed(places: number): string } | null | undefined) =>
  stored === null || stored === undefined ? null : money(stored.toFixed(2))

function findProject(ledger: KnownLedger, values: Values): KnownProject | null {
  const { code, shortName, name } = values
  const byCode = code === undefined ? undefined : ledger.byCode.get(code)
  if (byCode !== undefined) return byCode
  const byShort = shortName === undefined ? undefined : ledger.byShortName.get(shortName)
  if (byShort !== undefined) return byShort
  if (name === undefined) {
    if (shortName === undefined) throw new RowRefused('name', '缺项目名称')
    const named = ledger.byName.get(bareName(shortName))
    if (named === null) throw new RowRefused('shortName', `“${shortName}”对得上几个项目，请写全称`)
    return named ?? null
  }
  const named = ledger.byName.get(bareName(name)) ?? ledger.byShortName.get(name)
  if (ledger.byName.get(bareName(name)) === null)
    throw new RowRefused('name', `“${name}”对得上几个项目，请加一列“简称”`)
  return named ?? null
}

/** A new project's values with what can be told from the others; what cannot is asked for. */
function completed({ ledger, desk }: LedgerGround, values: Values): Values {
  const { name, shortName, unit } = values
  if (name === undefined) throw new RowRefused('shortName', `没有“${shortName ?? ''}”这个项目；要新增请写项目名称`)
  if (unit === undefined) throw new RowRefused('unit', '没有这个项目；要新增请写责任单位')
  if (shortName !== undefined && ledger.shortNames.has(shortName))
    throw new RowRefused('shortName', `简称“${shortName}”已经有了`)
  const started = values.startedOn
  const nature = values.nature ?? (started === undefined ? null : natureBy(started, desk))
  if (nature === null) throw new RowRefused('nature', '新增项目要写建设性质（新建或续建），或写实际开工日期')
  const stage =
    values.stage ?? (started === undefined && nature === 'NEW' ? ProjectStage.PREPARATION : ProjectStage.CONSTRUCTION)
  return { ...values, shortName: shortName ?? freeShortName(ledger, name), nature, stage }
}

function natureBy(started: string, { today }: DraftDesk): string {
  return started < `${today.slice(0, 4)}-01-01` ? ProjectNature.CONTINUED : ProjectNature.NEW
}

/** Without 项目 at the end; a second one of the same name gets a number. */
function freeShortName({ shortNames }: KnownLedger, name: string): string {
  const short = name.replace(/(?:建设)?(?:项目|工程)$/, '') || name
  if (!shortNames.has(short)) return short
  for (let n = 2; ; n++) if (!shortNames.has(`${short}${n}`)) return `${short}${n}`
}

/** rules.md §4 check 6, for what the file says of it; what it leaves out is not refused. */
function mustStartRightly({ today }: DraftDesk, known: KnownProject | null, wanted: Values): void {
  if (wanted.startedOn === undefined && (known === null || wanted.nature === known.project.nature)) return
  const nature = wanted.nature ?? known?.project.nature
  const stored = known?.project.startedOn?.toISOString().slice(0, 10)
  const started = wanted.startedOn ?? stored
  if (started === undefined) return
  if (started > today) throw new RowRefused('startedOn', `实际开工日期 ${started} 还没有到`)
  const newYear = `${today.slice(0, 4)}-01-01`
  if (nature === ProjectNature.NEW && started < newYear)
    throw new RowRefused('startedOn', '新建项目的开工日期要在本年，跨年的请填“续建”')
  if (nature === ProjectNature.CONTINUED && started >= newYear)
    throw new RowRefused('startedOn', '续建项目的实际开工日期要在本年以前')
}

function create({ desk, known, ledger, made }: LedgerGround, wanted: Values, label: string): Figures {
  const number = takeNumber(ledger, wanted.number)
  ledger.shortNames.add(label)
  const one = { handle: { ref: `project:${label}` }, label, unit: findUnit(known, wanted.unit ?? '')?.handle ?? null }
  made.set(label, one)
  made.set(bareName(wanted.name ?? label), one)
  const columns: Columns = {
    district_id: desk.district.id,
    number,
    invested_before: '0.00',
    demo_fields: '{}',
    ...columnsOf(wanted),
  }
  const { nature, stage, totalInvestment } = wanted
  const after = { nature, stage, totalInvestment: totalInvestment ?? null }
  return {
    changes: [`${number} 号`, ...(label === wanted.name ? [] : [`简称“${label}”`])].map((text) => ({
      field: null,
      text,
    })),
    operations: [
      {
        ...{ does: 'create', table: 'project', ref: `project:${label}`, label, columns },
        audit: { subject: 'project', before: null, after },
      },
    ],
  }
}

/** The file's own number when nobody has it, else the next. */
function takeNumber(ledger: KnownLedger, written: string | undefined): number {
  const asked = Number(written ?? '0')
  const number = asked > 0 && !ledger.numbers.has(asked) ? asked : ledger.highest + 1
  ledger.numbers.add(number)
  ledger.highest = Math.max(ledger.highest, number)
  return number
}

function change(ledger: KnownLedger, { project }: KnownProject, wanted: Values): Figures {
  const different = projectFields.filter(({ field, stored }) => {
    const value = wanted[field]
    const sameMonth = wanted[monthMark(field)] !== undefined && value?.slice(0, 7) === stored(project)?.slice(0, 7)
    return value !== undefined && !sameWords(value, stored(project)) && !sameMonth
  })
  if (different.length === 0) return { changes: [], operations: [] }
  const short = wanted.shortName
  if (short !== undefined && short !== project.shortName) {
    if (ledger.shortNames.has(short)) throw new RowRefused('shortName', `简称“${short}”已经有了`)
    ledger.shortNames.add(short)
  }
  const values = Object.fromEntries(different.map(({ field }) => [field, wanted[field] ?? '']))
  const before = Object.fromEntries(different.map(({ field, stored }) => [field, stored(project)]))
  return {
    changes: different.map(({ field, stored }) => ({
      field,
      text: showFieldChange(field, stored(project), values[field] ?? ''),
    })),
    operations: [
      {
        ...{ does: 'update', table: 'project', id: project.id, label: project.shortName, columns: columnsOf(values) },
        audit: { subject: 'project', before: figuresOf(before), after: figuresOf(values) },
      },
    ],
  }
}

/** Full-width or half-width is no difference worth writing. */
function sameWords(given: string, stored: string | null): boolean {
  return given === stored || (stored !== null && normalise(given) === normalise(stored))
}

function columnsOf(values: Values): Columns {
  return Object.fromEntries(
    projectFields.flatMap(({ field, column, verified }) => {
      const value = values[field]
      if (value === undefined) return []
      const written = inDatabase(field, value)
      return [[column, written], ...(verified === undefined ? [] : [[verified, written]])]
    }),
  )
}

/** Names and sentences are not for the audit. */
function figuresOf(values: Readonly<Record<string, string | null>>): Record<string, string | null> {
  return Object.fromEntries(
    Object.entries(values).filter(([field]) => /nature|stage|Investment|investedBefore|On$/.test(field)),
  )
}

function aliases(
  { desk }: LedgerGround,
  of: { handle: Handle; label: string; known: KnownProject | null; values: Values },
): Figures {
  const { handle, label, known, values } = of
  const names = (values.aliases ?? '').split(/[、,，;；\s]+/).filter((name) => name !== '')
  const more = [...new Set(names)].filter((alias) => !known?.aliases.includes(alias))
  return {
    changes: more.length === 0 ? [] : [{ field: 'aliases', text: `别名 加 ${more.join('、')}` }],
    operations: more.map((alias) => ({
      ...{ does: 'create', table: 'project_alias', ref: `alias:${label}:${alias}`, label: `${label} 别名` },
      columns: { district_id: desk.district.id, project_id: handle, alias },
    })),
  }
}
