/** One of the ways in which WeCom can be written to; the door (door.ts) picks among them for each message. */
import type { Outgoing } from '../../../outbox/door.ts'
import type { Step } from '../classify.ts'
import type { Features, Rendered } from '../render/render.ts'
import { render } from '../render/render.ts'
import type { CardLimits } from '../render/template-card.ts'
import { newTaskId } from '../task-id.ts'

/** What this deployment's edition shows; an old or private one may know neither. */
export interface Edition {
  readonly cards: boolean
  readonly markdown: boolean
}

export type Way = (message: Outgoing) => Promise<Step>

/** A card for one way: in markdown where the edition shows it, with controls where way and edition take them. */
export function drawn(
  message: Outgoing,
  way: {
    readonly door: 'bot' | 'app'
    readonly edition: Edition
    readonly link: string
    readonly markdown: Features['formats']
    /** Bytes of plain text. */
    readonly text: number
    readonly cards: CardLimits | null
  },
): Rendered {
  const { door, edition, link, markdown, text, cards } = way
  const formats = edition.markdown && markdown.length > 0 ? markdown : [{ format: 'text' as const, bytes: text }]
  return render(message.card, {
    features: { formats, cards: edition.cards ? cards : null },
    taskId: newTaskId(door),
    link,
  })
}
