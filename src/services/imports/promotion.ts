/** 招商 projects of an imported list: new ones with the stage they stand in, details of those that are known. */
import { dayFromDb, instantAt } from '../../domain/calendar-day.ts'
import { money, moneyFromDb, moneyText, showMoney } from '../../domain/money.ts'
import { readPromotionStage, showPromotionStage } from '../../domain/promotion/stage.ts'
import type { PromotionProject } from '../../generated/prisma/client.ts'
import { type DraftDesk, type Placed, type RowPlan, RowRefused } from './draft.ts'
import { findHolder, findUnit, type Handle, type Known, notTaken, unknownUnit } from './known.ts'
import { bareName } from './ledger-known.ts'
import type { Value } from './operations.ts'

export interface PromotionGround {
  readonly desk: DraftDesk
  readonly known: Known
  /** By short and by full name. */
  readonly projects: ReadonlyMap<string, PromotionProject>
  readonly shortNames: Set<string>
  readonly numbers: Set<number>
  readonly seen: Set<string>
  /** People whom nobody knows: their places stay as they are. */
  readonly missing: Set<string>
}

type Values = Readonly<Record<string, string>>

export async function loadPromotions(desk: DraftDesk, known: Known): Promise<PromotionGround> {
  const rows = await desk.tx.promotionProject.findMany({ where: { districtId: desk.district.id } })
  return {
    ...{ desk, known, seen: new Set<string>(), missing: new Set<string>() },
    projects: new Map(
      rows.flatMap((row) => [[bareName(row.name), row] as const, [bareName(row.shortName), row] as const]),
    ),
    shortNames: new Set(rows.map(({ shortName }) => shortName)),
    numbers: new Set(rows.map(({ number }) => number)),
  }
}

/** Plans the row. @throws RowRefused */
export function planPromotion(ground: PromotionGround, { row: { values } }: Placed): RowPlan {
  const { name, shortName } = values
  if (name === undefined) throw new RowRefused('name', '缺项目名称')
  const stored = ground.projects.get(bareName(shortName ?? name)) ?? ground.projects.get(bareName(name))
  const key = stored === undefined ? bareName(name) : String(stored.id)
  if (ground.seen.has(key)) throw new RowRefused('name', '前面已经有一行同一个项目')
  ground.seen.add(key)
  const details = detailsOf(ground, values, stored)
  return stored === undefined ? create(ground, name, values, details) : change(ground.known, stored, values, details)
}

interface Details {
  readonly investor?: string
  readonly industry?: string
  readonly source?: string
  readonly intended?: string
  readonly unit_id?: Handle
  readonly person_id?: Handle
}

function detailsOf(
  { known, missing }: PromotionGround,
  { investor, industry, source, intended, unit: unitName, person: personName }: Values,
  stored: PromotionProject | undefined,
): Details {
  const unit = unitName === undefined ? null : findUnit(known, unitName)
  if (unitName !== undefined && unit === null) throw new RowRefused('unit', unknownUnit(known, unitName))
  const units = [unit?.handle ?? stored?.unitId ?? null, null]
  const held = stored?.personId ?? null
  const person = personName === undefined ? null : findHolder(known, personName, { units, held })
  if (personName !== undefined && (person === null || person === 'two')) missing.add(notTaken(known, personName))
  return {
    ...(investor === undefined ? {} : { investor }),
    ...(industry === undefined ? {} : { industry }),
    ...(source === undefined ? {} : { source }),
    ...(intended === undefined ? {} : { intended }),
    ...(unit === null ? {} : { unit_id: unit.handle }),
    ...(person === null || person === 'two' ? {} : { person_id: person.handle }),
  }
}

function create(ground: PromotionGround, name: string, values: Values, details: Details): RowPlan {
  const { desk, numbers, shortNames } = ground
  const shortName = values.shortName ?? name
  if (shortNames.has(shortName)) throw new RowRefused('shortName', `简称“${shortName}”已经有了`)
  shortNames.add(shortName)
  const { stage, on } = stageOf(desk, values)
  const asked = Number(values.number ?? '0')
  const number = asked > 0 && !numbers.has(asked) ? asked : Math.max(0, ...numbers) + 1
  numbers.add(number)
  const ref = `promotion:${shortName}`
  const signed = { signed_amount: values.signedAmount ?? null, signed_on: values.signedOn ?? null }
  const facts = { stage, stageOn: on, signedAmount: signed.signed_amount, signedOn: signed.signed_on }
  return {
    isNew: true,
    changes: [
      `${number} 号，${showPromotionStage(stage)}（${on}）`,
      ...(values.signedAmount === undefined ? [] : [`签约 ${showMoney(money(values.signedAmount))}`]),
    ].map((text) => ({ field: null, text })),
    operations: [
      {
        ...({ does: 'create', table: 'promotion_project', ref, label: shortName } as const),
        columns: {
          ...{ district_id: desk.district.id, number, name, short_name: shortName },
          ...details,
          ...{ stage: stage.toLowerCase(), stage_on: on, ...signed },
        },
        audit: { subject: 'promotion', before: null, after: facts },
      },
      {
        ...({ does: 'create', table: 'promotion_step', ref: `${ref}:step`, label: shortName } as const),
        columns: {
          ...{ promotion_id: { ref }, stage: stage.toLowerCase(), on, amount: signed.signed_amount },
          at: instantAt(desk.today, '00:00').toISOString(),
        },
      },
    ],
  }
}

