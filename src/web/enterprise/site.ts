/** GET /enterprise and /enterprise/:id: the enterprises' files, for whoever may use the console. */
import { type Request, type Response, Router } from 'express'
import type { Clock } from '../../clock.ts'
import type { Db, Tx } from '../../database/client.ts'
import { transact } from '../../database/transaction.ts'
import { dayOf } from '../../domain/calendar-day.ts'
import { fileFacts } from '../../services/enterprise/file-facts.ts'
import { fileLines } from '../../services/enterprise/list.ts'
import { type AccessRules, judge } from '../access.ts'
import { showLogin } from '../login.ts'
import { securityHeaders } from '../security-headers.ts'
import { fileListPage, filePage, missingPage } from './page.ts'

export interface EnterpriseParts {
  readonly db: Db
  readonly clock: Clock
  readonly console: AccessRules
}

/** Mount it at the root. */
export function enterpriseSite({ db, clock, console }: EnterpriseParts): Router {
  const site = Router()
  site.use('/enterprise', securityHeaders(), (request, response, next) => {
    if (admitted(request, response, console)) next()
  })
  site.get('/enterprise', async (_request, response) => {
    send(response, 200, await transact(db, listOf))
  })
  site.get('/enterprise/:id', async (request, response) => {
    const page = await transact(db, (tx) => fileOf(tx, request.params.id, clock.now()))
    send(response, page === null ? 404 : 200, page ?? missingPage())
  })
  return site
}

function admitted(request: Request, response: Response, rules: AccessRules): boolean {
  const verdict = judge(request.headers, rules, new Date())
  if (verdict.ok) return true
  showLogin(response, { status: 403, why: verdict.login ? null : verdict.why, form: verdict.login })
  return false
}

function send(response: Response, status: number, page: string): void {
  response.status(status).set('Cache-Control', 'no-store').type('html').send(page)
}

/** As the console chooses: the demo district, else the first one. */
async function listOf(tx: Tx): Promise<string> {
  const district = await tx.district.findFirst({
    where: { activatedAt: { not: null } },
    orderBy: [{ isDemo: 'desc' }, { id: 'asc' }],
    select: { id: true, name: true, isDemo: true },
  })
  return district === null ? missingPage() : fileListPage(district.name, await fileLines({ tx, district }, null))
}

async function fileOf(tx: Tx, id: string, now: Date): Promise<string | null> {
  if (!/^\d{1,9}$/.test(id)) return null
  const enterprise = await tx.enterprise.findUnique({ where: { id: Number(id) } })
  return enterprise === null ? null : filePage(await fileFacts(tx, enterprise, dayOf(now), null), dayOf(now))
}
