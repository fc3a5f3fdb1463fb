/** The charts of a neutral card as a picture, for where a platform draws none. */
import type { Block, Card } from '../../chat/card.ts'
import type { BarsFigure, Figure } from './figure.ts'

type Chart = Extract<Block, { kind: 'chart' }>

export interface ChartPicture {
  /** A file name without its ending: '海南区2023年三季度排名'. */
  readonly name: string
  readonly figure: Figure
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

/** All charts of a card in one picture, in their order; null when it has none with something in it. Pure. */
export function chartPicture(card: Card): ChartPicture | null {
  const figures = figuresOf(card).filter(({ bars }) => bars.length > 0)
  const [first] = figures
  if (first === undefined) return null
  return { name: fileName(card.title), figure: figures.length === 1 ? first : { kind: 'stack', figures } }
}

/** What the title is of: '9月重点项目考评亮牌' of '9月重点项目考评亮牌（截至 9月30日）'; no sign that a file's name may not hold. */
function fileName(title: string): string {
  const [what = title] = title.split(/[（：]/)
  return what.replace(/[\\/:*?"<>|\s]+/g, '').slice(0, 60)
}
