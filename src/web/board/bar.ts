/** A bar with its target. SVG in percent: it fits any width, and the content policy has no styles in attributes. */
import type { Bar } from '../../services/board/progress.ts'

/** Decoration: the figures stand beside it. */
export function bar({ value, target }: Bar): string {
  const at = (percent: number) => `${percent.toFixed(2)}%`
  return `<svg class="bar" width="100%" aria-hidden="true"><rect class="bar-ground" y="20%" width="100%" height="60%"/><rect class="bar-value" y="20%" width="${at(value)}" height="60%"/><rect class="bar-target" x="${at(Math.min(target, 99))}" width="0.6%" height="100%"/></svg>`
}