/** The stage of a new project and its day; a signing needs its amount and its day (nothing is put in for them). */
function stageOf({ today }: DraftDesk, values: Values) {
  const signing = values.signedOn !== undefined || values.signedAmount !== undefined
  const written = values.stage === undefined ? null : readPromotionStage(values.stage)
  if (values.stage !== undefined && written === null) throw new RowRefused('stage', `“${values.stage}”不是招商阶段`)
  const stage = written ?? (signing ? 'SIGNED' : 'LEAD')
  const before = stage === 'LEAD' || stage === 'TALKING' || stage === 'ENDED'
  if (!before && values.signedAmount === undefined) throw new RowRefused('signedAmount', '已签约的项目要写签约投资额')
  if (!before && values.signedOn === undefined) throw new RowRefused('signedOn', '已签约的项目要写签约日期')
  const on = values.stageOn ?? (stage === 'SIGNED' ? values.signedOn : undefined) ?? (before ? today : undefined)
  if (on === undefined) throw new RowRefused('stageOn', `进入“${showPromotionStage(stage)}”的日期没有写`)
  if (on > today) throw new RowRefused('stageOn', `${on} 还没有到`)
  return { stage, on }
}

/** Details may change by a list; stage and signing go by 招商, which keeps their history. */
function change(known: Known, stored: PromotionProject, values: Values, details: Details): RowPlan {
  const way = `请在聊天里发：招商 ${stored.shortName}`
  const stage = values.stage === undefined ? null : readPromotionStage(values.stage)
  if (stage !== null && stage !== stored.stage)
    throw new RowRefused('stage', `库里是“${showPromotionStage(stored.stage)}”，推进阶段${way}`)
  const signed = stored.signedAmount === null ? null : moneyText(moneyFromDb(stored.signedAmount))
  if (values.signedAmount !== undefined && values.signedAmount !== signed)
    throw new RowRefused('signedAmount', `库里的签约额是 ${signed === null ? '空' : showMoney(money(signed))}，${way}`)
  const signedOn = stored.signedOn === null ? null : dayFromDb(stored.signedOn)
  if (values.signedOn !== undefined && values.signedOn !== signedOn)
    throw new RowRefused('signedOn', `库里的签约日期是 ${signedOn ?? '空'}，${way}`)
  const kept: Readonly<Record<keyof Details, Value>> = {
    investor: stored.investor,
    industry: stored.industry,
    source: stored.source,
    intended: stored.intended === null ? null : moneyText(moneyFromDb(stored.intended)),
    unit_id: stored.unitId,
    person_id: stored.personId,
  }
  const different = Object.entries(details).filter(
    ([field, value]) => value !== new Map(Object.entries(kept)).get(field),
  )
  if (different.length === 0) return { isNew: false, changes: [], operations: [] }
  return {
    isNew: false,
    changes: different.map(([column, value]) => {
      const { word, field } = WORDS.get(column) ?? { word: column, field: null }
      return { field, text: `${word} ${shownBefore(known, column, stored)} → ${shown(column, value, values)}` }
    }),
    operations: [
      {
        ...{ does: 'update', table: 'promotion_project', id: stored.id, label: stored.shortName },
        columns: Object.fromEntries(different),
        audit: {
          subject: 'promotion',
          before: { intended: kept.intended },
          after: { intended: details.intended ?? kept.intended },
        },
      },
    ],
  }
}

/** By column of the database. */
const WORDS: ReadonlyMap<string, { readonly word: string; readonly field: string }> = new Map([
  ['investor', { word: '投资方', field: 'investor' }],
  ['industry', { word: '行业', field: 'industry' }],
  ['source', { word: '信息来源', field: 'source' }],
  ['intended', { word: '意向投资额', field: 'intended' }],
  ['unit_id', { word: '责任单位', field: 'unit' }],
  ['person_id', { word: '责任人', field: 'person' }],
])

function shownBefore({ units, people }: Known, column: string, stored: PromotionProject): string {
  if (column === 'unit_id') return units.list().find(({ handle }) => handle === stored.unitId)?.shortName ?? '空'
  if (column === 'person_id') return people.list().find(({ handle }) => handle === stored.personId)?.name ?? '空'
  if (column === 'intended') return stored.intended === null ? '空' : showMoney(moneyFromDb(stored.intended))
  return (column === 'investor' ? stored.investor : column === 'industry' ? stored.industry : stored.source) ?? '空'
}

function shown(field: string, value: Value, values: Values): string {
  if (field === 'unit_id') return values.unit ?? ''
  if (field === 'person_id') return values.person ?? ''
  return field === 'intended' ? showMoney(money(String(value))) : String(value)
}
