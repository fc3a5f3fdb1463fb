/** Which of a card's ways on become buttons and lists of a template card, and which remain to be typed. */
import type { Action, Block, Card } from '../../../chat/card.ts'
import { oneLine } from '../../short-text.ts'
import { CHOICE, keyOf } from './callback-key.ts'
import {
  type ButtonInteraction,
  type CardButton,
  type CardLimits,
  LIMITS,
  type MultipleInteraction,
  type Option,
  type Selection,
  type VoteInteraction,
} from './template-card.ts'

type Button = Extract<Action, { kind: 'button' }>
type Select = Extract<Action, { kind: 'select' }>
type Form = Extract<Block, { kind: 'form' }>

/** The interactive part of a template card. */
export type Controls =
  | Pick<ButtonInteraction, 'card_type' | 'button_selection' | 'button_list'>
  | Pick<VoteInteraction, 'card_type' | 'checkbox' | 'submit_button'>
  | Pick<MultipleInteraction, 'card_type' | 'select_list' | 'submit_button'>

export interface Ways {
  /** Null: the card has nothing to press. */
  readonly controls: Controls | null
  /** The form that the controls stand for; its typed line need not be shown. */
  readonly form: Form | null
  /** Commands for which there is no control. */
  readonly typed: readonly string[]
}

/** No card for the door: everything is typed. */
export function typedWays(card: Card): Ways {
  return { controls: null, form: null, typed: card.actions.flatMap(commandsOf) }
}

/** Buttons first; beside them one drop-down list. Options alone become a vote, a form of nothing but lists a form. */
export function waysOf(card: Card, limits: CardLimits): Ways {
  const buttons = card.actions.filter((action) => action.kind === 'button').filter(({ action }) => action.trim() !== '')
  const [select, ...selects] = card.actions.filter((action) => action.kind === 'select')
  const others = selects.flatMap(commandsOf)
  const form = buttons.length === 0 && select === undefined ? formOf(card) : null
  if (form !== null) return { controls: formControls(form, limits), form, typed: [] }
  if (select !== undefined && buttons.length === 0 && select.options.length > LIMITS.options) {
    return vote(select, others, limits)
  }
  return pressed(buttons, select, others, limits)
}

function pressed(
  buttons: readonly Button[],
  select: Select | undefined,
  others: readonly string[],
  limits: CardLimits,
): Ways {
  const pressable = buttons.filter(({ action }) => Buffer.byteLength(action) < LIMITS.keyBytes)
  const options = select === undefined ? [] : choosable(select)
  const listed = options.slice(0, LIMITS.options)
  const shown = pressable.slice(0, LIMITS.buttons - (listed.length > 0 ? 1 : 0))
  const typed = [
    ...buttons.filter((button) => !shown.includes(button)).flatMap(commandsOf),
    ...(select === undefined ? [] : commandsOf(select).filter((command) => !listed.some(({ id }) => id === command))),
    ...others,
  ]
  const list: CardButton[] = shown.map(drawn)
  if (listed.length > 0) list.unshift({ text: '确定', style: 1, key: keyOf({ kind: 'choice' }) })
  if (list.length === 0) return { controls: null, form: null, typed }
  const selection =
    select === undefined || listed.length === 0
      ? {}
      : { button_selection: selectionOf(CHOICE, select.label, listed, limits) }
  return { controls: { card_type: 'button_interaction', ...selection, button_list: list }, form: null, typed }
}

function vote(select: Select, others: readonly string[], limits: CardLimits): Ways {
  const options = choosable(select).slice(0, LIMITS.votes)
  const left = commandsOf(select).filter((command) => !options.some(({ id }) => id === command))
  if (options.length === 0) return { controls: null, form: null, typed: [...left, ...others] }
  return {
    controls: {
      card_type: 'vote_interaction',
      checkbox: { question_key: CHOICE, mode: 0, option_list: short(options, limits.checkbox) },
      submit_button: { text: '确定', key: keyOf({ kind: 'choice' }) },
    },
    form: null,
    typed: [...left, ...others],
  }
}

/** A form that consists of lists alone, few and short enough; WeCom's cards have no input for text. */
function formOf({ blocks }: Card): Form | null {
  const [form, ...more] = blocks.filter((block) => block.kind === 'form')
  if (form === undefined || more.length > 0 || form.fields.length === 0) return null
  const fits =
    form.fields.length <= LIMITS.selects &&
    Buffer.byteLength(form.submit.action) < LIMITS.keyBytes &&
    form.fields.every(({ type, options = [] }) => {
      const ids = new Set(options.map(({ value }) => value))
      const short = options.every(({ value }) => value !== '' && Buffer.byteLength(value) <= LIMITS.optionIdBytes)
      return type === 'choice' && short && ids.size === options.length && ids.size >= 1 && ids.size <= LIMITS.options
    })
  return fits ? form : null
}

function formControls(form: Form, limits: CardLimits): Controls {
  return {
    card_type: 'multiple_interaction',
    select_list: form.fields.map(({ name, label, value, options = [] }) => {
      const list = options.map((option) => ({ id: option.value, text: option.label }))
      const selected = list.some(({ id }) => id === value) && value !== undefined ? { selected_id: value } : {}
      return { ...selectionOf(name, label, list, limits), ...selected }
    }),
    submit_button: {
      text: named(form.submit.label, '提交', LIMITS.buttonText),
      key: keyOf({ kind: 'form', command: form.submit.action }),
    },
  }
}

function selectionOf(key: string, title: string, options: readonly Option[], limits: CardLimits): Selection {
  return {
    question_key: key,
    title: oneLine(title, LIMITS.selectTitle),
    option_list: short(options, limits.option),
  }
}

function short(options: readonly Option[], most: number): Option[] {
  return options.map(({ id, text }) => ({ id, text: named(text, id, most) }))
}

function choosable({ options }: Select): Option[] {
  const seen = new Map<string, string>()
  for (const { label, action } of options) {
    const fits = action.trim() !== '' && Buffer.byteLength(action) <= LIMITS.optionIdBytes
    if (fits && !seen.has(action)) seen.set(action, label)
  }
  return [...seen].map(([id, text]) => ({ id, text }))
}

/** WeCom refuses a control without a text. */
function named(label: string, command: string, most: number): string {
  return oneLine(label, most) || oneLine(command, most) || '·'
}

const STYLES = { primary: 1, default: 2, danger: 3 } as const

function drawn({ label, action, style }: Button): CardButton {
  return {
    text: named(label, action, LIMITS.buttonText),
    style: STYLES[style ?? 'default'],
    key: keyOf({ kind: 'command', command: action }),
  }
}

function commandsOf(action: Action): string[] {
  switch (action.kind) {
    case 'button':
      return [action.action].filter((command) => command.trim() !== '')
    case 'select':
      return action.options.map((option) => option.action).filter((command) => command.trim() !== '')
    case 'link':
      return []
  }
}
