/** 挂图贴牌: the newest published plates, a tile a project by its unit's group. What is on trial is not there at all. */
import type { DistrictRef } from '../../chat/command.ts'
import type { Tx } from '../../database/client.ts'
import type { PlatesFigure } from '../../documents/pictures/figure.ts'
import { monthEnd } from '../../domain/assessment-calendar.ts'
import { dayToDb, showDay } from '../../domain/calendar-day.ts'
import type { PlateColourName } from '../../domain/evaluation/input.ts'
import { type Month, month, showMonth } from '../../domain/period.ts'
import { showUnitGroup, type UnitGroup, unitGroups } from '../../domain/unit-group.ts'
import { AssignmentKind, NoticeKind, NoticeState, PublishState } from '../../generated/prisma/client.ts'
import { BASIS } from '../as-of.ts'
import { colourName } from '../plate-words.ts'

export interface PlatesShown {
  /** '2023年8月' */
  readonly month: string
  /** '8月31日' */
  readonly asOf: string
  readonly groups: readonly {
    readonly name: string
    readonly tiles: readonly { readonly name: string; readonly colour: PlateColourName }[]
  }[]
}

/** Of the newest published month, or of the month named; null when nothing was published. */
export async function publishedPlates(
  tx: Tx,
  districtId: number,
  named: Month | null = null,
): Promise<PlatesShown | null> {
  const published = { districtId, kind: NoticeKind.EVALUATION, state: NoticeState.PUBLISHED }
  const notice = await tx.notice.findFirst({
    where: { ...published, ...(named === null ? {} : { period: named }) },
    orderBy: { period: 'desc' },
    select: { period: true },
  })
  if (notice === null) return null
  const of = month(notice.period)
  const on = dayToDb(monthEnd(of))
  const plates = await tx.plate.findMany({
    where: { districtId, month: of, state: PublishState.PUBLISHED },
    orderBy: { project: { number: 'asc' } },
    select: {
      colour: true,
      project: {
        select: {
          shortName: true,
          // The unit that was responsible at the month's end: July still reads as July in October.
          assignments: {
            where: { kind: AssignmentKind.UNIT, since: { lte: on }, OR: [{ until: null }, { until: { gt: on } }] },
            orderBy: [{ since: 'desc' }, { id: 'desc' }],
            take: 1,
            select: { unit: { select: { group: true } } },
          },
        },
      },
    },
  })
  const tilesOf = (group: UnitGroup | null) =>
    plates
      .filter(({ project }) => (project.assignments[0]?.unit?.group ?? null) === group)
      .map(({ colour, project }) => ({ name: project.shortName, colour: colourName(colour) }))
  const groups = [
    ...unitGroups.map((group) => ({ name: showUnitGroup(group), tiles: tilesOf(group) })),
    { name: '责任单位未定', tiles: tilesOf(null) },
  ]
  return { month: showMonth(of), asOf: showDay(monthEnd(of)), groups: groups.filter(({ tiles }) => tiles.length > 0) }
}

/** Stands on every board and picture of a demo district, whose tiles cannot be marked one by one. */
export const DEMO_BOARD = '演示区：各项目、各单位的数和牌是演示数据，不是事实'

/** The plate map as a picture. */
export function platesFigure(district: DistrictRef, { month: of, asOf, groups }: PlatesShown): PlatesFigure {
  const count = groups.reduce((sum, { tiles }) => sum + tiles.length, 0)
  return {
    kind: 'plates',
    title: `${district.name}重点项目挂图（${of}）`,
    subtitle: `截至 ${asOf}，${count} 个项目，按责任单位分组`,
    groups: groups.map(({ name, tiles }) => ({ name, tiles: [...tiles] })),
    note: `${BASIS}；以已发布的月考评亮牌为准${district.isDemo ? `\n${DEMO_BOARD}` : ''}`,
  }
}
