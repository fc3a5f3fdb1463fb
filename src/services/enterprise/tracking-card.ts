/** 跟踪卡 on a phone: who helps, how far the permits are, what was done, what is open, what comes next. */
import { type Action, type Block, button, type Card, say } from '../../chat/card.ts'
import { showGrade, showServiceState, showWay } from '../../domain/agency.ts'
import { type Day, showDay } from '../../domain/calendar-day.ts'
import { daysOverdue, showProblemState } from '../../domain/problem.ts'
import { showAgents } from './find.ts'
import { nextStep } from './next-step.ts'
import { countPermits, demoMark } from './permit-words.ts'
import { isOpenRequest, type TrackingFacts } from './tracking-facts.ts'

const SHOWN = 3

interface Item {
  readonly text: string
  readonly detail?: string
  readonly tone?: 'bad'
}

/** @param maySee what the reader may do besides reading: who serves the project gets the buttons for it */
export function trackingCard(facts: TrackingFacts, today: Day, maySee: { readonly serves: boolean }): Card {
  const { project, enterprise, agents, permits, visits } = facts
  const requests = facts.requests.filter(isOpenRequest)
  const [last] = visits
  const blocks: Block[] = [
    {
      kind: 'fields',
      items: [
        { label: '企业', value: enterprise?.name ?? '未建档' },
        { label: '帮代办专员', value: showAgents(agents) },
        { label: '手续', value: countPermits(permits, project) },
        { label: '回访', value: last === undefined ? '还没有' : `${showDay(last.on)} ${showGrade(last.grade)}` },
      ],
    },
    { kind: 'text', text: `下一步：${nextStep(facts, today)}` },
    ...lists(facts, today),
    { kind: 'note', text: `截至 ${showDay(today)}。无偿帮代办，申请请发：帮办 ${project.shortName} 什么事` },
  ]
  return say(`${project.shortName} 跟踪卡：在办帮办 ${requests.length} 件，未办结诉求 ${facts.demands.length} 件`, {
    blocks,
    actions: waysOn(facts, maySee.serves),
  })
}

function lists(facts: TrackingFacts, today: Day): Block[] {
  const { project, demands, services, joints } = facts
  const requests = facts.requests.filter(isOpenRequest)
  const held = joints.slice(0, 1).map(({ id, matter, heldOn, conclusion }) => ({
    text: `会商 ${id} 号 ${matter}`,
    detail: `${showDay(heldOn)}，${conclusion ?? '待会商'}`,
  }))
  const items: Item[] = [
    ...requests.slice(0, SHOWN).map(({ id, matter, state, agent }) => ({
      text: `帮办 ${id} 号 ${matter}`,
      detail: [showServiceState(state), agent ?? ''].filter((part) => part !== '').join('，'),
    })),
    ...demands.slice(0, SHOWN).map(({ id, statement, state, unit, dueOn }) => ({
      text: `问题 ${id} 号 ${statement}`,
      detail: [showProblemState(state), unit ?? '未交办', dueOn === null ? '' : `${showDay(dueOn)}前`]
        .filter((part) => part !== '')
        .join('，'),
      ...(daysOverdue(state, dueOn, today) > 0 ? { tone: 'bad' as const } : {}),
    })),
    ...held,
    ...services.slice(0, SHOWN).map(({ on, way, text, who }) => ({
      text: `${showDay(on)} ${showWay(way)} ${text}${demoMark(project)}`,
      ...(who === null ? {} : { detail: who }),
    })),
  ]
  if (items.length === 0) return []
  const all = requests.length + demands.length + held.length + services.length
  const more = all - items.length
  return [
    {
      kind: 'list',
      items,
      ...(more > 0 ? { more: { count: more, action: `跟踪卡 ${project.shortName} 服务记录` } } : {}),
    },
  ]
}

/** All services so far, page by page. */
export function servicesCard({ project, services }: TrackingFacts, from: number, page = 10): Card {
  if (services.length === 0) return say(`${project.shortName} 还没有服务记录`, { actions: [back(project.shortName)] })
  const shown = services.slice(from, from + page)
  const left = services.length - from - shown.length
  return say(`${project.shortName} 服务记录${demoMark(project)} ${services.length} 条`, {
    blocks: [
      {
        kind: 'list',
        items: shown.map(({ on, way, text, who }) => ({
          text: `${showDay(on)} ${showWay(way)} ${text}`,
          ...(who === null ? {} : { detail: who }),
        })),
        ...(left > 0
          ? { more: { count: left, action: `跟踪卡 ${project.shortName} 服务记录 从 ${from + page + 1}` } }
          : {}),
      },
    ],
    actions: [back(project.shortName)],
  })
}

function back(shortName: string): Action {
  return button('看跟踪卡', `跟踪卡 ${shortName}`)
}

/** At most six: a platform takes no more. */
function waysOn(facts: TrackingFacts, serves: boolean): Action[] {
  const { project, enterprise, requests } = facts
  const waiting = requests.findLast(({ state }) => state === 'WAITING')
  return [
    ...(serves && waiting !== undefined ? [button(`受理 ${waiting.id} 号`, `帮办 ${waiting.id} 受理`, 'primary')] : []),
    ...(serves
      ? [button('登记服务', `帮办 ${project.shortName} 记录`), button('回访', `回访 ${project.shortName}`)]
      : []),
    button('申请帮办', `帮办 ${project.shortName}`),
    ...(enterprise === null ? [] : [button('企业档案', `企业 ${enterprise.shortName}`)]),
    button('打印', `跟踪卡 ${project.shortName} 打印`),
    ...(waiting === undefined ? [button('看项目', `项目 ${project.shortName}`)] : []),
  ]
}
