/** 手续阶段图: the stages one below the other as they follow, what runs in parallel side by side. */
import type { StageItem } from '../../domain/permits/stage-figure.ts'
import type { StagesFigure } from './figure.ts'
import { footnote, heading } from './heading.ts'
import { GREY_INK, INK, LINE, MARGIN, rect, SIGNAL, sheet, shorten, text, WIDTH } from './paint.ts'

const COLUMNS = 2
const GAP = 12
const HEIGHT = 68
const TAG = 84

type State = StageItem['state']

const LOOKS: Readonly<Record<State, { readonly word: string; readonly tag: string; readonly tile: string }>> = {
  done: { word: '已办结', tag: SIGNAL.green, tile: '#e9f4ee' },
  working: { word: '办理中', tag: SIGNAL.blue, tile: '#e7f0fa' },
  paused: { word: '暂停计时', tag: SIGNAL.yellow, tile: '#fdf1d6' },
  preparing: { word: '准备中', tag: SIGNAL.grey, tile: '#f3f5f8' },
  refused: { word: '不予许可', tag: SIGNAL.red, tile: '#fbe6e4' },
  'not-needed': { word: '不需要', tag: SIGNAL.grey, tile: '#ffffff' },
}

const NOTE = '同一阶段内的手续可以并联办理；只有部门办理的时间计入承诺时限'

export function stagesSvg({ title, subtitle, stages }: StagesFigure): string {
  const head = heading(title, subtitle)
  const parts: string[] = []
  let y = head.bottom + 16
  for (const [i, { name, items }] of stages.entries()) {
    if (i > 0) {
      parts.push(arrow(y))
      y += 30
    }
    const needed = items.filter(({ state }) => state !== 'not-needed')
    const done = needed.filter(({ state }) => state === 'done').length
    const height = 48 + Math.ceil(items.length / COLUMNS) * (HEIGHT + GAP)
    parts.push(rect(MARGIN, y, WIDTH - 2 * MARGIN, height, 'none', ` rx="6" stroke="${LINE}" stroke-width="1.5"`))
    parts.push(text(MARGIN + 14, y + 32, `${i + 1} ${name}`, { size: 20, bold: true }))
    const count = needed.length === 0 ? '没有需要办的' : `已办结 ${done}/${needed.length}`
    parts.push(text(WIDTH - MARGIN - 14, y + 32, count, { size: 17, fill: GREY_INK, anchor: 'end' }))
    for (const [j, item] of items.entries()) parts.push(...itemParts(j, y + 48, item))
    y += height
  }
  const foot = footnote(NOTE, y + 8)
  return sheet(foot.bottom + 16, [...head.parts, ...parts, ...foot.parts])
}

function itemParts(position: number, top: number, { name, state, note }: StageItem): string[] {
  const width = (WIDTH - 2 * MARGIN - 28 - (COLUMNS - 1) * GAP) / COLUMNS
  const x = MARGIN + 14 + (position % COLUMNS) * (width + GAP)
  const y = top + Math.floor(position / COLUMNS) * (HEIGHT + GAP)
  const { word, tag, tile } = LOOKS[state]
  const left = width - TAG - 22
  const border = state === 'not-needed' ? ` stroke="${LINE}"` : ''
  return [
    rect(x, y, width, HEIGHT, tile, ` rx="4"${border}`),
    rect(x, y, TAG, HEIGHT, tag, ' rx="4"'),
    text(x + TAG / 2, y + 41, word, { size: 18, fill: '#ffffff', bold: true, anchor: 'middle' }),
    ...(note === ''
      ? [text(x + TAG + 12, y + 41, shorten(name, left, 18), { size: 18, fill: INK })]
      : [
          text(x + TAG + 12, y + 29, shorten(name, left, 18), { size: 18, fill: INK }),
          text(x + TAG + 12, y + 54, shorten(note, left, 16), { size: 16, fill: GREY_INK }),
        ]),
  ]
}

function arrow(y: number): string {
  const x = WIDTH / 2
  return `<path d="M${x} ${y + 3}V${y + 18}M${x - 9} ${y + 13}L${x} ${y + 25}L${x + 9} ${y + 13}" fill="none" stroke="${GREY_INK}" stroke-width="3"/>`
}
