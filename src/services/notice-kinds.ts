/** What each kind of notice is called, and what one types to see it or to have it made anew. */
import { month, quarter, showMonth, showQuarter, showTenDay, showTenDayShort, tenDay } from '../domain/period.ts'
import type { Notice, NoticeKind } from '../generated/prisma/client.ts'

interface NoticeWords {
  /** '9月上旬调度通报' */
  name(period: string): string
  /** Typed to see the newest. */
  readonly newest: string
  /** Typed by 项目办 after the data were put right. */
  redo(period: string): string
  /** The verb of `redo`, for its button. */
  readonly redoLabel: string
}

const WORDS: Readonly<Record<NoticeKind, NoticeWords>> = {
  DISPATCH: {
    name: (period) => `${showTenDayShort(tenDay(period))}调度通报`,
    newest: '旬调度',
    redo: (period) => `旬调度 ${showTenDay(tenDay(period))} 重做`,
    redoLabel: '重做',
  },
  EVALUATION: {
    name: (period) => `${showMonth(month(period))}考评通报`,
    newest: '月考评',
    redo: (period) => `月考评 ${showMonth(month(period))} 重算`,
    redoLabel: '重算',
  },
  RANKING: {
    name: (period) => `${showQuarter(quarter(period))}排名通报`,
    newest: '季排名',
    redo: (period) => `季排名 ${showQuarter(quarter(period))} 重算`,
    redoLabel: '重算',
  },
}

type Named = Pick<Notice, 'kind' | 'period'>

/** '9月上旬调度通报' */
export function noticeName({ kind, period }: Named): string {
  return WORDS[kind].name(period)
}

/** What one types to see the newest of the kind: '旬调度'. */
export function newestNotice({ kind }: Named): string {
  return WORDS[kind].newest
}

/** What 项目办 types to have a returned notice made anew, and the button's label. */
export function redoOf({ kind, period }: Named): { readonly action: string; readonly label: string } {
  return { action: WORDS[kind].redo(period), label: WORDS[kind].redoLabel }
}
