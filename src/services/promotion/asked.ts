/** What the command 招商 can be asked for: its arguments after the names were looked up. Amounts: 万元, as decimal text. */
import { z } from 'zod'
import { promotionStages } from '../../domain/promotion/stage.ts'
import { dayArg } from '../inputs/reading.ts'

const stage = z.enum(promotionStages)
const name = z.string()
const amount = z.string().nullable()
const words = z.string().max(200).nullable()

const details = {
  investor: words,
  industry: words,
  source: words,
  unit: z.string().nullable(),
  person: z.number().int().nullable(),
  intended: amount,
}

export const promotionArgs = z.object({
  asked: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('summary') }),
    z.object({ kind: z.literal('table'), by: z.enum(['unit', 'stage', 'industry']) }),
    z.object({
      kind: z.literal('list'),
      /** 实施、新签约, or everything on the list. */
      which: z.enum(['all', 'implementing', 'new']),
      stage: stage.nullable(),
      unit: z.string().nullable(),
      branch: z.string().nullable(),
      from: z.number().int().min(1),
    }),
    z.object({ kind: z.literal('waiting'), from: z.number().int().min(1) }),
    z.object({ kind: z.literal('review'), number: z.number().int(), passed: z.boolean(), reason: words }),
    z.object({
      kind: z.literal('add'),
      name: z.string().min(2).max(60),
      shortName: z.string().min(2).max(20),
      stage: z.enum(['LEAD', 'TALKING']),
      ...details,
    }),
    z.object({ kind: z.literal('one'), name }),
    z.object({ kind: z.literal('move'), name, to: stage, amount, on: dayArg, reason: words }),
    z.object({ kind: z.literal('funds'), name, amount: z.string(), on: dayArg, voucher: z.string().min(2).max(100) }),
    z.object({ kind: z.literal('alter'), name, ...details }),
    z.object({ kind: z.literal('convert'), name, project: z.string().nullable() }),
  ]),
})

export type PromotionAsked = z.infer<typeof promotionArgs>['asked']
