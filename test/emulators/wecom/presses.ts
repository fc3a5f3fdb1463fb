/** From a label on a card to what WeCom reports when somebody presses it. */
import type { TakenCard } from './card-rules.ts'

export interface Pressing {
  readonly key: string
  readonly taskId: string
  readonly cardType: string
  readonly selected: readonly (readonly [question: string, ids: readonly string[]])[]
}

/** A press on the button with that text. */
export function buttonOf(card: TakenCard, label: string): Pressing {
  const buttons = card.card_type === 'button_interaction' ? card.button_list : []
  const found = buttons.find(({ text }) => text === label)
  if (found === undefined) throw new Error(`no button ${label}, but ${buttons.map(({ text }) => text).join(' ')}`)
  return { key: found.key, taskId: card.task_id, cardType: card.card_type, selected: [] }
}

/** The option with that text chosen from the card's list, and the list's button pressed. */
export function choiceOf(card: TakenCard, label: string): Pressing {
  const common = { taskId: card.task_id, cardType: card.card_type }
  if (card.card_type === 'vote_interaction') {
    return {
      ...common,
      key: card.submit_button.key,
      selected: [[card.checkbox.question_key, [idOf(card.checkbox.option_list, label)]]],
    }
  }
  const list = card.card_type === 'button_interaction' ? card.button_selection : undefined
  if (card.card_type !== 'button_interaction' || list === undefined) throw new Error('the card has no list')
  const key = card.button_list.find(({ text }) => text === '确定')?.key ?? ''
  return { ...common, key, selected: [[list.question_key, [idOf(list.option_list, label)]]] }
}

function idOf(options: readonly { id: string; text: string }[], label: string): string {
  const found = options.find(({ text }) => text === label)
  if (found === undefined) throw new Error(`no option ${label}`)
  return found.id
}
