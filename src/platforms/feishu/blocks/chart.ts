import type { Block, Tone } from '../../../chat/card.ts'
import type { Chart } from '../card-json.ts'
import { heading, paragraph, smallPrint, textUnits, UNIT_BYTES, type Unit, unit } from '../unit.ts'

type ChartBlock = Extract<Block, { kind: 'chart' }>
type Bar = ChartBlock['bars'][number]

const MOST_BARS = 20
const LONGEST_LABEL = 40

const series: Readonly<Record<Tone, { readonly name: string; readonly colour: string }>> = {
  neutral: { name: '数值', colour: '#3370ff' },
  good: { name: '较好', colour: '#34a853' },
  warning: { name: '需关注', colour: '#ff8800' },
  bad: { name: '较差', colour: '#f54a45' },
  muted: { name: '参考', colour: '#8f959e' },
}

/** Horizontal bars; where labels are too long for a chart, the same as text. */
export function chartBlock(block: ChartBlock): Unit[] {
  if (block.bars.length === 0) return [unit([heading(titleOf(block)), paragraph('（无）', 'muted')], 0)]
  if (block.bars.some((bar) => labelOf(bar).length > LONGEST_LABEL)) return asText(block)
  const units: Unit[] = []
  for (let from = 0; from < block.bars.length; from += MOST_BARS) {
    const bars = block.bars.slice(from, from + MOST_BARS)
    units.push(unit([chartOf(block, bars), ...referenceOf(block)], bars.length))
  }
  return units.every((drawn) => drawn.size.bytes <= UNIT_BYTES) ? units : asText(block)
}

function chartOf(block: ChartBlock, bars: readonly Bar[]): Chart {
  const labels = distinct(bars.map(labelOf))
  return {
    tag: 'chart',
    height: `${Math.min(90 + bars.length * 30, 900)}px`,
    preview: true,
    chart_spec: {
      type: 'bar',
      direction: 'horizontal',
      title: { text: titleOf(block) },
      data: {
        values: bars.map((bar, i) => ({
          label: labels[i],
          value: bar.value,
          series: series[bar.tone ?? 'neutral'].name,
        })),
      },
      xField: 'value',
      yField: 'label',
      seriesField: 'series',
      stack: true,
      color: {
        type: 'ordinal',
        domain: Object.values(series).map((one) => one.name),
        range: Object.values(series).map((one) => one.colour),
      },
      legends: { visible: false },
      ...(block.reference
        ? {
            markLine: [
              { x: block.reference.value, label: { text: block.reference.label }, endSymbol: { visible: false } },
            ],
          }
        : {}),
    },
  }
}

/** The exact figure stands in the label: a bar's length is only for the eye. */
function labelOf(bar: Bar): string {
  return `${bar.label} ${bar.shown}`.trim()
}

/** Two bars of one label would be drawn as one; a space more tells them apart. */
function distinct(labels: readonly string[]): string[] {
  const seen = new Map<string, number>()
  return labels.map((label) => {
    const times = seen.get(label) ?? 0
    seen.set(label, times + 1)
    return label + '\u00a0'.repeat(times)
  })
}

function titleOf(block: ChartBlock): string {
  return block.unit === '' ? block.title : `${block.title}（${block.unit}）`
}

function referenceOf(block: ChartBlock) {
  return block.reference ? [smallPrint(`参考线：${block.reference.label}`)] : []
}

function asText(block: ChartBlock): Unit[] {
  const lines = block.bars.map(labelOf)
  return [
    ...textUnits(titleOf(block), heading),
    ...lines.flatMap((line) => textUnits(line, (piece) => paragraph(piece))),
    ...(block.reference ? textUnits(`参考线：${block.reference.label}`, smallPrint) : []),
  ]
}
