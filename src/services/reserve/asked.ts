/** What the command 储备 can be asked for: its arguments after the names were looked up. Amounts: 万元, as decimal text. */
import { z } from 'zod'
import { readinessItems, reserveStages } from '../../domain/reserve/stage.ts'
import { dayArg } from '../inputs/reading.ts'

const stage = z.enum(reserveStages)
const name = z.string()
const words = z.string().max(200).nullable()

const details = {
  chain: words,
  industry: words,
  source: words,
  unit: z.string().nullable(),
  person: z.number().int().nullable(),
  total: z.string().nullable(),
  plannedStartOn: dayArg.nullable(),
}

export const reserveArgs = z.object({
  asked: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('summary') }),
    z.object({ kind: z.literal('table'), by: z.enum(['unit', 'stage', 'chain']) }),
    z.object({
      kind: z.literal('list'),
      /** 在库, the ready ones of it, or everything on the list. */
      which: z.enum(['all', 'pool', 'ready']),
      stage: stage.nullable(),
      unit: z.string().nullable(),
      branch: z.string().nullable(),
      from: z.number().int().min(1),
    }),
    z.object({
      kind: z.literal('add'),
      name: z.string().min(2).max(60),
      shortName: z.string().min(2).max(20),
      ...details,
    }),
    z.object({ kind: z.literal('one'), name }),
    z.object({ kind: z.literal('move'), name, to: stage, on: dayArg, reason: words }),
    z.object({
      kind: z.literal('ready'),
      name,
      item: z.enum(readinessItems),
      readiness: z.enum(['NONE', 'WORKING', 'DONE']),
      on: dayArg,
      reason: words,
    }),
    z.object({ kind: z.literal('alter'), name, ...details }),
    z.object({ kind: z.literal('convert'), name, project: z.string().nullable() }),
  ]),
})

export type ReserveAsked = z.infer<typeof reserveArgs>['asked']
