/**
 * The neutral card as a WeCom message: text in the best format that the door takes, and where it takes cards the
 * buttons and lists as a template card. What is too long is cut at the end of a line, with what to type to see it.
 */
import { type Action, type Block, type Card, cardSchema } from '../../../chat/card.ts'
import { clean, oneLine } from '../../short-text.ts'
import { blockUnits } from './blocks.ts'
import { type Controls, typedWays, type Ways, waysOf } from './controls.ts'
import { bold, type Format, toned } from './markup.ts'
import { type CardLimits, LIMITS, type Pair, type TemplateCard } from './template-card.ts'
import { byBytes, byCharacters, fitted, lineUnits, type Room, type Unit } from './unit.ts'

/** What a door takes. */
export interface Features {
  /** Formats and how many bytes each may have, the best first. The first that shows all of the card is taken. */
  readonly formats: readonly { readonly format: Format; readonly bytes: number }[]
  /** Interactive cards, and how long their fields may be; null: none, everything is typed. */
  readonly cards: CardLimits | null
}

export interface Rendering {
  readonly features: Features
  /** `[0-9A-Za-z_@-]`, ≤ 128 bytes, never used before: what a click on the card will name. */
  readonly taskId: string
  /** Where a tap on the card leads; WeCom wants an address for a card without buttons. */
  readonly link: string
  /** The command that gives this card in full, for what has to be cut. */
  readonly typed?: string
}

export interface Rendered {
  readonly format: Format
  /** All that the card says; what has no control of its own is said as a line to type. */
  readonly content: string
  /** The controls under the title, to go with the content; null: nothing to press. */
  readonly controls: TemplateCard | null
  /** A card that says everything by itself, to go instead of both; null: its fields do not hold it. */
  readonly whole: TemplateCard | null
}

const LONGEST_TITLE = 120
const BESIDE = '请点下面的按钮，或按上文回一句话'

export function render(given: Card, rendering: Rendering): Rendered {
  const card = cleaned(given)
  const { features, typed } = rendering
  const ways = features.cards === null ? typedWays(card) : waysOf(card, features.cards)
  const { format, bytes } = formatFor(card, features)
  const fit = fitted(bodyUnits(card, ways, format), wayUnits(card, ways, format), room(format, bytes), typed)
  // WeCom takes no empty message; a card without a word has a dash.
  const content = fit.trim() === '' ? '—' : fit
  if (ways.controls === null || features.cards === null) return { format, content, controls: null, whole: null }
  const small = smallCard(card, ways, features.cards)
  const beside = { main_title: { title: title(card, features.cards), desc: BESIDE } }
  return {
    format,
    content,
    controls: templateCard(card, ways.controls, beside, rendering),
    whole: small === null ? null : templateCard(card, ways.controls, small, rendering),
  }
}

export type OneCard = Omit<Rendering, 'features'> & { readonly limits: CardLimits }

/**
 * The card as exactly one template card, for what takes the place of a clicked one: what does not fit is cut with the
 * command to type.
 */
export function renderOneCard(given: Card, rendering: OneCard): TemplateCard {
  const card = cleaned(given)
  const { limits, typed, link, taskId } = rendering
  const ways = waysOf(card, limits)
  const [titleUnit, ...units] = bodyUnits(card, ways, 'text')
  const rest = [...(titleUnit === undefined || titleFits(card, limits) ? [] : [titleUnit]), ...units]
  const text = fitted(rest, wayUnits(card, ways, 'text'), lettersRoom(limits.subTitle), typed)
  const shown = { main_title: { title: title(card, limits) }, ...(text === '' ? {} : { sub_title_text: text }) }
  if (ways.controls !== null) return templateCard(card, ways.controls, shown, rendering)
  return { card_type: 'text_notice', ...shown, card_action: { type: 1, url: link }, task_id: taskId }
}

type Shown = Pick<TemplateCard, 'main_title' | 'sub_title_text' | 'horizontal_content_list'>

function templateCard(
  card: Card,
  controls: Controls,
  shown: Shown,
  { taskId }: { readonly taskId: string },
): TemplateCard {
  const jumps = linksOf(card).filter(isAddress).slice(0, LIMITS.jumps)
  const list = jumps.map(({ label, url }) => ({
    type: 1 as const,
    title: oneLine(label, LIMITS.jumpTitle) || '打开',
    url,
  }))
  // Votes and forms take no links.
  const links = list.length > 0 && controls.card_type === 'button_interaction' ? { jump_list: list } : {}
  return { ...shown, ...links, ...controls, task_id: taskId }
}

