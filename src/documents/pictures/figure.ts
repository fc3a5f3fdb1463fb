/**
 * What a picture shows, as plain data: made by services, drawn by svg.ts, kept as JSON until it is drawn (services/pictures.ts).
 * Every mark in a figure has its word; colour alone says nothing.
 */
import { z } from 'zod'
import { toneSchema } from '../../chat/card.ts'
import { plateColour } from '../../domain/evaluation/input.ts'
import type { StageFigure } from '../../domain/permits/stage-figure.ts'

/** Horizontal bars: ranking, progress against target. Values are for drawing only; `shown` is the exact text. */
const barsFigure = z.object({
  kind: z.literal('bars'),
  title: z.string(),
  subtitle: z.string().optional(),
  unit: z.string(),
  bars: z.array(
    z.object({
      label: z.string(),
      value: z.number(),
      shown: z.string(),
      /** Where this bar should stand by now. */
      target: z.number().optional(),
      tone: toneSchema.optional(),
    }),
  ),
  /** One line for all bars. */
  reference: z.object({ label: z.string(), value: z.number() }).optional(),
  note: z.string().optional(),
})
export type BarsFigure = z.infer<typeof barsFigure>

/** The charts of one card below each other: a group gets one picture, not one for each of its charts. */
const stackFigure = z.object({ kind: z.literal('stack'), figures: z.array(barsFigure).min(1) })

/** 挂图贴牌: one tile a project, by group. */
const platesFigure = z.object({
  kind: z.literal('plates'),
  title: z.string(),
  subtitle: z.string(),
  groups: z.array(z.object({ name: z.string(), tiles: z.array(z.object({ name: z.string(), colour: plateColour })) })),
  note: z.string(),
})
export type PlatesFigure = z.infer<typeof platesFigure>

/** 手续阶段图: the shape of domain/permits/stage-figure.ts. */
const stagesFigure = z.object({
  kind: z.literal('stages'),
  title: z.string(),
  subtitle: z.string(),
  stages: z.array(
    z.object({
      name: z.string(),
      items: z.array(
        z.object({
          name: z.string(),
          state: z.enum(['done', 'working', 'paused', 'preparing', 'refused', 'not-needed']),
          note: z.string(),
        }),
      ),
    }),
  ),
})
export type StagesFigure = z.infer<typeof stagesFigure>

/** A project's permits as a figure. */
export function stagesOf({ title, subtitle, stages }: StageFigure): StagesFigure {
  return {
    ...{ kind: 'stages', title, subtitle },
    stages: stages.map(({ name, items }) => ({ name, items: items.map((item) => ({ ...item })) })),
  }
}

export const figureSchema = z.discriminatedUnion('kind', [barsFigure, stackFigure, platesFigure, stagesFigure])
export type Figure = z.infer<typeof figureSchema>
