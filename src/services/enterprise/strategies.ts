/** 一企一策: the service plan of an enterprise. Each writing is a version; all of them stay readable. */
import type { Context } from '../../chat/command.ts'
import type { Tx } from '../../database/client.ts'
import { UserError } from '../../errors.ts'
import type { Enterprise, Prisma } from '../../generated/prisma/client.ts'
import { mustServeEnterprise } from './rights.ts'
import { tellContacts } from './tell.ts'

const withWriter = { writer: { select: { name: true } } } satisfies Prisma.EnterpriseStrategyInclude
export type StrategyRow = Prisma.EnterpriseStrategyGetPayload<{ include: typeof withWriter }>

/** All versions, the newest first. */
export async function strategiesOf(tx: Tx, enterpriseId: number): Promise<StrategyRow[]> {
  return await tx.enterpriseStrategy.findMany({
    where: { enterpriseId },
    include: withWriter,
    orderBy: { version: 'desc' },
  })
}

/** Writes the next version and tells the contacts; gives it. */
export async function writeStrategy(ctx: Context, enterprise: Enterprise, text: string): Promise<StrategyRow> {
  await mustServeEnterprise(ctx, enterprise, '写一企一策')
  const [newest] = await strategiesOf(ctx.tx, enterprise.id)
  if (newest?.text === text) throw new UserError(`内容和第 ${newest.version} 版相同，没有另存`)
  const row = await ctx.tx.enterpriseStrategy.create({
    data: {
      enterpriseId: enterprise.id,
      version: (newest?.version ?? 0) + 1,
      text,
      writtenBy: ctx.speaker.personId,
      writtenAt: ctx.now,
    },
    include: withWriter,
  })
  await ctx.audit({
    subject: 'strategy',
    subjectId: row.id,
    before: newest === undefined ? null : { enterprise: enterprise.id, version: newest.version },
    after: { enterprise: enterprise.id, version: row.version },
  })
  const item = {
    text: `${enterprise.shortName}一企一策有新的一版`,
    detail: `看内容请发：一企一策 ${enterprise.shortName}`,
  }
  await tellContacts(ctx, enterprise.id, item, ctx.speaker.personId)
  return row
}
