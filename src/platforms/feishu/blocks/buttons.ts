import type { Action } from '../../../chat/card.ts'
import { oneLine } from '../../short-text.ts'
import { type Behavior, type Button, plain } from '../card-json.ts'
import type { Drawing } from '../unit.ts'

export const LONGEST_LABEL = 100
const LONGEST_ACTION = 1_000

/** Whether a command can stand behind a button; another one is spelled out. */
export function isPressable(action: string): boolean {
  return action.trim() !== '' && action.length <= LONGEST_ACTION
}

/** A button that types `action`. */
export function pushButton(
  press: { readonly label: string; readonly action: string; readonly type: Button['type'] },
  drawing: Drawing,
): Button {
  return {
    tag: 'button',
    type: press.type,
    text: plain(oneLine(press.label, LONGEST_LABEL) || oneLine(press.action, LONGEST_LABEL)),
    behaviors: [callbackOf(press.action, drawing)],
  }
}

/** The button of an action; null when Feishu has none that could hold it. */
export function buttonOf(action: Exclude<Action, { kind: 'select' }>, drawing: Drawing): Button | null {
  if (action.kind === 'link') {
    if (!isWebAddress(action.url)) return null
    const text = plain(oneLine(action.label, LONGEST_LABEL) || '打开')
    return { tag: 'button', type: 'default', text, behaviors: [{ type: 'open_url', default_url: action.url }] }
  }
  if (!isPressable(action.action)) return null
  const button = pushButton({ label: action.label, action: action.action, type: action.style ?? 'default' }, drawing)
  if (!action.confirm) return button
  return { ...button, confirm: { title: plain('请确认'), text: plain(oneLine(action.confirm, 300)) } }
}

/** What a click sends back: the command (a list's option is its own) and, in a group, where the card belongs. */
export function callbackOf(act: string | null, drawing: Drawing): Behavior {
  const chat = drawing.chat === undefined ? {} : { chat: drawing.chat }
  return { type: 'callback', value: act === null ? { list: true, ...chat } : { act, ...chat } }
}

function isWebAddress(url: string): boolean {
  return url.length <= LONGEST_ACTION && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)
}
