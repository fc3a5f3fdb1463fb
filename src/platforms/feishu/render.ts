/**
 * The neutral card as Card JSON 2.0. A card over Feishu's limits becomes several, or is cut with a line that says what
 * is missing and what to type; a row is never lost silently.
 */
import { type Block, type Card, cardSchema, type Tone } from '../../chat/card.ts'
import { clean, oneLine } from '../short-text.ts'
import { actionUnits } from './blocks/actions.ts'
import { chartBlock } from './blocks/chart.ts'
import { fieldsBlock } from './blocks/fields.ts'
import { formBlock } from './blocks/form.ts'
import { listBlock } from './blocks/list.ts'
import { tableBlock } from './blocks/table.ts'
import { noteBlock, textBlock } from './blocks/text.ts'
import { type Element, type FeishuCard, plain, type Template } from './card-json.ts'
import { sizeOf } from './card-size.ts'
import { pack } from './pack.ts'
import { type Drawing, heading, smallPrint, textUnits, type Unit } from './unit.ts'

/** Nobody reads more messages in a row than this; what is beyond is announced. */
const MOST_CARDS = 8
const LONGEST_TITLE = 120
const LONGEST_SUBTITLE = 60

export interface Rendering {
  /** The group the card goes to; absent in private. */
  readonly chat?: string | undefined
  /** The command that gives this card in full, for what one card has to cut. */
  readonly typed?: string | undefined
}

const templates: Readonly<Record<Tone, Template>> = {
  neutral: 'blue',
  good: 'green',
  warning: 'orange',
  bad: 'red',
  muted: 'grey',
}

/** The card as one message or, when it is too large, as several: the first carries the header, the next "（续 2/3）". */
export function renderCards(card: Card, rendering: Rendering = {}): [FeishuCard, ...FeishuCard[]] {
  return render(card, rendering, MOST_CARDS)
}

/** The card as exactly one, for what replaces another card. */
export function renderOneCard(card: Card, rendering: Rendering = {}): FeishuCard {
  return render(card, rendering, 1)[0]
}

function render(given: Card, rendering: Rendering, most: number): [FeishuCard, ...FeishuCard[]] {
  const card = cleaned(given)
  let ordinal = 0
  const drawing: Drawing = { chat: rendering.chat, ordinal: () => ++ordinal }
  const body = [...titleUnits(card), ...card.blocks.flatMap((block) => blockUnits(block, drawing))]
  const ways = actionUnits(card.actions, drawing)
  const frame = sizeOf(frameOf(card, [], most, most))
  const [first, ...next] = pack({ body, ways, frame, most, typed: rendering.typed })
  const count = next.length + 1
  return [frameOf(card, first ?? [], 1, count), ...next.map((elements, i) => frameOf(card, elements, i + 2, count))]
}

function frameOf(card: Card, elements: readonly Element[], part: number, parts: number): FeishuCard {
  const title = oneLine(card.title, LONGEST_TITLE) || '消息'
  const subtitle = card.subtitle === undefined || isLongSubtitle(card.subtitle) ? '' : oneLine(card.subtitle, 60)
  const wide = elements.some((element) => element.tag === 'table' || element.tag === 'chart')
  return {
    schema: '2.0',
    config: {
      update_multi: true,
      ...(wide ? { width_mode: 'fill' } : {}),
      summary: { content: title },
    },
    header: {
      title: plain(part === 1 ? title : `${title}（续 ${part}/${parts}）`),
      ...(subtitle === '' ? {} : { subtitle: plain(subtitle) }),
      template: templates[card.tone],
    },
    body: { elements },
  }
}

/** What the header cannot hold stands in full at the top of the body. */
function titleUnits(card: Card): Unit[] {
  const title = oneLine(card.title, LONGEST_TITLE) === oneLine(card.title, Number.MAX_SAFE_INTEGER)
  return [
    ...(title ? [] : textUnits(card.title, heading)),
    ...(card.subtitle !== undefined && isLongSubtitle(card.subtitle) ? textUnits(card.subtitle, smallPrint) : []),
  ]
}

function isLongSubtitle(subtitle: string): boolean {
  return subtitle.trim().includes('\n') || Array.from(subtitle).length > LONGEST_SUBTITLE
}

function blockUnits(block: Block, drawing: Drawing): Unit[] {
  switch (block.kind) {
    case 'text':
      return textBlock(block)
    case 'note':
      return noteBlock(block)
    case 'fields':
      return fieldsBlock(block)
    case 'table':
      return tableBlock(block, drawing)
    case 'chart':
      return chartBlock(block)
    case 'list':
      return listBlock(block, drawing)
    case 'form':
      return formBlock(block, drawing)
  }
}

/** The same card without characters that no screen shows. */
function cleaned(card: Card): Card {
  const copy: unknown = JSON.parse(JSON.stringify(card), (_key, value: unknown) =>
    typeof value === 'string' ? clean(value) : value,
  )
  return cardSchema.parse(copy)
}
