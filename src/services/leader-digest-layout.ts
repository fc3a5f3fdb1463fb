/**
 * The shape of every digest: what needs a hand, then the projects, then what changed; never longer than a phone screen
 * and a half, with the details behind buttons.
 */
import { type Action, type Block, button, type Card } from '../chat/card.ts'
import { clipped, fitted, PHONE_COLUMNS, phoneLines } from '../chat/phone-lines.ts'
import { cardText } from '../chat/plain-text.ts'
import { shortened } from '../chat/standard-cards.ts'
import type { Hand } from './leader-digest-hands.ts'

/** A screen of 18 lines and a half. */
export const DIGEST_LINES = 27
/** Lines that each section gets whatever the others want, in the order of the card. */
const FLOORS = [8, 6, 6] as const
/** No single item takes more of the screen than this. */
const ITEM_COLUMNS = 3 * PHONE_COLUMNS
/** The mark in front of a list's item. */
const INDENT = 2
const NAME_LENGTH = 8
const EVERYTHING = '我的项目'

export interface DigestText {
  /** The answer in one line. */
  readonly title: string
  readonly hands: readonly Hand[]
  /** One line a project. */
  readonly projects: readonly string[]
  /** Since the last digest. */
  readonly changes: readonly string[]
  readonly note: string
  /** Where to read on, besides what every digest offers. */
  readonly ways?: readonly Action[]
}

/** The card of a digest; in plain text at most DIGEST_LINES phone lines, whatever it has to say. */
export function digestCard(text: DigestText): Card {
  const hands = text.hands.map(({ line }) => clipped(line, ITEM_COLUMNS))
  const projects = text.projects.map((line) => clipped(line, ITEM_COLUMNS - INDENT))
  const changes = text.changes.map((line) => clipped(line, ITEM_COLUMNS - INDENT))
  const frame = frameOf(text)
  const heading = changes.length === 0 ? 0 : 1
  const room = DIGEST_LINES - phoneLines(cardText(frame)) - heading
  const wanted = [heightOf(hands, 0), heightOf(projects, INDENT), heightOf(changes, INDENT)] as const
  const [forHands, forProjects, forChanges] = allotted(wanted, room)
  return {
    ...frame,
    blocks: [
      ...handBlock(fitted(hands, forHands)),
      ...listBlock(fitted(projects, forProjects, INDENT)),
      ...(heading === 0 ? [] : [{ kind: 'text' as const, text: '与上次相比' }]),
      ...listBlock(fitted(changes, forChanges, INDENT)),
      ...frame.blocks,
    ],
  }
}

/** '没有需要您出面的事', '2 件事需要您出面' */
export function needed(hands: readonly Hand[]): string {
  return hands.length === 0 ? '没有需要您出面的事' : `${hands.length} 件事需要您出面`
}

function frameOf({ title, hands, projects, note, ways = [] }: DigestText): Card {
  const [first] = hands
  const actions: Action[] = [
    ...(first === undefined
      ? []
      : [button(`看${shortened(first.project, NAME_LENGTH)}`, `项目 ${first.project}`, 'primary')]),
    ...(projects.length > 1 ? [button(EVERYTHING)] : []),
    ...ways,
    button('改接收频率', '接收频率'),
  ]
  return {
    title: clipped(title, 2 * PHONE_COLUMNS),
    tone: hands.length === 0 ? 'neutral' : 'warning',
    blocks: [{ kind: 'note', text: clipped(note, 2 * PHONE_COLUMNS) }],
    actions,
  }
}

function heightOf(texts: readonly string[], indent: number): number {
  return texts.reduce((total, text) => total + phoneLines(' '.repeat(indent) + text), 0)
}

/** What each section wants, no more than fits; what one leaves of its floor goes to the first that wants more. */
function allotted(wanted: readonly [number, number, number], room: number): [number, number, number] {
  const given = wanted.map((want, i) => Math.min(want, FLOORS[i] ?? 0))
  let free = room - given.reduce((total, lines) => total + lines, 0)
  const [hands = 0, projects = 0, changes = 0] = given.map((lines, i) => {
    const more = Math.max(0, Math.min((wanted[i] ?? 0) - lines, free))
    free -= more
    return lines + more
  })
  return [hands, projects, changes]
}

function handBlock({ shown, left }: { shown: readonly string[]; left: number }): Block[] {
  const lines = [...shown, ...(left > 0 ? [`还有 ${left} 件，发送“${EVERYTHING}”查看`] : [])]
  return lines.length === 0 ? [] : [{ kind: 'text', tone: 'warning', text: lines.join('\n') }]
}

function listBlock({ shown, left }: { shown: readonly string[]; left: number }): Block[] {
  if (shown.length + left === 0) return []
  const more = left > 0 ? { more: { count: left, action: EVERYTHING } } : {}
  return [{ kind: 'list', items: shown.map((text) => ({ text })), ...more }]
}
