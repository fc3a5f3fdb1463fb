/**
 * What is done differently for each kind of notice, in one table: what 项目办 reads beside the post, what keeps it from
 * going out, and what goes with its publication. Everything else of a notice is the same for all kinds.
 */
import type { Block } from '../chat/card.ts'
import type { Notice, NoticeKind } from '../generated/prisma/client.ts'
import type { Acting } from './acting.ts'
import { dispatchExtras } from './dispatch-notice-extras.ts'
import { evaluationDoubt, evaluationExtras, evaluationObstacle } from './evaluation/practice.ts'
import { settleMonth } from './evaluation/publish.ts'
import { rankingDoubt, rankingExtras, rankingObstacle, rankingPublished } from './ranking/practice.ts'

export interface NoticePractice {
  /** Blocks for 项目办 alone, below the post in every preview. */
  extras(acting: Acting, notice: Notice): Promise<readonly Block[]>
  /** Why it may not go out now, whoever asks, as the end of a sentence that begins with its name; null: it may. */
  obstacle(acting: Acting, notice: Notice): Promise<string | null>
  /** What a person should think of before publishing by hand, as a question; null: nothing. */
  doubt(acting: Acting, notice: Notice): Promise<string | null>
  /** In the transaction of the publication: states, drafts, private messages. */
  published(acting: Acting, notice: Notice): Promise<void>
}

const PLAIN: NoticePractice = {
  extras: () => Promise.resolve([]),
  obstacle: () => Promise.resolve(null),
  doubt: () => Promise.resolve(null),
  published: () => Promise.resolve(),
}

const PRACTICES: Readonly<Record<NoticeKind, NoticePractice>> = {
  DISPATCH: { ...PLAIN, extras: dispatchExtras },
  EVALUATION: {
    extras: evaluationExtras,
    obstacle: evaluationObstacle,
    doubt: evaluationDoubt,
    published: settleMonth,
  },
  RANKING: {
    extras: rankingExtras,
    obstacle: rankingObstacle,
    doubt: rankingDoubt,
    published: rankingPublished,
  },
}

/** The practice of the notice's kind. */
export function practiceOf({ kind }: Pick<Notice, 'kind'>): NoticePractice {
  return PRACTICES[kind]
}
