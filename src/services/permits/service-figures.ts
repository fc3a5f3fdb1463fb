/** 政务服务 in figures: each with its source, as it was published; nothing is computed here. */
import type { Context } from '../../chat/command.ts'
import type { Tx } from '../../database/client.ts'
import { type ServiceFigure, ServiceFigureKind } from '../../generated/prisma/client.ts'

export const figureKinds = {
  压减: ServiceFigureKind.LIMITS_CUT,
  一网通办: ServiceFigureKind.ONLINE,
  审批时间: ServiceFigureKind.DAYS,
} as const
export type FigureName = keyof typeof figureKinds

export interface Published {
  readonly name: FigureName
  /** Decimal text: per cent, or working days. */
  readonly value: string
  /** What it was before; 审批时间 only. */
  readonly before: string | null
  readonly source: string
  /** As the source says it; null: it gives no date. */
  readonly asOf: string | null
}

/** The newest figure of each kind, in the order in which they are told. */
export async function serviceFigures(tx: Tx, districtId: number): Promise<ServiceFigure[]> {
  const rows = await tx.serviceFigure.findMany({ where: { districtId }, orderBy: { id: 'desc' } })
  return Object.values(figureKinds).flatMap((kind) => rows.find((row) => row.kind === kind) ?? [])
}

export async function publishFigure(ctx: Context, { name, value, before, source, asOf }: Published): Promise<void> {
  const { tx, district, audit } = ctx
  const kind = figureKinds[name]
  const old = (await serviceFigures(tx, district.id)).find((row) => row.kind === kind)
  const made = await tx.serviceFigure.create({
    data: { districtId: district.id, kind, value, before, source, asOf },
  })
  await audit({
    subject: 'service-figure',
    subjectId: made.id,
    before: old === undefined ? null : { figure: old.value.toString() },
    after: { figure: made.value.toString() },
  })
}

/** '政务服务事项承诺时限比法定时限压减 90.17%' */
export function showFigure({ kind, value, before }: Pick<ServiceFigure, 'kind' | 'value' | 'before'>): string {
  switch (kind) {
    case 'LIMITS_CUT':
      return `政务服务事项承诺时限比法定时限压减 ${value.toString()}%`
    case 'ONLINE':
      return `“一网通办”事项占比 ${value.toString()}%`
    case 'DAYS':
      return before === null
        ? `工程建设项目分类审批时间 ${value.toString()} 个工作日`
        : `工程建设项目分类审批时间由 ${before.toString()} 个工作日精简至 ${value.toString()} 个工作日`
  }
}
