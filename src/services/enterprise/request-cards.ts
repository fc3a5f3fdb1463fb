/** 帮办 as people read it: the open requests, and one of them with what was done for it. */
import { type Action, button, type Card, say } from '../../chat/card.ts'
import type { Tx } from '../../database/client.ts'
import { afterServiceMove, showServiceState, showWay } from '../../domain/agency.ts'
import { type Day, dayFromDb, dayOf, showDay } from '../../domain/calendar-day.ts'
import type { RequestRow } from './requests.ts'

const SHOWN = 12

/** Those that wait first, page by page. `from`: the place of the first row, counted from 1. */
export function requestListCard(rows: readonly RequestRow[], today: Day, from: number): Card {
  if (rows.length === 0) {
    return say('没有在办的帮办', { blocks: [{ kind: 'note', text: '申请请发：帮办 项目 什么事' }] })
  }
  const waiting = rows.filter(({ state }) => state === 'WAITING')
  const sorted = [...waiting, ...rows.filter(({ state }) => state !== 'WAITING')]
  const shown = sorted.slice(from - 1, from - 1 + SHOWN)
  const left = sorted.length - (from - 1) - shown.length
  return say(`在办的帮办 ${rows.length} 件${waiting.length === 0 ? '' : `，待受理 ${waiting.length} 件`}`, {
    blocks: [
      {
        kind: 'list',
        items: shown.map((row) => ({
          text: `${row.id} 号 ${row.project.shortName} ${row.matter}`,
          detail: [showServiceState(row.state), row.agent?.name ?? '', `${showDay(dayOf(row.askedAt))}申请`]
            .filter((part) => part !== '')
            .join('，'),
        })),
        ...(left > 0 ? { more: { count: left, action: `帮办 从 ${from + SHOWN}` } } : {}),
      },
      { kind: 'note', text: `截至 ${showDay(today)}。看一件请发：帮办 编号` },
    ],
    actions: shown.slice(0, 3).map(({ id }) => button(`看 ${id} 号`, `帮办 ${id}`)),
  })
}

/** One request; `serves`: the reader may work on it, `asked`: it is the reader's own. */
export async function requestCard(
  tx: Tx,
  row: RequestRow,
  may: { readonly serves: boolean; readonly asked: boolean },
): Promise<Card> {
  const records = await tx.serviceRecord.findMany({
    where: { requestId: row.id },
    include: { person: { select: { name: true } } },
    orderBy: [{ servedOn: 'desc' }, { id: 'desc' }],
    take: 5,
  })
  const { id, project, enterprise, matter, state, asker, agent, askedAt, result, endedOn } = row
  return say(`${id} 号帮办：${showServiceState(state)}`, {
    blocks: [
      { kind: 'text', text: `${project.shortName} ${matter}` },
      {
        kind: 'fields',
        items: [
          { label: '申请', value: `${showDay(dayOf(askedAt))} ${asker?.name ?? ''}`.trim() },
          { label: '企业', value: enterprise?.shortName ?? '未建档' },
          { label: '承办', value: agent?.name ?? '待受理' },
          ...(result === null ? [] : [{ label: state === 'STOPPED' ? '原因' : '结果', value: result }]),
          ...(endedOn === null ? [] : [{ label: '结束', value: showDay(dayFromDb(endedOn)) }]),
        ],
      },
      ...(records.length === 0
        ? []
        : [
            {
              kind: 'list' as const,
              items: records.map(({ servedOn, way, text, person }) => ({
                text: `${showDay(dayFromDb(servedOn))} ${showWay(way)} ${text}`,
                ...(person === null ? {} : { detail: person.name }),
              })),
            },
          ]),
    ],
    actions: waysOn(row, may),
  })
}

/** Buttons for what the state allows; each works with the rights of the one who clicks. */
export function waysOn({ id, state, project }: RequestRow, may: { serves: boolean; asked: boolean }): Action[] {
  const open = afterServiceMove(state, 'STOP') !== null
  return [
    ...(may.serves && state === 'WAITING' ? [button('受理', `帮办 ${id} 受理`, 'primary')] : []),
    ...(may.serves && afterServiceMove(state, 'RECORD') !== null
      ? [button('记录服务', `帮办 ${id} 记录`), button('办结', `帮办 ${id} 办结`, 'primary')]
      : []),
    ...(open && (may.serves || may.asked) ? [button(may.serves ? '终止' : '撤回', `帮办 ${id} 终止`)] : []),
    button('看跟踪卡', `跟踪卡 ${project.shortName}`),
  ]
}
