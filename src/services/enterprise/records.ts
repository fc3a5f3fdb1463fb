/** 服务记录: what was done for an enterprise, on what day, in which way, by whom. */
import type { Context } from '../../chat/command.ts'
import type { ServiceWay } from '../../domain/agency.ts'
import { type Day, dayToDb } from '../../domain/calendar-day.ts'
import type { ServiceRecord } from '../../generated/prisma/client.ts'
import { mustHaveHappened } from '../inputs/reading.ts'
import { enterpriseOf } from './find.ts'
import { type RequestRow, workOnRequest } from './requests.ts'
import { mustServe } from './rights.ts'

export interface Service {
  readonly way: ServiceWay
  readonly on: Day
  readonly text: string
  /** The request that it was done for; null: none. */
  readonly request: RequestRow | null
}

interface ProjectRef {
  readonly id: number
  readonly shortName: string
}

/** Keeps the record; the request that it was done for is 办理中 from then on. */
export async function recordService(ctx: Context, project: ProjectRef, service: Service): Promise<ServiceRecord> {
  await mustServe(ctx, project, '登记服务记录')
  const { way, on, text, request } = service
  mustHaveHappened(on, ctx.today, '服务')
  if (request !== null) await workOnRequest(ctx, request)
  const enterprise = await enterpriseOf(ctx.tx, project.id)
  const record = await ctx.tx.serviceRecord.create({
    data: {
      districtId: ctx.district.id,
      projectId: project.id,
      enterpriseId: enterprise?.id ?? null,
      requestId: request?.id ?? null,
      way,
      servedOn: dayToDb(on),
      text,
      personId: ctx.speaker.personId,
    },
  })
  await ctx.audit({
    subject: 'service-record',
    subjectId: record.id,
    before: null,
    after: { project: project.id, request: request?.id ?? null, way, servedOn: on },
  })
  return record
}
