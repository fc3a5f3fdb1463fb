/** 会商联审 with everything that hangs on it. */
import type { Context, DistrictRef } from '../../chat/command.ts'
import type { Tx } from '../../database/client.ts'
import { UserError } from '../../errors.ts'
import { JointState, type Prisma } from '../../generated/prisma/client.ts'
import { isOnlyContact, ownOf } from '../enterprise/own.ts'

const withAll = {
  project: { select: { id: true, shortName: true } },
  caller: { select: { id: true, name: true } },
  units: { select: { unit: { select: { id: true, shortName: true } } }, orderBy: { unitId: 'asc' } },
  tasks: {
    select: {
      problem: {
        select: {
          id: true,
          statement: true,
          state: true,
          dueOn: true,
          leadUnit: { select: { id: true, shortName: true } },
        },
      },
    },
    orderBy: { id: 'asc' },
  },
  promises: { orderBy: { id: 'asc' } },
} satisfies Prisma.JointReviewInclude

export type JointRow = Prisma.JointReviewGetPayload<{ include: typeof withAll }>

/** '3 号会商 绿邦 能评' */
export function jointLine({ id, project, matter }: Pick<JointRow, 'id' | 'project' | 'matter'>): string {
  return `${id} 号会商 ${project.shortName} ${matter}`
}

interface Place {
  readonly tx: Tx
  readonly district: DistrictRef
}

/** The district's 会商 of a number; for an enterprise's contact one of another enterprise does not exist. */
export async function jointNumbered(ctx: Context, id: number): Promise<JointRow> {
  const row = await jointById(ctx, id)
  const hidden = row !== null && isOnlyContact(ctx.speaker) && !(await isOwn(ctx, row.projectId))
  if (row === null || hidden) throw new UserError(`没有 ${id} 号会商。发“会商”看最近的`, ['会商'])
  return row
}

async function isOwn(ctx: Context, projectId: number): Promise<boolean> {
  return (await ownOf(ctx)).projects.some((project) => project.id === projectId)
}

async function jointById({ tx, district }: Place, id: number): Promise<JointRow | null> {
  return await tx.jointReview.findFirst({ where: { id, districtId: district.id }, include: withAll })
}

export interface JointFilter {
  /** Null: all of the district. */
  readonly projectIds: readonly number[] | null
  /** The place of the first one, counted from 1. */
  readonly from: number
}

/** What fits a phone's card. */
const PAGE = 10

export interface JointPage {
  readonly rows: readonly JointRow[]
  /** Of all pages. */
  readonly total: number
}

/** 会商 that were not cancelled, the newest first, page by page. */
export async function listJoint({ tx, district }: Place, { projectIds, from }: JointFilter): Promise<JointPage> {
  const where = {
    districtId: district.id,
    state: { not: JointState.CANCELLED },
    ...(projectIds === null ? {} : { projectId: { in: [...projectIds] } }),
  }
  const rows = await tx.jointReview.findMany({
    where,
    include: withAll,
    orderBy: [{ heldOn: 'desc' }, { id: 'desc' }],
    skip: from - 1,
    take: PAGE,
  })
  return { rows, total: await tx.jointReview.count({ where }) }
}
