/**
 * Tells open boards that something changed. Every change writes an audit row, so one look a second at the newest of a
 * district finds what this copy of the program wrote and what another did; there is no look while nobody watches.
 */
import type { Clock } from '../../clock.ts'
import type { Db } from '../../database/client.ts'
import { dayOf, showDayTime } from '../../domain/calendar-day.ts'
import type { Log } from '../../log.ts'

/** A board is to show a report within two seconds. */
const LOOK_MS = 1000
/** Rows with lower ids than the newest that may still be on their way to being committed. */
const LATE_IDS = 1000

export type BoardEvent =
  /** The mark of the board as it is now; a page with another one is out of date. */
  | { readonly kind: 'changed'; readonly mark: string }
  /** The line is alive; business time as shown. */
  | { readonly kind: 'beat'; readonly at: string }

export interface BoardWatch {
  /** Hears of a district from now on; gives back how to stop hearing. */
  subscribe(districtId: number, listener: (event: BoardEvent) => void): () => void
  /** What the board of a district depends on, as one text: the same text, the same board. */
  mark(districtId: number): Promise<string>
  stop(): Promise<void>
}

interface Watched {
  mark: string | null
  readonly listeners: Set<(event: BoardEvent) => void>
}

export function boardWatch({ db, clock, log }: { db: Db; clock: Clock; log: Log }): BoardWatch {
  const watched = new Map<number, Watched>()
  let timer: NodeJS.Timeout | undefined
  let looking = Promise.resolve()
  let shownAt = ''

  async function mark(districtId: number): Promise<string> {
    const order = { id: 'desc' } as const
    const newest = (await db.auditEntry.findFirst({ where: { districtId }, orderBy: order, select: { id: true } }))?.id
    // Ids are given before the commit: of two transactions at once the lower one may come later.
    const late = await db.auditEntry.count({ where: { districtId, id: { gt: (newest ?? 0) - LATE_IDS } } })
    // Deadlines come nearer by the day, without a change of any row.
    return `${newest ?? 0}+${late}/${dayOf(clock.now())}`
  }

  async function look(): Promise<void> {
    for (const [districtId, entry] of watched) {
      const now = await mark(districtId)
      if (entry.mark !== now) tell(entry, { kind: 'changed', mark: now })
      entry.mark = now
    }
    const at = showDayTime(clock.now())
    if (at === shownAt) return
    shownAt = at
    for (const entry of watched.values()) tell(entry, { kind: 'beat', at })
  }

  function start(): void {
    timer ??= setInterval(() => {
      looking = looking.then(look).catch((error: unknown) => log.warn({ err: error }, 'looking for changes failed'))
    }, LOOK_MS).unref()
  }

  function pause(): void {
    clearInterval(timer)
    timer = undefined
  }

  return {
    mark,
    subscribe(districtId, listener) {
      const entry = watched.get(districtId) ?? { mark: null, listeners: new Set() }
      watched.set(districtId, entry)
      entry.listeners.add(listener)
      start()
      return () => {
        entry.listeners.delete(listener)
        if (entry.listeners.size === 0) watched.delete(districtId)
        if (watched.size === 0) pause()
      }
    },
    async stop() {
      watched.clear()
      pause()
      await looking
    },
  }
}

function tell({ listeners }: Watched, event: BoardEvent): void {
  for (const listener of listeners) listener(event)
}
