/** A figure as SVG: text in, text out, nothing kept. */
import type { Figure } from './figure.ts'
import { stacked } from './paint.ts'
import { platesSvg } from './plates-svg.ts'
import { stagesSvg } from './stages-svg.ts'

export async function figureSvg(figure: Figure): Promise<string> {
  switch (figure.kind) {
    case 'bars': {
      // ECharts is loaded with the first bars: plates and stages come without it.
      const { barsSvg } = await import('./bars-svg.ts')
      return barsSvg(figure)
    }
    case 'stack': {
      const { barsSvg } = await import('./bars-svg.ts')
      return stacked(figure.figures.map(barsSvg))
    }
    case 'plates':
      return platesSvg(figure)
    case 'stages':
      return stagesSvg(figure)
  }
}
