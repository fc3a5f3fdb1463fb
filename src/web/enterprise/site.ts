/**
 * GET /enterprise and /enterprise/:id: the enterprises' files, for whoever may use the console; one file also for
 * whoever has a signed link to it.
 */
import { type Request, type RequestHandler, type Response, Router, static as serveFiles } from 'express'
import type { Clock } from '../../clock.ts'
import type { Db, Tx } from '../../database/client.ts'
import { transact } from '../../database/transaction.ts'
import { dayOf } from '../../domain/calendar-day.ts'
import { projectPath } from '../../root.ts'
import { shownDistrict } from '../../services/districts.ts'
import { fileFacts } from '../../services/enterprise/file-facts.ts'
import { readEnterpriseLink } from '../../services/enterprise/link.ts'
import { fileLines } from '../../services/enterprise/list.ts'
import { type AccessRules, judge } from '../access.ts'
import { showLogin } from '../login.ts'
import { securityHeaders } from '../security-headers.ts'
import { fileListPage, filePage, missingPage, refusedPage } from './page.ts'

export interface EnterpriseParts {
  readonly db: Db
  readonly clock: Clock
  /** Null: the console is off, so that only a signed link opens a file. */
  readonly console: AccessRules | null
}

const PAGE = projectPath('src', 'web', 'page')

/** Mount it at the root. */
export function enterpriseSite({ db, clock, console }: EnterpriseParts): Router {
  const site = Router()
  const byConsole = guard(console, clock)
  site.use('/enterprise', securityHeaders())
  site.get('/enterprise/icon.svg', (_request, response) => response.sendFile('icon.svg', { root: PAGE }))
  // A style is no secret, and the console's address is closed where the console is off.
  site.use('/enterprise/css', serveFiles(`${PAGE}/css`, { index: false, redirect: false }))
  site.get('/enterprise', byConsole, async (_request, response) => {
    send(response, 200, await transact(db, listOf))
  })
  site.get('/enterprise/:id', async (request, response, next) => {
    if (request.query.sig === undefined) return next()
    const id = idIn(request)
    const verdict = id === null ? null : await readEnterpriseLink(db, id, request.query, clock.wall())
    if (id === null || verdict === null) return send(response, 403, refusedPage('altered'))
    if (!verdict.ok) return send(response, 403, refusedPage(verdict.why))
    sendFile(response, await transact(db, (tx) => fileOf(tx, id, clock.now(), true)))
  })
  site.get('/enterprise/:id', byConsole, async (request, response) => {
    const id = idIn(request)
    sendFile(response, id === null ? null : await transact(db, (tx) => fileOf(tx, id, clock.now(), false)))
  })
  return site
}

/** Lets pass whoever may use the console. */
function guard(rules: AccessRules | null, clock: Clock): RequestHandler {
  return (request, response, next) => {
    if (rules === null) return send(response, 403, refusedPage('no-link'))
    const verdict = judge(request.headers, rules, clock.wall())
    if (verdict.ok) return next()
    showLogin(response, { status: 403, why: verdict.login ? null : verdict.why, form: verdict.login })
  }
}

function idIn({ params }: Request): number | null {
  const id = String(params.id)
  return /^[1-9]\d{0,8}$/.test(id) ? Number(id) : null
}

function sendFile(response: Response, page: string | null): void {
  send(response, page === null ? 404 : 200, page ?? missingPage())
}

function send(response: Response, status: number, page: string): void {
  response.status(status).set('Cache-Control', 'no-store').type('html').send(page)
}

async function listOf(tx: Tx): Promise<string> {
  const district = await shownDistrict(tx)
  return district === null ? missingPage() : fileListPage(district.name, await fileLines({ tx, district }, null))
}

async function fileOf(tx: Tx, id: number, now: Date, alone: boolean): Promise<string | null> {
  const enterprise = await tx.enterprise.findUnique({ where: { id } })
  return enterprise === null ? null : filePage(await fileFacts(tx, enterprise, dayOf(now), null), dayOf(now), alone)
}
