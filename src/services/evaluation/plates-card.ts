/** 亮牌: the published plates of a month by colour, and those of a project month by month. */
import { z } from 'zod'
import { type Block, button, type Card, say } from '../../chat/card.ts'
import type { Context } from '../../chat/command.ts'
import { monthEnd } from '../../domain/assessment-calendar.ts'
import { showDay } from '../../domain/calendar-day.ts'
import { plateLabels } from '../../domain/evaluation/plate-words.ts'
import { type Month, month, showMonth } from '../../domain/period.ts'
import { PublishState } from '../../generated/prisma/client.ts'
import { BASIS } from '../as-of.ts'
import { colourName, showPlate } from '../plate-words.ts'
import { newestMonth } from './months-visible.ts'
import { plateOrder } from './view.ts'

const EACH = 20
const MONTHS = 12

const reasonsSchema = z.array(z.string())

/** The plates of the newest published month, or of the month named. */
export async function platesCard(ctx: Context, named: Month | null): Promise<Card> {
  const { tx, district } = ctx
  const notice = await newestMonth(ctx, 'published', named)
  if (notice === null) return say(named === null ? '还没有发布过亮牌' : `${showMonth(named)}还没有发布亮牌`)
  const of = month(notice.period)
  const rows = await tx.plate.findMany({
    where: { districtId: district.id, month: of, state: PublishState.PUBLISHED },
    select: { colour: true, reasons: true, project: { select: { shortName: true } } },
    orderBy: { project: { number: 'asc' } },
  })
  const blocks = plateOrder.flatMap((colour): Block[] => {
    const own = rows.filter((row) => colourName(row.colour) === colour)
    if (own.length === 0) return []
    const head: Block = { kind: 'text', text: `${plateLabels[colour]} ${own.length} 个` }
    if (colour === 'green') {
      return [head, { kind: 'text', text: own.map(({ project }) => project.shortName).join('、') }]
    }
    const rest = own.length - EACH
    const items = own.slice(0, EACH).map(({ project, reasons }) => ({
      text: project.shortName,
      detail: reasonsOf(reasons),
    }))
    return [
      head,
      { kind: 'list', items },
      ...(rest > 0 ? [{ kind: 'note' as const, text: `另有 ${rest} 个，发“亮牌 项目简称”看` }] : []),
    ]
  })
  return say(`${showMonth(of)}亮牌（截至 ${showDay(monthEnd(of))}），${rows.length} 个项目`, {
    blocks: [...blocks, { kind: 'note', text: BASIS }],
  })
}

/** The published plates of a project, the newest first. */
export async function plateHistoryCard({ tx, district }: Context, shortName: string): Promise<Card> {
  const rows = await tx.plate.findMany({
    where: { state: PublishState.PUBLISHED, project: { districtId: district.id, shortName } },
    select: { month: true, colour: true, reasons: true },
    orderBy: { month: 'desc' },
    take: MONTHS,
  })
  const [newest] = rows
  if (newest === undefined) return say(`${shortName}还没有亮过牌`)
  return say(`${shortName} ${showMonth(month(newest.month))} ${showPlate(newest.colour)}`, {
    blocks: [
      {
        kind: 'list',
        items: rows.map(({ month: of, colour, reasons }) => {
          const why = reasonsOf(reasons)
          return {
            text: `${showMonth(month(of))} ${showPlate(colour)}`,
            ...(why === '' ? {} : { detail: why }),
          }
        }),
      },
      { kind: 'note', text: BASIS },
    ],
    actions: [button('看项目', `项目 ${shortName}`)],
  })
}

function reasonsOf(stored: unknown): string {
  return (reasonsSchema.safeParse(stored).data ?? []).join('；')
}
