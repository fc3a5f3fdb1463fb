/** Bars by ECharts, without a browser: ranking, progress against target. */
import { BarChart, ScatterChart } from 'echarts/charts'
import { GridComponent, MarkLineComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import type { Tone } from '../../chat/card.ts'
import type { BarsFigure } from './figure.ts'
import { footnote, heading } from './heading.ts'
import { drawable, FONT, GREY_INK, INK, LINE, SIGNAL, sheet, shorten, WIDTH, widthOf } from './paint.ts'

use([BarChart, ScatterChart, GridComponent, MarkLineComponent, SVGRenderer])

const ROW = 40
const SIZE = 18
const LABEL_MOST = 230
const EDGE = 28

const TONES: Readonly<Record<Tone, string>> = {
  neutral: SIGNAL.blue,
  good: SIGNAL.green,
  warning: SIGNAL.yellow,
  bad: SIGNAL.red,
  muted: SIGNAL.grey,
}

/** The figure on paper; with many bars it grows in height. */
export function barsSvg(figure: BarsFigure): string {
  const { title, subtitle, unit, bars, reference, note } = figure
  const head = heading(title, [subtitle, `单位：${unit}`].filter((part) => part !== undefined).join('　'))
  const height = bars.length * ROW + 12
  const key = [
    ...(bars.some(({ target }) => target !== undefined) ? ['竖线：目标'] : []),
    ...(reference === undefined ? [] : [`虚线：${reference.label}`]),
    ...(note === undefined ? [] : [note]),
  ]
  const foot = footnote(key.join('　'), head.bottom + height)
  // A picture in a picture: ECharts draws the bars only, so that all pictures have the same head.
  const chart = chartSvg(figure, height).replace('<svg ', `<svg x="0" y="${head.bottom}" `)
  return sheet(foot.bottom + 16, [...head.parts, chart, ...foot.parts])
}

function chartSvg({ bars, reference }: BarsFigure, height: number): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height })
  try {
    chart.setOption(optionOf({ bars, reference }))
    return chart.renderToSVGString()
  } finally {
    // Or the process never ends.
    chart.dispose()
  }
}

function optionOf({ bars, reference }: Pick<BarsFigure, 'bars' | 'reference'>) {
  const labelWidth = Math.min(LABEL_MOST, Math.max(60, ...bars.map(({ label }) => widthOf(label, SIZE))))
  const shownWidth = Math.max(60, ...bars.map(({ shown }) => widthOf(shown, SIZE)))
  const values = bars.flatMap(({ value, target }) => (target === undefined ? [value] : [value, target]))
  const all = [0, ...values, ...(reference === undefined ? [] : [reference.value])]
  const high = Math.max(...all)
  return {
    animation: false,
    textStyle: { fontFamily: FONT },
    grid: { left: EDGE + labelWidth + 12, right: EDGE + shownWidth + 14, top: 6, bottom: 6 },
    xAxis: { type: 'value', show: false, min: Math.min(...all), max: high === 0 ? 1 : high },
    yAxis: [
      column(
        bars.map(({ label }) => shorten(drawable(label), LABEL_MOST, SIZE)),
        { position: 'left' },
      ),
      // The exact figures stand in a column of their own, where no bar and no line runs through them.
      column(
        bars.map(({ shown }) => drawable(shown)),
        { position: 'right', bold: true },
      ),
    ],
    series: [
      {
        type: 'bar',
        barWidth: 18,
        data: bars.map(({ value, tone }) => ({
          value,
          itemStyle: { color: TONES[tone ?? 'neutral'], borderRadius: 2 },
        })),
        ...(reference === undefined ? {} : { markLine: markLine(reference) }),
      },
      {
        type: 'scatter',
        symbol: 'rect',
        symbolSize: [3, 28],
        itemStyle: { color: INK },
        data: bars.flatMap(({ target }, row) => (target === undefined ? [] : [[target, row]])),
      },
    ],
  }
}

function column(data: readonly string[], { position, bold }: { position: 'left' | 'right'; bold?: true }) {
  return {
    type: 'category',
    position,
    inverse: true,
    data,
    axisTick: { show: false },
    axisLine: { show: position === 'left', lineStyle: { color: LINE } },
    axisLabel: { color: INK, fontSize: SIZE, interval: 0, margin: 12, ...(bold ? { fontWeight: 'bold' } : {}) },
  }
}

function markLine({ value }: { value: number }) {
  return {
    silent: true,
    symbol: 'none',
    data: [{ xAxis: value }],
    lineStyle: { color: GREY_INK, type: 'dashed', width: 2 },
    label: { show: false },
  }
}
