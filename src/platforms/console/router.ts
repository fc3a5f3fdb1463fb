/**
 * The console's API (contract.md): what the page uses and scripts drive. Who may call it at all is decided before
 * (src/web/access.ts); here it is decided as whom, where, and whether the clock may move.
 */
import { type ErrorRequestHandler, json, type Request, Router } from 'express'
import { z } from 'zod'
import { dayOf } from '../../domain/calendar-day.ts'
import { UserError } from '../../errors.ts'
import type { Log } from '../../log.ts'
import { moveDemoClock } from './clock-moves.ts'
import { commandSuggestions } from './command-suggestions.ts'
import { click, say } from './conversation.ts'
import type { ConsoleDeps } from './deps.ts'
import { fileRoutes } from './files.ts'
import { newestOfEachChat, readChat } from './message-log.ts'
import { outboxStatus } from './outbox-status.ts'
import { readPeople } from './people.ts'
import { Refusal } from './refusal.ts'
import { chatQuery, clickRequest, clockRequest, sayRequest } from './requests.ts'
import { eventStream } from './stream.ts'

/** How many coming events the page lists. */
const UPCOMING = 8

/** The routes under /console/api. */
export function consoleRouter(deps: ConsoleDeps): Router {
  const { db, clock, feed } = deps
  const router = Router()
  const people = () => readPeople(db, dayOf(clock.now()), deps.operators)
  const clockFace = async () => {
    const now = clock.now()
    return { now: now.toISOString(), workday: (await deps.calendar()).isWorkday(dayOf(now)) }
  }

  router.use(json({ limit: '64kb' }))
  router.use((_request, response, next) => {
    response.set('Cache-Control', 'no-store')
    next()
  })

  router.get('/state', async (_request, response) => {
    const [{ district, demo, users, chats }, face, newest] = await Promise.all([
      people(),
      clockFace(),
      newestOfEachChat(db),
    ])
    response.json({
      ...face,
      district,
      demo,
      clockMoves: demo && deps.moveClock !== null,
      users: users.filter((user) => user.canSpeak),
      chats: chats.map((chat) => ({ ...chat, newest: newest.get(chat.id) ?? null })),
    })
  })

  router.get('/messages', async (request, response) => {
    const { chat, after, before } = chatQuery.parse(request.query)
    response.json({ messages: await readChat(db, chat, { after, before }) })
  })

  router.post('/messages', async (request, response) => {
    response.json(await say(deps, await people(), sayRequest.parse(body(request))))
  })

  router.post('/actions', async (request, response) => {
    response.json(await click(deps, await people(), clickRequest.parse(body(request))))
  })

  router.use(fileRoutes(deps, people))

  const move = moveDemoClock(deps)
  router.post('/clock', async (request, response) => {
    const target = clockRequest.parse(body(request))
    if (!(await people()).demo) throw new Refusal(403, '只有演示区可以拨动时钟')
    const { ran, sent } = await move('to' in target ? target.to : 'next')
    response.json({
      ...(await clockFace()),
      ran: ran.map(({ job, title, period, district }) => ({ job, title, period, district })),
      sent: sent.map(({ chat, title }) => ({ chat, title })),
    })
  })

  router.get('/upcoming', async (_request, response) => {
    const upcoming = await deps.upcoming(UPCOMING)
    response.json({ upcoming: upcoming.map((event) => ({ ...event, at: event.at.toISOString() })) })
  })

  router.get('/commands', (_request, response) => {
    response.json({ commands: commandSuggestions(deps.commands) })
  })

  router.get('/outbox', async (_request, response) => {
    response.json(await outboxStatus(db))
  })

  router.get('/events', eventStream(feed))

  router.use(() => {
    throw new Refusal(404, '没有这个接口')
  })
  router.use(answerErrors(deps.log))
  return router
}

function body(request: Request): unknown {
  return request.body
}

/** Every failure leaves as {error: one Chinese sentence}; the cause goes to the log. */
function answerErrors(log: Log): ErrorRequestHandler {
  return (error, request, response, next) => {
    if (response.headersSent) {
      next(error)
      return
    }
    const { status, sentence } = describe(error)
    if (status >= 500) log.error({ err: error, path: request.path }, 'console request failed')
    response.status(status).json({ error: sentence })
  }
}

/** What body-parser throws carries the status that fits. */
const httpError = z.object({ status: z.number().int().min(400).max(499) })

function describe(error: unknown): { status: number; sentence: string } {
  if (error instanceof Refusal) return { status: error.status, sentence: error.message }
  if (error instanceof UserError) return { status: 400, sentence: error.message }
  if (error instanceof z.ZodError) return { status: 400, sentence: error.issues[0]?.message ?? '请求的内容不对' }
  const http = httpError.safeParse(error)
  if (http.success) {
    return { status: http.data.status, sentence: http.data.status === 413 ? '内容太长' : '请求的内容不是有效的 JSON' }
  }
  return { status: 500, sentence: '控制台出错了，请稍后再试' }
}
