/** The shapes of Feishu's answers. */
import type { Request, Response } from 'express'
import type { z } from 'zod'
import { newId } from './world.ts'

export interface Reply {
  readonly status: number
  readonly body: object
  readonly headers?: Readonly<Record<string, string>>
}

export function ok(data: object): Reply {
  return { status: 200, body: { code: 0, msg: 'success', data } }
}

/** A refusal; HTTP 400 mostly. */
export function error(status: number, code: number, msg: string): Reply {
  return { status, body: { code, msg, error: { log_id: newId('log') } } }
}

/** The gateway's refusal, with the seconds to wait in a header. */
export function tooFast(waitMs: number): Reply {
  const headers = { 'x-ogw-ratelimit-reset': String(Math.ceil(waitMs / 1000)) }
  return { ...error(429, 99991400, 'request trigger frequency limit'), headers }
}

export function send(res: Response, reply: Reply | Buffer): void {
  if (Buffer.isBuffer(reply)) {
    res.type('application/octet-stream').send(reply)
    return
  }
  res.status(reply.status)
  for (const [name, value] of Object.entries(reply.headers ?? {})) res.setHeader(name, value)
  res.json(reply.body)
}

/** The body of a request, null when it is not of that shape. */
export function json<T>(req: Request, schema: z.ZodType<T>): T | null {
  const parsed = schema.safeParse(parse(bytesOf(req).toString('utf8')))
  return parsed.success ? parsed.data : null
}

export function bytesOf(req: Request): Buffer {
  return Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0)
}

export function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
