/** The problems that were open at a moment, whatever became of them since. */
import { type Prisma, ProblemState } from '../../generated/prisma/client.ts'

export function openAt(at: Date): Prisma.ProblemWhereInput {
  return { raisedAt: { lte: at }, OR: [{ state: { not: ProblemState.CLOSED } }, { closedAt: { gt: at } }] }
}
