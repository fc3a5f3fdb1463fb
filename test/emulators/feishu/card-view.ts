/** A card as a person sees it: its words, its buttons, its forms. */
import { walk } from './card-check.ts'
import type { CardJson } from './card-rules.ts'

type Node = Readonly<Record<string, unknown>>

/** Everything readable of a card, a line for each element; tables row by row, cells joined by " | ". */
export function textOfCard(card: CardJson): string {
  return [...walk(card, 0, false)].flatMap(({ node }) => linesOf(node)).join('\n')
}

function linesOf(node: Node): string[] {
  if (node.tag === 'markdown' || node.tag === 'lark_md') return [unescapeMarkdown(String(node.content))]
  if (node.tag === 'plain_text') return [String(node.content)]
  if (node.tag === 'table') return tableLines(node)
  if (node.tag === 'chart') return [JSON.stringify(node.chart_spec)]
  if (node.tag === 'input' && typeof node.default_value === 'string') return [node.default_value]
  return []
}

function tableLines(node: Node): string[] {
  const columns = Array.isArray(node.columns) ? node.columns : []
  const rows = Array.isArray(node.rows) ? node.rows : []
  return [
    columns.map((column) => String(column.display_name ?? '')).join(' | '),
    ...rows.map((row) => columns.map((column) => String(row[column.name] ?? '')).join(' | ')),
  ]
}

/** Markdown as it looks: tags and marks gone, entities turned back. */
export function unescapeMarkdown(content: string): string {
  return content
    .replace(/<\/?font[^>]*>/g, '')
    .replaceAll('**', '')
    .replaceAll('&nbsp;', ' ')
    .replace(/&#(\d+);/g, (_whole, code: string) => String.fromCodePoint(Number(code)))
}

export interface Pressable {
  readonly tag: string
  readonly label: string
  /** What the callback carries. */
  readonly value: unknown
  readonly name: string | null
  readonly inForm: boolean
}

/** The card's buttons, in order. */
export function buttonsOf(card: CardJson): Pressable[] {
  return [...walk(card, 0, false)].flatMap(({ node, inForm }) => {
    if (node.tag !== 'button') return []
    return [{ tag: 'button', label: contentOf(node.text), value: callbackOf(node), name: nameOf(node), inForm }]
  })
}

export interface Choice extends Pressable {
  readonly options: readonly { readonly label: string; readonly value: string }[]
}

/** The drop-down lists outside of forms. */
export function choicesOf(card: CardJson): Choice[] {
  return [...walk(card, 0, false)].flatMap(({ node, inForm }) => {
    if (node.tag !== 'select_static' || inForm) return []
    const options = Array.isArray(node.options)
      ? node.options.map((option) => ({ label: contentOf(option.text), value: String(option.value) }))
      : []
    const label = contentOf(node.placeholder)
    return [{ tag: 'select_static', label, value: callbackOf(node), name: nameOf(node), inForm, options }]
  })
}

export interface FormField {
  readonly name: string
  readonly label: string
  readonly required: boolean
  readonly value: string
  /** Values to choose from; null: free text. */
  readonly options: readonly { readonly label: string; readonly value: string }[] | null
}

export interface FormView {
  readonly name: string
  readonly fields: readonly FormField[]
  readonly submit: Pressable
}

/** The card's forms with their fields and their submit button. */
export function formsOf(card: CardJson): FormView[] {
  return [...walk(card, 0, false)].flatMap(({ node }) => {
    if (node.tag !== 'form') return []
    const inside = [...walk(node.elements, 0, true)].map((one) => one.node)
    const submit = inside.find((one) => one.form_action_type === 'submit')
    if (submit === undefined) return []
    return [
      {
        name: String(node.name),
        fields: inside.flatMap((one, i) => fieldOf(one, inside[i - 1])),
        submit: {
          tag: 'button',
          label: contentOf(submit.text),
          value: callbackOf(submit),
          name: nameOf(submit),
          inForm: true,
        },
      },
    ]
  })
}

function fieldOf(node: Node, before: Node | undefined): FormField[] {
  const base = { name: String(node.name), required: node.required === true }
  if (node.tag === 'input') {
    return [{ ...base, label: contentOf(node.label), value: String(node.default_value ?? ''), options: null }]
  }
  if (node.tag !== 'select_static') return []
  const options = Array.isArray(node.options)
    ? node.options.map((option) => ({ label: contentOf(option.text), value: String(option.value) }))
    : []
  const chosen = options[Number(node.initial_index ?? 0) - 1]?.value ?? ''
  const label = before?.tag === 'markdown' ? unescapeMarkdown(String(before.content)) : contentOf(node.placeholder)
  return [{ ...base, label, value: chosen, options }]
}

function contentOf(text: unknown): string {
  return typeof text === 'object' && text !== null && 'content' in text ? String(text.content) : ''
}

function nameOf(node: Node): string | null {
  return typeof node.name === 'string' ? node.name : null
}

function callbackOf(node: Node): unknown {
  const behaviors = Array.isArray(node.behaviors) ? node.behaviors : []
  return behaviors.find((one) => one.type === 'callback')?.value
}