/** Everything that the card says in the few fields of a template card; null when it does not fit. */
function smallCard(card: Card, ways: Ways, limits: CardLimits): Shown | null {
  if (!titleFits(card, limits) || ways.typed.length > 0) return null
  const links = linksOf(card)
  const jumps = ways.controls?.card_type === 'button_interaction' ? LIMITS.jumps : 0
  if (links.length > jumps || !links.every(isAddress)) return null
  const blocks = card.blocks.filter((block) => block !== ways.form)
  // Votes and forms show a title only.
  const roomy = ways.controls?.card_type === 'button_interaction'
  if (!roomy && blocks.length > 0) return null
  const pairs = blocks.flatMap((block) => (block.kind === 'fields' ? pairsOf(block, limits) : []))
  const texts = blocks.filter((block) => block.kind !== 'fields')
  const units = texts.flatMap((block) => blockUnits(block, 'text'))
  const text = units.map((unit) => unit.text).join('\n')
  const desc = card.subtitle === undefined ? '' : oneLine(card.subtitle, Number.MAX_SAFE_INTEGER)
  const fits =
    !pairs.includes(null) &&
    pairs.length <= LIMITS.pairs &&
    byCharacters(text) <= limits.subTitle &&
    byCharacters(desc) <= limits.desc
  if (!fits) return null
  return {
    main_title: { title: title(card, limits), ...(desc === '' ? {} : { desc }) },
    ...(text === '' ? {} : { sub_title_text: text }),
    ...(pairs.length === 0 ? {} : { horizontal_content_list: pairs.filter((pair) => pair !== null) }),
  }
}

function pairsOf(block: Extract<Block, { kind: 'fields' }>, limits: CardLimits): (Pair | null)[] {
  return block.items.map(({ label, value }) => {
    const short = byCharacters(label) <= LIMITS.keyname && byCharacters(value) <= limits.value && !value.includes('\n')
    return short && value !== '' ? { keyname: label, value } : null
  })
}

/** Tables and lists need the new markdown; all else looks better with the colours of the old one, where it has room. */
function formatFor(card: Card, { formats }: Features): { format: Format; bytes: number } {
  const structured = card.blocks.some(({ kind }) => kind === 'table' || kind === 'list')
  const [best = { format: 'text', bytes: 2048 }, ...others] = formats
  const coloured = others.find(({ format, bytes }) => format === 'markdown' && bytes >= best.bytes)
  return !structured && coloured !== undefined ? coloured : best
}

function bodyUnits(card: Card, ways: Ways, format: Format): Unit[] {
  const long = oneLine(card.title, LONGEST_TITLE) !== oneLine(card.title, Number.MAX_SAFE_INTEGER)
  const heading: Unit[] = long
    ? lineUnits(card.title, (line) => bold(line, format))
    : [{ text: bold(oneLine(card.title, LONGEST_TITLE), format), items: 1 }]
  return [
    ...heading,
    ...(card.subtitle === undefined ? [] : lineUnits(card.subtitle, (line) => toned(line, 'muted', format))),
    ...card.blocks.filter((block) => block !== ways.form).flatMap((block) => blockUnits(block, format)),
  ]
}

/** What to type where there is nothing to press, and where the links lead. */
function wayUnits(card: Card, ways: Ways, format: Format): Unit[] {
  const commands = ways.typed.map((command, i) => ({
    text: `${i === 0 ? '可以回复：' : '　或　'}${toned(oneLine(command, 200), undefined, format)}`,
    items: 1,
    ...(i === 0 ? { opens: true } : {}),
  }))
  return [
    ...linksOf(card).map((link) => ({ text: linkText(link, format), items: 1, opens: true })),
    ...(commands.length === 0 ? [] : shortened(commands)),
  ]
}

/** The commands in as few lines as a phone shows them. */
function shortened(commands: readonly Unit[]): Unit[] {
  const lines: Unit[] = []
  for (const unit of commands) {
    const last = lines.at(-1)
    const together = last === undefined ? null : `${last.text}${unit.text}`
    if (last !== undefined && together !== null && byCharacters(together) <= 60) {
      lines[lines.length - 1] = { ...last, text: together, items: last.items + 1 }
    } else {
      lines.push(unit)
    }
  }
  return lines
}

type Link = Extract<Action, { kind: 'link' }>

function linksOf({ actions }: Card): Link[] {
  return actions.flatMap((action) => (action.kind === 'link' ? [action] : []))
}

/** An address that can stand in markdown and in a card as it is. */
function isAddress({ url }: Link): boolean {
  return /^https?:\/\/[^\s()<>[\]|`*\\]{1,1000}$/u.test(url) && URL.canParse(url)
}

function linkText(link: Link, format: Format): string {
  const plain = `${link.label}：${link.url}`
  if (format === 'text') return plain
  return isAddress(link) ? `[${toned(link.label, undefined, format)}](${link.url})` : toned(plain, undefined, format)
}

function room(format: Format, bytes: number): Room {
  return { most: bytes, measure: byBytes, gap: format === 'markdown_v2' ? '\n\n' : '\n' }
}

function lettersRoom(most: number): Room {
  return { most, measure: byCharacters, gap: '\n' }
}

function title(card: Card, limits: CardLimits): string {
  return oneLine(card.title, limits.title) || '消息'
}

function titleFits(card: Card, limits: CardLimits): boolean {
  return title(card, limits) === (oneLine(card.title, Number.MAX_SAFE_INTEGER) || '消息')
}

/** The same card without characters that no screen shows. */
function cleaned(card: Card): Card {
  const copy: unknown = JSON.parse(JSON.stringify(card), (_key, value: unknown) =>
    typeof value === 'string' ? clean(value) : value,
  )
  return cardSchema.parse(copy)
}
