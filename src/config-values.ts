/** How single environment variables are read. */
import { z } from 'zod'

/** An empty variable is an absent one: .env files keep empty lines for what is not set. */
export const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (typeof value === 'string' && value.trim() === '' ? undefined : value), schema.optional())

export const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/, '要一个整数')
    .transform(Number)
    .pipe(z.number().min(least, `不能小于 ${least}`).max(most, `不能大于 ${most}`))
export const onOff = z.enum(['on', 'off'], { error: '只能是 on 或 off' }).transform((value) => value === 'on')
export const httpAddress = z
  .url({ protocol: /^https?$/, error: '要一个 http(s) 地址' })
  .transform((address) => address.replace(/\/+$/, ''))
