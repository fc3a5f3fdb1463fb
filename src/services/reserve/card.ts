/** One 储备 project as its people read it: readiness, how it got there, what comes next. */
import { type Action, type Block, button, type Card } from '../../chat/card.ts'
import type { Context } from '../../chat/command.ts'
import { type Day, dayFromDb, showDay, showFullDay } from '../../domain/calendar-day.ts'
import { moneyFromDb, showMoney } from '../../domain/money.ts'
import {
  isInPool,
  notReady,
  readinessItems,
  showReadiness,
  showReadinessItem,
  showReserveStage,
} from '../../domain/reserve/stage.ts'
import { BASIS, DEMO_MARK } from '../as-of.ts'
import { isOffice, mayEnter } from '../pipeline/rights.ts'
import { type ReserveRow, readinessOf } from './find.ts'

/** What fits a phone; older steps are in the papers. */
const STEPS = 8
/** With the two that every card has, as many buttons as a WeCom card takes. */
const ITEMS = 3

export function reserveCard(ctx: Context, row: ReserveRow): Card {
  const { shortName, name, stage, stageOn, project } = row
  const full = name === shortName || name.startsWith(shortName) ? name : `${shortName} ${name}`
  const blocks: Block[] = [
    { kind: 'fields', items: fieldsOf(row) },
    { kind: 'list', items: row.steps.slice(-STEPS).map(stepItem) },
  ]
  if (project !== null) blocks.push({ kind: 'text', text: `已转为重点项目“${project.shortName}”` })
  blocks.push({ kind: 'note', text: noteOf(row, ctx.today) })
  return {
    title: `${full}（${showReserveStage(stage)}，${showFullDay(dayFromDb(stageOn))}起）`,
    tone: 'neutral',
    blocks,
    actions: actionsOf(ctx, row),
  }
}

function noteOf(row: ReserveRow, today: Day): string {
  const { shortName, stage, isDemo } = row
  const [missing] = notReady(readinessOf(row))
  const next =
    isInPool(stage) && missing !== undefined
      ? `办成一项请发：储备 ${shortName} ${missing} 已办 ${showDay(today)}。`
      : ''
  return [`${next}${BASIS}`, ...(isDemo ? [DEMO_MARK] : [])].join('；')
}

/** '立项 已办，用地 办理中，环评 未办，能评 未办' */
export function readinessWords(row: ReserveRow): string {
  const of = readinessOf(row)
  return readinessItems.map((item) => `${showReadinessItem(item)} ${showReadiness(of[item])}`).join('，')
}

function fieldsOf(row: ReserveRow) {
  const { totalInvestment, chain, industry, unit, person, source, plannedStartOn, enteredOn } = row
  return [
    { label: '总投资', value: totalInvestment === null ? '未登记' : showMoney(moneyFromDb(totalInvestment)) },
    { label: '成熟度', value: readinessWords(row) },
    { label: '产业', value: [chain, industry].filter(Boolean).join(' ') || '未登记' },
    { label: '责任单位', value: [unit?.shortName, person?.name].filter(Boolean).join(' ') || '未登记' },
    ...(source === null ? [] : [{ label: '谋划来源', value: source }]),
    { label: '入库', value: showFullDay(dayFromDb(enteredOn)) },
    ...(plannedStartOn === null ? [] : [{ label: '计划开工', value: showFullDay(dayFromDb(plannedStartOn)) }]),
  ]
}

function stepItem({ on, stage, item, readiness, reason, person }: ReserveRow['steps'][number]) {
  const detail = [reason, person?.name].filter(Boolean).join('，')
  const what = [
    stage === null ? '' : showReserveStage(stage),
    item === null || readiness === null ? '' : `${showReadinessItem(item)} ${showReadiness(readiness)}`,
  ].join('')
  return { text: `${showFullDay(dayFromDb(on))} ${what}`, ...(detail === '' ? {} : { detail }) }
}

function actionsOf(ctx: Context, row: ReserveRow): Action[] {
  const { shortName, stage, project } = row
  const enters = mayEnter(ctx, row) && isInPool(stage)
  const items = enters ? notReady(readinessOf(row)).slice(0, ITEMS) : []
  const next = stage === 'IDEA' ? '储备' : stage === 'RESERVE' ? '前期' : null
  return [
    ...items.map((item) => button(`${item}已办`, `储备 ${shortName} ${item} 已办`)),
    ...(enters && next !== null ? [button(`进入${next}`, `储备 ${shortName} ${next}`)] : []),
    ...(isOffice(ctx) && isInPool(stage) ? [button('转为重点项目', `储备 ${shortName} 转项目`)] : []),
    ...(project === null ? [] : [button('看重点项目', `项目 ${project.shortName}`)]),
    button('储备汇总', '储备'),
  ]
}
