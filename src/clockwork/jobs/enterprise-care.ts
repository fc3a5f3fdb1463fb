import { day } from '../../domain/calendar-day.ts'
import { careForEnterprises } from '../../services/enterprise/care.ts'
import type { Job } from '../job.ts'
import { workdaySlots } from './workday-slots.ts'

/** Certificates that expire, requests nobody answered, tasks of a 会商 past due: each in the bundle of the day. */
export const enterpriseCareJob: Job = {
  id: 'enterprise-care',
  title: '企业证照到期、帮办未受理提醒',
  quiet: true,
  slots: workdaySlots,
  run: async (ctx) => await careForEnterprises(ctx, day(ctx.period)),
}
