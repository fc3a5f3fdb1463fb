/** What the console's API takes, checked at the edge. The sentences are for the people who write scripts against it. */
import { z } from 'zod'
import { messageNumber } from './message-log.ts'

const userId = z.string('as 要写用户 id，例如 "u1"').min(1, 'as 要写用户 id，例如 "u1"').max(100)
const chatId = z.string('chat 要写会话 id，例如 "group:dispatch"').min(1, 'chat 要写会话 id').max(100)
/** Ids are decimal strings; a script may send the number as well. */
const messageId = z
  .union([z.string(), z.number()], 'messageId 要写消息 id')
  .transform(String)
  .refine((id) => messageNumber(id) !== null, '没有这样的消息 id')

export const sayRequest = z.object({
  as: userId,
  chat: chatId,
  text: z.string('text 要写一句话').trim().min(1, '先写一句话再发送').max(2000, '一次最多 2000 个字'),
  replyTo: messageId.nullish(),
})

export const clickRequest = z.object({
  as: userId,
  chat: chatId,
  messageId,
  action: z.string('action 要写按钮的指令').trim().min(1, 'action 要写按钮的指令').max(2000),
  form: z.record(z.string().max(40), z.string().max(2000), 'form 要写成 {"字段":"文字"}').optional(),
})

export const fileRequest = z.object({
  as: userId,
  chat: chatId,
  name: z
    .string('name 要写文件名')
    .trim()
    .min(1, 'name 要写文件名')
    .max(200, '文件名太长')
    .regex(/^[^/\\]+$/, '文件名里不能有斜杠'),
})

const CLOCK_USAGE = '要写 {"to":"2023-09-10T09:00:00+08:00"} 或 {"next":true}'

export const clockRequest = z.union(
  [
    z.object({ to: z.iso.datetime({ offset: true, error: CLOCK_USAGE }).transform((text) => new Date(text)) }),
    z.object({ next: z.literal(true) }),
  ],
  CLOCK_USAGE,
)

const position = z
  .string()
  .refine((id) => id === '0' || messageNumber(id) !== null, 'after、before 要写消息 id')
  .transform(Number)
  .optional()

export const chatQuery = z.object({
  chat: z.string('要写 chat，例如 ?chat=group:dispatch').min(1).max(100),
  after: position,
  before: position,
})
