/** The numbers of 督办 that a district may change (rules.md §7), one section of `Rules`. */
import { z } from 'zod'

const limit = z.number().int().min(1).max(366)

export const supervisionSections = {
  supervision: z.object({
    /** Who signs and reviews: 督查室, or 项目办 beside it (for a district without one). */
    signers: z.enum(['supervision', 'office-too']),
    /** Working days from the signing. */
    reminderDays: limit,
    supervisionDays: limit,
    /** 挂牌: calendar days. */
    listedDays: limit,
    /** Working days before the due day on which the lead unit is reminded. */
    remindBefore: z.number().int().min(1).max(10),
  }),
}

export const defaultSupervision = {
  supervision: {
    signers: 'supervision' as const,
    reminderDays: 5,
    supervisionDays: 10,
    listedDays: 30,
    remindBefore: 2,
  },
}
