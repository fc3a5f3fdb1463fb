/** The charts of a neutral card as pictures, for where a platform draws none. */
import type { Block, Card } from '../../chat/card.ts'
import { drawPicture } from './draw.ts'
import type { BarsFigure } from './figure.ts'

type Chart = Extract<Block, { kind: 'chart' }>

export interface Picture {
  /** A file name: '镇街季度得分.png'. */
  readonly name: string
  readonly png: Uint8Array
}

/** What the chart blocks of a card show, the card's title with each. Pure. */
export function figuresOf(card: Card): BarsFigure[] {
  const charts = card.blocks.filter((block): block is Chart => block.kind === 'chart')
  return charts.map(({ title, unit, bars, reference }) => ({
    ...{ kind: 'bars', title, subtitle: card.title, unit, bars },
    ...(reference === undefined ? {} : { reference }),
    note: '调度口径，非统计数据',
  }))
}

/**
 * The charts of a card as PNG, in their order; none when there is no chart. Not inside a transaction.
 * Throws a PictureError: then the card goes without, its tables say the same.
 */
export async function picturesOf(card: Card): Promise<Picture[]> {
  const pictures: Picture[] = []
  for (const figure of figuresOf(card)) {
    if (figure.bars.length > 0) pictures.push({ name: fileName(figure.title), png: await drawPicture(figure) })
  }
  return pictures
}

/** Signs that some system has no file name with become a hyphen. */
function fileName(title: string): string {
  return `${title.replace(/[\\/:*?"<>|\s]+/g, '-').slice(0, 60)}.png`
}
