import type { Action } from '../../../chat/card.ts'
import { oneLine } from '../../short-text.ts'
import { type Button, type ColumnSet, plain, type Select } from '../card-json.ts'
import { sizeOf } from '../card-size.ts'
import { chunksOf } from '../chunks.ts'
import { type Drawing, paragraph, textUnits, UNIT_BYTES, type Unit, unit } from '../unit.ts'
import { buttonOf, callbackOf, isPressable, LONGEST_LABEL } from './buttons.ts'

type Choice = Extract<Action, { kind: 'select' }>
type Option = Select['options'][number]

const BUTTONS_IN_ROW = 5
const OPTIONS_IN_LIST = 20

/** The ways on: buttons and links in rows, drop-down lists beneath each other, in the order given. */
export function actionUnits(actions: readonly Action[], drawing: Drawing): Unit[] {
  const units: Unit[] = []
  let row: Button[] = []
  const flush = () => {
    units.push(...rowsOf(row))
    row = []
  }
  for (const action of actions) {
    const button = action.kind === 'select' ? null : buttonOf(action, drawing)
    if (button !== null) {
      row.push(button)
      continue
    }
    flush()
    units.push(...(action.kind === 'select' ? selectUnits(action, drawing) : spelledOut(action)))
  }
  flush()
  return units
}

function rowsOf(buttons: readonly Button[]): Unit[] {
  const most = { count: BUTTONS_IN_ROW, bytes: UNIT_BYTES }
  return chunksOf(buttons, most, (button) => sizeOf(button).bytes).map((row) => {
    const columns = row.map((button) => ({ tag: 'column', width: 'auto', elements: [button] }) as const)
    const set: ColumnSet = { tag: 'column_set', flex_mode: 'flow', columns }
    return unit([set], row.length)
  })
}

function selectUnits(choice: Choice, drawing: Drawing): Unit[] {
  const options = distinctOptions(choice)
  if (options === null) return spelledOut(choice)
  let from = 0
  const most = { count: OPTIONS_IN_LIST, bytes: UNIT_BYTES }
  return chunksOf(options, most, (option) => Buffer.byteLength(JSON.stringify(JSON.stringify(option)))).map((some) => {
    const part = some.length === options.length ? '' : `（${from + 1}–${from + some.length}）`
    from += some.length
    const list: Select = {
      tag: 'select_static',
      placeholder: plain((oneLine(choice.label, LONGEST_LABEL - part.length) || '请选择') + part),
      options: some,
      behaviors: [callbackOf(null, drawing)],
    }
    return unit([list], some.length)
  })
}

/** Feishu wants the values of a list to differ. Null: not all of its commands can stand in a list. */
function distinctOptions(choice: Choice): Option[] | null {
  if (choice.options.length === 0 || !choice.options.every((option) => isPressable(option.action))) return null
  const byCommand = new Map<string, Option>()
  for (const option of choice.options) {
    const value = option.action.trim()
    const text = plain(oneLine(option.label, LONGEST_LABEL) || oneLine(value, LONGEST_LABEL))
    if (!byCommand.has(value)) byCommand.set(value, { text, value })
  }
  return [...byCommand.values()]
}

/** The same way on in words. */
function spelledOut(action: Action): Unit[] {
  return textUnits(wordsOf(action), (piece) => paragraph(piece))
}

function wordsOf(action: Action): string {
  if (action.kind === 'link') return `${action.label}：${action.url}`
  if (action.kind === 'button') return `${action.label}：发送 ${action.action}`
  return [action.label, ...action.options.map((option) => `${option.label}：发送 ${option.action}`)].join('\n')
}
