import type { Block, FormField } from '../../../chat/card.ts'
import { oneLine } from '../../short-text.ts'
import { cardNameOf } from '../callback.ts'
import { type Element, type Form, type Input, plain, type Select } from '../card-json.ts'
import { type Drawing, heading, paragraph, textUnits, type Unit, unit } from '../unit.ts'
import { callbackOf, LONGEST_LABEL } from './buttons.ts'

type FormBlock = Extract<Block, { kind: 'form' }>

const LONGEST_INPUT = 1_000
/** More than this leaves no room for anything beside it. */
const MOST = { bytes: 20_000, elements: 120 } as const

/** A form; one that no card can hold becomes the line to type instead. */
export function formBlock(block: FormBlock, drawing: Drawing): Unit[] {
  const drawn = unit([formOf(block, drawing)], 1)
  if (drawn.size.bytes <= MOST.bytes && drawn.size.elements <= MOST.elements) return [drawn]
  return textUnits(`${block.title ?? block.submit.label}：请直接回一句话\n${block.typed}`, (piece) => paragraph(piece))
}

function formOf(block: FormBlock, drawing: Drawing): Form {
  const title: Element[] = block.title ? [heading(block.title)] : []
  return {
    tag: 'form',
    name: cardNameOf(drawing.ordinal(), block.name),
    elements: [
      ...title,
      ...block.fields.flatMap((field) => fieldOf(field, drawing)),
      {
        tag: 'button',
        name: cardNameOf(drawing.ordinal(), 'submit'),
        form_action_type: 'submit',
        type: 'primary',
        text: plain(oneLine(block.submit.label, LONGEST_LABEL) || '提交'),
        behaviors: [callbackOf(block.submit.action, drawing)],
      },
    ],
  }
}

function fieldOf(field: FormField, drawing: Drawing): Element[] {
  const name = cardNameOf(drawing.ordinal(), field.name)
  const label = oneLine(field.label, LONGEST_LABEL) || field.name
  if (field.type === 'choice' && field.options !== undefined && field.options.length > 0) {
    return [paragraph(label), choiceOf(field, field.options, name)]
  }
  const input: Input = {
    tag: 'input',
    name,
    label: plain(label),
    width: 'fill',
    input_type: field.type === 'multiline' ? 'multiline_text' : 'text',
    max_length: LONGEST_INPUT,
    ...(field.type === 'multiline' ? { rows: 3 } : {}),
    ...(field.required === true ? { required: true } : {}),
    ...(field.placeholder ? { placeholder: plain(oneLine(field.placeholder, LONGEST_LABEL)) } : {}),
    ...(field.value ? { default_value: Array.from(field.value).slice(0, LONGEST_INPUT).join('') } : {}),
  }
  return [input]
}

function choiceOf(field: FormField, options: NonNullable<FormField['options']>, name: string): Select {
  // Two options of one value cannot be told apart when they come back: the first one stands for both.
  const distinct = options.filter((option, i) => options.findIndex((other) => other.value === option.value) === i)
  const chosen = distinct.findIndex((option) => option.value === field.value)
  return {
    tag: 'select_static',
    name,
    width: 'fill',
    placeholder: plain(oneLine(field.placeholder ?? '请选择', LONGEST_LABEL)),
    options: distinct.map((option) => ({
      text: plain(oneLine(option.label, LONGEST_LABEL) || option.value),
      value: option.value,
    })),
    ...(field.required === true ? { required: true } : {}),
    ...(chosen >= 0 ? { initial_index: chosen + 1 } : {}),
  }
}
