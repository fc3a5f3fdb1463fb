/** A figure as SVG: text in, text out, nothing kept. */
import { barsSvg } from './bars-svg.ts'
import type { Figure } from './figure.ts'
import { platesSvg } from './plates-svg.ts'
import { stagesSvg } from './stages-svg.ts'

export function figureSvg(figure: Figure): string {
  switch (figure.kind) {
    case 'bars':
      return barsSvg(figure)
    case 'plates':
      return platesSvg(figure)
    case 'stages':
      return stagesSvg(figure)
  }
}
