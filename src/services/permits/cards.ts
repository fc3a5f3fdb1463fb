/** The permits of a project in their four stages, as people read them. */
import { type Block, button, type Card, say, type Tone } from '../../chat/card.ts'
import { dayFromDb, showDay } from '../../domain/calendar-day.ts'
import { permitStages } from '../../domain/permits/catalogue.ts'
import type { Urgency } from '../../domain/permits/clock.ts'
import { DEMO_MARK } from '../as-of.ts'
import { showStageOf } from './catalogue.ts'
import { caveatOf, clockOf, type Hour, showWhere, totalDays } from './clock.ts'
import type { PermitRow } from './find.ts'

/** What fits a phone's card beside the four stages. */
const SHOWN = 6

interface ProjectAsked {
  readonly shortName: string
  readonly demoFields: readonly string[]
}

export function projectPermitsCard(project: ProjectAsked, permits: readonly PermitRow[], hour: Hour): Card {
  const { shortName, demoFields } = project
  if (permits.length === 0) {
    return say(`${shortName} 还没有列手续清单`, {
      blocks: [
        {
          kind: 'note',
          text: `审批局、项目办列清单请发：手续 ${shortName} 列入 必备；或写明几项：手续 ${shortName} 列入 环评、施工许可`,
        },
      ],
      actions: [button('手续目录'), button('看项目', `项目 ${shortName}`)],
    })
  }
  const counts = countsOf(permits, hour)
  const demo = demoFields.includes('permits') ? '（演示）' : ''
  const used = totalDays(permits, hour)
  const { totalDays: most } = hour.rules.permits
  return say(`${shortName} 手续${demo}：${showCounts(counts)}`, {
    blocks: [
      {
        kind: 'fields',
        items: [
          {
            label: '累计政府用时',
            value: `${used} 个工作日（全流程承诺 ${most} 个）`,
            ...(used > most ? { tone: 'bad' as const } : {}),
          },
        ],
      },
      { kind: 'list', items: stageItems(permits) },
      ...inHandBlock(shortName, permits, hour),
      { kind: 'note', text: noteOf(permits, hour, demo !== '') },
    ],
    actions: [
      ...firstInHand(permits, hour).map(({ item }) =>
        button(`看${item.name.slice(0, 8)}`, `手续 ${shortName} ${item.name}`),
      ),
      button('阶段图', `手续 ${shortName} 图`),
      button('倒计时', `倒计时 ${shortName}`),
      button('看项目', `项目 ${shortName}`),
    ],
  })
}

export interface PermitCounts {
  readonly needed: number
  readonly done: number
  /** With the government: accepted or paused. */
  readonly working: number
  readonly overdue: number
}

export function countsOf(permits: readonly PermitRow[], hour: Hour): PermitCounts {
  const needed = permits.filter(({ state }) => state !== 'NOT_NEEDED')
  const count = (...states: readonly PermitRow['state'][]) =>
    needed.filter(({ state }) => states.includes(state)).length
  const overdue = needed.filter((permit) => isOverdue(permit, hour)).length
  return { needed: needed.length, done: count('DONE'), working: count('ACCEPTED', 'PAUSED'), overdue }
}

export function isOverdue(permit: PermitRow, hour: Hour): boolean {
  return ['overdue', 'far-overdue'].includes(clockOf(permit, hour).urgency)
}

/** '已办结 5/8，在办 2，逾期 1' */
export function showCounts({ needed, done, working, overdue }: PermitCounts): string {
  return [
    `已办结 ${done}/${needed}`,
    ...(working > 0 ? [`在办 ${working}`] : []),
    ...(overdue > 0 ? [`逾期 ${overdue}`] : []),
  ].join('，')
}

/** One line a stage; what stands in it runs in parallel. */
function stageItems(permits: readonly PermitRow[]) {
  return permitStages.flatMap((stage) => {
    const own = permits.filter(({ item, state }) => showStageOf(item.stage) === stage && state !== 'NOT_NEEDED')
    if (own.length === 0) return []
    const names = (...states: readonly PermitRow['state'][]) =>
      own.filter(({ state }) => states.includes(state)).map(({ item }) => item.name)
    const parts = [
      ['已办结', names('DONE')],
      ['在办', names('ACCEPTED')],
      ['停表', names('PAUSED')],
      ['准备材料', names('PREPARING')],
      ['不予许可', names('REFUSED')],
    ] as const
    const detail = parts.flatMap(([word, all]) => (all.length === 0 ? [] : [`${word}：${all.join('、')}`])).join('；')
    return [{ text: `${stage} ${names('DONE').length}/${own.length}`, detail }]
  })
}

/** Those with the government, what is due first in front. */
export function firstInHand(permits: readonly PermitRow[], hour: Hour): PermitRow[] {
  return permits
    .filter(({ state }) => state === 'ACCEPTED' || state === 'PAUSED')
    .map((permit) => ({ permit, left: leftOf(permit, hour) }))
    .toSorted((a, b) => a.left - b.left)
    .map(({ permit }) => permit)
    .slice(0, 2)
}

function leftOf(permit: PermitRow, hour: Hour): number {
  const { count } = clockOf(permit, hour)
  return count?.running === true ? count.left : Number.MAX_SAFE_INTEGER
}

function inHandBlock(shortName: string, permits: readonly PermitRow[], hour: Hour): Block[] {
  const own = permits
    .filter(({ state }) => state === 'ACCEPTED' || state === 'PAUSED')
    .toSorted((a, b) => leftOf(a, hour) - leftOf(b, hour))
  if (own.length === 0) return []
  return [
    {
      kind: 'list',
      items: own.slice(0, SHOWN).map((permit) => inHandItem(permit, hour)),
      ...(own.length > SHOWN ? { more: { count: own.length - SHOWN, action: `倒计时 ${shortName}` } } : {}),
    },
  ]
}

function inHandItem(permit: PermitRow, hour: Hour) {
  const clock = clockOf(permit, hour)
  const { item, authorityUnit, agent, acceptedOn } = permit
  const tone = toneOf(clock.urgency)
  return {
    text: `${item.name} ${showWhere(permit, clock)}`,
    detail: [
      authorityUnit?.shortName ?? item.authority,
      ...(agent === null ? [] : [`经办 ${agent.name}`]),
      ...(acceptedOn === null ? [] : [`${showDay(dayFromDb(acceptedOn))}受理`]),
    ].join('，'),
    ...(tone === null ? {} : { tone }),
  }
}

function noteOf(permits: readonly PermitRow[], hour: Hour, demo: boolean): string {
  return [
    `截至 ${showDay(hour.today)}；只计政府用时，并联审批的同一天只算一次`,
    ...[caveatOf(permits, hour)].flatMap((caveat) => caveat ?? []),
    ...(demo ? [DEMO_MARK] : []),
  ].join('；')
}

/** Overdue is yellow, more than five days red (rules.md §7); the words say it too. */
export function toneOf(how: Urgency): Tone | null {
  switch (how) {
    case 'far-overdue':
      return 'bad'
    case 'overdue':
    case 'soon':
      return 'warning'
    case 'none':
      return null
  }
}
