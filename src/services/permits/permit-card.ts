/** One permit with its steps, and what may be done next. */
import { type Action, type Block, button, type Card, say } from '../../chat/card.ts'
import { dayFromDb, dayOf, showDay, showFullDay } from '../../domain/calendar-day.ts'
import { showLimit } from '../../domain/permits/catalogue.ts'
import { mayMove, type PermitMove, showPermitMove, showPermitState } from '../../domain/permits/steps.ts'
import { DEMO_MARK } from '../as-of.ts'
import { toneOf } from './cards.ts'
import { promiseOf, showStageOf, statutoryOf } from './catalogue.ts'
import { caveatOf, clockOf, type Hour, showWhere } from './clock.ts'
import type { PermitRow } from './find.ts'
import type { Subject } from './rights.ts'

export function permitCard({ project, item, permit }: Subject, hour: Hour): Card {
  const line = `手续 ${project.shortName} ${item.name}`
  if (permit === null) {
    return say(`${project.shortName} 的手续清单里没有“${item.name}”`, {
      blocks: [{ kind: 'note', text: `需要办请发：${line} 需要；已经受理的发：${line} 受理 日期` }],
      actions: [button('看全部手续', `手续 ${project.shortName}`)],
    })
  }
  const clock = clockOf(permit, hour)
  const tone = toneOf(clock.urgency)
  const demo = permit.project.demoFields.includes('permits')
  const notes = [`截至 ${showDay(hour.today)}`, caveatOf([permit], hour), demo ? DEMO_MARK : null]
  return say(`${project.shortName} ${item.name}${demo ? '（演示）' : ''}：${showWhere(permit, clock)}`, {
    ...(tone === null ? {} : { tone }),
    blocks: [
      { kind: 'fields', items: factsOf(permit) },
      ...stepsBlock(permit),
      { kind: 'note', text: notes.filter((note) => note !== null).join('；') },
    ],
    actions: waysOn(permit, line),
  })
}

function factsOf(permit: PermitRow) {
  const { item, state, authorityUnit, agent, number, plannedOn, limitDays, limitUnit, acceptedOn } = permit
  const accepted = acceptedOn !== null && limitDays !== null && limitUnit !== null
  const began = accepted
    ? { days: limitDays, unit: limitUnit === 'DAY' ? ('day' as const) : ('workday' as const) }
    : null
  const promise = began !== null && permit.limitPromised ? began : promiseOf(item)
  const law = statutoryOf(item)
  return [
    { label: '阶段', value: `${showStageOf(item.stage)}${item.starred ? '，必备' : ''}` },
    { label: '状态', value: showPermitState(state) },
    { label: '主管', value: authorityUnit?.shortName ?? `${item.authority}（未定单位）` },
    { label: '经办', value: agent?.name ?? '未定' },
    { label: '承诺时限', value: promise === null ? '未填，按法定时限计' : showLimit(promise) },
    { label: '法定时限', value: law === null ? '无' : `${showLimit(law)}（参考）` },
    ...(plannedOn === null ? [] : [{ label: '计划办结', value: showDay(dayFromDb(plannedOn)) }]),
    ...(number === null ? [] : [{ label: '证号', value: number }]),
    ...(item.note === null ? [] : [{ label: '说明', value: item.note }]),
  ]
}

/** What was entered later than it happened says so. */
function stepsBlock({ steps }: PermitRow): Block[] {
  if (steps.length === 0) return []
  return [
    {
      kind: 'list',
      items: steps.slice(-6).map(({ move, on, at, reason, person }) => {
        const day = dayFromDb(on)
        const entered = dayOf(at) > day ? `${showDay(dayOf(at))}登记` : null
        const detail = [reason, person?.name ?? null, entered].filter((part) => part !== null).join('，')
        return { text: `${showFullDay(day)} ${showPermitMove(move)}`, ...(detail === '' ? {} : { detail }) }
      }),
    },
  ]
}

const BUTTONS: readonly (readonly [PermitMove, label: string, typed: string])[] = [
  ['ACCEPT', '今天受理', '受理 今天'],
  ['FINISH', '办结', '办结'],
  ['RESUME', '今天恢复', '恢复 今天'],
  ['PAUSE', '补正停表', '暂停 补正'],
  ['PAUSE', '专家评审停表', '暂停 专家评审'],
  ['WAIVE', '不需要办', '不需要'],
  ['NEED', '需要办', '需要'],
]

/** Each works with the rights of the one who clicks; six fit every platform. */
function waysOn({ state, steps, project }: PermitRow, line: string): Action[] {
  return [
    ...BUTTONS.filter(([move]) => mayMove(state, move)).map(([move, label, typed]) =>
      button(label, `${line} ${typed}`, move === 'FINISH' || move === 'ACCEPT' ? 'primary' : 'default'),
    ),
    ...(steps.length > 0 ? [button('撤回上一步', `${line} 撤回`)] : []),
    button('看全部手续', `手续 ${project.shortName}`),
  ]
}
