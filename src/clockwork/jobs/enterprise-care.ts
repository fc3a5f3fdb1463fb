import { careForEnterprises } from '../../services/enterprise/care.ts'
import type { Job } from '../job.ts'
import { workdayOf, workdaySlots } from './workday-slots.ts'

/** Certificates that expire, requests nobody answered, tasks of a 会商 due: each in the bundle of the day. */
export const enterpriseCareJob: Job = {
  id: 'enterprise-care',
  title: '企业服务提醒',
  slots: workdaySlots,
  run: (ctx) => careForEnterprises(ctx, workdayOf(ctx)),
}
