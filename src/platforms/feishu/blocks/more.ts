import { type Drawing, moreLine, type Unit, unit } from '../unit.ts'
import { isPressable, pushButton } from './buttons.ts'

/** What the command left out: how many, what to type, and a button that types it. */
export function moreUnits(
  more: { readonly count: number; readonly action: string } | undefined,
  drawing: Drawing,
): Unit[] {
  if (more === undefined || more.count <= 0) return []
  const line = moreLine(more.count, more.action)
  if (!isPressable(more.action)) return [unit([line], 0)]
  return [
    unit([line, pushButton({ label: `查看其余 ${more.count} 项`, action: more.action, type: 'text' }, drawing)], 0),
  ]
}
