/** What the scripts of this machine may ask of the running program. */
import { timingSafeEqual } from 'node:crypto'
import { Router, raw } from 'express'
import { z } from 'zod'
import type { Clock } from '../clock.ts'
import type { Db } from '../database/client.ts'
import { UserError } from '../errors.ts'
import { issueClaimCode } from '../services/claiming.ts'
import { runExport } from '../services/run-export.ts'
import { runImport } from '../services/setup/run-import.ts'
import { claimLines } from './claim-lines.ts'

export interface LocalParts {
  readonly db: Db
  readonly clock: Clock
  readonly token: string
}

/** Only with the token of DATA_DIR, and never through a proxy. */
export function localRouter({ db, clock, token }: LocalParts): Router {
  const router = Router()
  router.use((request, response, next) => {
    const given = Buffer.from(request.headers.authorization ?? '')
    const wanted = Buffer.from(`Bearer ${token}`)
    const forwarded = request.headers['x-forwarded-for'] !== undefined || request.headers.forwarded !== undefined
    if (!forwarded && given.length === wanted.length && timingSafeEqual(given, wanted)) next()
    else response.status(404).end()
  })
  router.get('/hello', (_request, response) => {
    response.json({ ok: true })
  })
  router.post('/claim', async (_request, response) => {
    response.json({ ok: true, lines: claimLines(await issueClaimCode(db, clock.wall())) })
  })
  router.post('/import', raw({ type: () => true, limit: '50mb' }), async (request, response) => {
    const file = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
    const district = typeof request.query.district === 'string' ? request.query.district : null
    response.json(
      await runImport(db, { file, district, now: clock.now(), yes: request.query.yes === '1' }).catch(
        (error: unknown) => {
          if (error instanceof UserError) return { ok: false, lines: [error.message] }
          throw error
        },
      ),
    )
  })
  router.get('/export', async (request, response) => {
    const asked = exportQuery.parse(request.query)
    const district = asked.district ?? null
    response.json(
      await runExport(db, { ...asked, district, now: clock.now() }).then(
        ({ line, content }) => ({ ok: true, line, content: Buffer.from(content).toString('base64') }),
        (error: unknown) => {
          if (error instanceof UserError) return { ok: false, line: error.message }
          throw error
        },
      ),
    )
  })
  return router
}

const exportQuery = z.object({ what: z.string(), period: z.string(), district: z.string().optional() })
