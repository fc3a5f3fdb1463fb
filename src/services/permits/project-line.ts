/** What the card of a project says of its permits, in one line. */
import type { Context } from '../../chat/command.ts'
import { countsOf, firstInHand, showCounts } from './cards.ts'
import { clockOf, showWhere } from './clock.ts'
import { permitsOf } from './find.ts'

/** Null: the project has no list of permits. */
export async function projectPermitsLine(ctx: Context, projectId: number): Promise<string | null> {
  const permits = await permitsOf(ctx.tx, projectId)
  if (permits.length === 0) return null
  const [first] = firstInHand(permits, ctx)
  const next = first === undefined ? '' : `；${first.item.name} ${showWhere(first, clockOf(first, ctx))}`
  return `手续：${showCounts(countsOf(permits, ctx))}${next}`
}
