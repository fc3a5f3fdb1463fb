import { remindOfOrders } from '../../services/supervision/remind.ts'
import type { Job } from '../job.ts'
import { workdaySlots } from './workday-slots.ts'

/** 督办单 near or past their due day; what a downtime left out is made good on the next working day. */
export const remindOrdersJob: Job = {
  id: 'remind-orders',
  title: '督办单到期提醒',
  quiet: true,
  slots: workdaySlots,
  run: async (ctx) => await remindOfOrders(ctx),
}
