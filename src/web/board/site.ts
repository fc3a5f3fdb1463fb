/** GET /board: the page, its event stream and its files. */
import { type Request, type Response, Router, static as serveFiles } from 'express'
import type { Clock } from '../../clock.ts'
import type { Db } from '../../database/client.ts'
import { transact } from '../../database/transaction.ts'
import { projectPath } from '../../root.ts'
import { boardView } from '../../services/board/view.ts'
import type { AccessRules } from '../access.ts'
import { securityHeaders } from '../security-headers.ts'
import { type Admission, admit } from './access.ts'
import { boardPage } from './page.ts'
import { refusedPage } from './refused.ts'
import { boardStream } from './stream.ts'
import type { BoardWatch } from './watch.ts'

export interface BoardParts {
  readonly db: Db
  readonly clock: Clock
  readonly watch: BoardWatch
  /** Null: the console is off, so that only a signed link opens the board. */
  readonly console: AccessRules | null
}

const FILES = projectPath('src', 'web', 'board', 'page')
/** Of the console's page: its sign and its reset of what browsers add. */
const SHARED = projectPath('src', 'web', 'page')

/** Mount it at the root. */
export function boardSite({ db, clock, watch, console }: BoardParts): Router {
  const site = Router()
  const pageOf = boardPages({ db, clock, watch })
  const stream = boardStream(watch, clock)
  const enter = (request: Request) => admit(db, console, request, clock.wall())
  site.use('/board', securityHeaders())
  site.get('/board', async (request, response) => {
    const admission = await enter(request)
    if (!admission.ok) return refuse(response, admission)
    response
      .set('Cache-Control', 'no-store')
      .type('html')
      .send(await pageOf(admission.district))
  })
  site.get('/board/events', async (request, response) => {
    const admission = await enter(request)
    if (!admission.ok) return refuse(response, admission)
    stream(request, response, admission)
  })
  site.get('/board/icon.svg', (_request, response) => response.sendFile('icon.svg', { root: SHARED }))
  site.get('/board/reset.css', (_request, response) => response.sendFile('css/reset.css', { root: SHARED }))
  site.use('/board', serveFiles(FILES, { index: false, redirect: false, cacheControl: false, setHeaders }))
  return site
}

/** Files are asked for again at every visit and answered with 304 (ETag) while they are the same. */
function setHeaders(response: { setHeader(name: string, value: string): unknown }): void {
  response.setHeader('Cache-Control', 'no-cache')
}

function refuse(response: Response, admission: Extract<Admission, { ok: false }>): void {
  const status = admission.why === 'no-district' ? 404 : 403
  response.status(status).set('Cache-Control', 'no-store').type('html').send(refusedPage(admission))
}

type District = Extract<Admission, { ok: true }>['district']

/** The page of a district, made once for each state of its data, however many screens ask for it at once. */
function boardPages({ db, clock, watch }: Omit<BoardParts, 'console'>): (district: District) => Promise<string> {
  const made = new Map<number, { readonly mark: string; readonly page: Promise<string> }>()
  return async (district) => {
    // Read before the data: a change in between makes the page once too often, never once too little.
    const mark = await watch.mark(district.id)
    const known = made.get(district.id)
    if (known?.mark === mark) return await known.page
    const page = transact(db, (tx) => boardView(tx, district, clock.now())).then((view) => boardPage(view, mark))
    made.set(district.id, { mark, page })
    page.catch(() => made.delete(district.id))
    return await page
  }
}
