/** 奖惩 as its deciders read it. */
import { type Block, button, type Card, say } from '../../chat/card.ts'
import { showDayTime } from '../../domain/calendar-day.ts'
import { quarter, showQuarter } from '../../domain/period.ts'
import { RequestState, type RewardKind } from '../../generated/prisma/client.ts'
import type { Reward } from './rewards-decide.ts'

const KINDS: Readonly<Record<RewardKind, string>> = {
  PRAISE: '通报表扬',
  FLAG: '流动红旗',
  PRIORITY: '要素倾斜',
  REMIND: '提醒',
  TALK: '约谈',
}

const NOT_CARRIED_OUT = '只记录决定，机器人不执行'
/** More than these go behind a line: a phone's card has to end. */
const LISTED = 12

/** '东风镇 通报表扬' */
export function rewardName({ unit, kind }: Reward): string {
  return `${unit.shortName} ${KINDS[kind]}`
}

/** The proposals of a quarter, from the `from`th on; empty: none were ever made. */
export function rewardsCard(rewards: readonly Reward[], from = 0): Card {
  const [first] = rewards
  if (first === undefined) return say('还没有奖惩建议。季排名发布后，按结果生成', { actions: [button('季排名')] })
  const open = rewards.filter(({ state }) => state === RequestState.PENDING)
  const name = `${showQuarter(quarter(first.quarter))}奖惩建议 ${rewards.length} 条`
  return {
    title: `${name}，${open.length === 0 ? '都已决定' : `${open.length} 条待决定`}`,
    tone: open.length === 0 ? 'neutral' : 'warning',
    blocks: [list(rewards, from), { kind: 'note', text: howTo(open[0]) }],
    actions: open.slice(0, 3).map(({ id }) => button(`决定 ${id} 号`, `奖惩 ${id}`)),
  }
}

function list(rewards: readonly Reward[], from: number): Block {
  const shown = rewards.slice(from, from + LISTED)
  const left = rewards.length - from - shown.length
  const items = shown.map((reward) => ({
    text: `${reward.id} 号　${rewardName(reward)}：${stateOf(reward)}`,
    detail: reward.ground,
  }))
  return {
    kind: 'list',
    items,
    ...(left > 0 ? { more: { count: left, action: `奖惩 第${from + LISTED + 1}条起` } } : {}),
  }
}

function howTo(open: Reward | undefined): string {
  if (open === undefined) return NOT_CARRIED_OUT
  return `决定请发：奖惩 ${open.id} 同意 理由，或 奖惩 ${open.id} 不采纳 理由。${NOT_CARRIED_OUT}`
}

function stateOf({ state, decider, decidedAt, reason }: Reward): string {
  if (state === RequestState.PENDING) return '待决定'
  const verb = state === RequestState.APPROVED ? '同意' : '不采纳'
  const at = decidedAt === null ? '' : ` ${showDayTime(decidedAt)}`
  return `${verb}（${decider?.name ?? ''}${at}）：${reason ?? ''}`
}

/** One proposal with the form that asks for the reason of a decision; a decided one as it was decided. */
export function rewardCard(reward: Reward): Card {
  const { id, ground, state } = reward
  if (state !== RequestState.PENDING) {
    return say(`${id} 号 ${rewardName(reward)}：${stateOf(reward)}`, {
      blocks: [
        { kind: 'text', text: ground },
        { kind: 'note', text: NOT_CARRIED_OUT },
      ],
      actions: [button('看全部', '奖惩')],
    })
  }
  return say(`${id} 号 ${rewardName(reward)}：待决定`, {
    tone: 'warning',
    blocks: [
      { kind: 'text', text: ground },
      { kind: 'note', text: howTo(reward) },
    ],
    actions: [button('同意', `奖惩 ${id} 同意`, 'primary'), button('不采纳', `奖惩 ${id} 不采纳`)],
  })
}
