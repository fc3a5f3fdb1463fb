/** Checks a card as Feishu does when it is sent: first its schema, then what spans elements. */
import { type CardJson, cardJsonSchema } from './card-rules.ts'

/** A refused card; `code` is the inner one of Feishu's message. */
export interface CardFault {
  readonly code: number
  readonly message: string
}

type Node = Readonly<Record<string, unknown>>
interface Found {
  readonly node: Node
  readonly depth: number
  readonly inForm: boolean
}

const CONTAINERS = new Set(['column_set', 'collapsible_panel', 'form'])
const INTERACTIVE = new Set(['button', 'select_static', 'input'])

/** The card, or the first thing that Feishu would refuse it for. */
export function checkCard(value: unknown): { card: CardJson } | { fault: CardFault } {
  const parsed = cardJsonSchema.safeParse(value)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    return refused(200621, `${issue?.path.join('.')}: ${issue?.message}`)
  }
  const found = [...walk(parsed.data, 0, false)]
  const fault = counts(found) ?? names(found) ?? forms(found) ?? tables(found) ?? selects(found) ?? markup(found)
  return fault === null ? { card: parsed.data } : { fault }
}

/** Everything with a tag, in order. */
export function* walk(value: unknown, depth: number, inForm: boolean): Generator<Found> {
  if (typeof value !== 'object' || value === null) return
  if (Array.isArray(value)) {
    for (const one of value) yield* walk(one, depth, inForm)
    return
  }
  const node: Node = { ...value }
  const tag = typeof node.tag === 'string' ? node.tag : null
  if (tag !== null) yield { node, depth, inForm }
  const deeper = depth + (tag !== null && CONTAINERS.has(tag) ? 1 : 0)
  // A chart's spec is not made of elements.
  const children = Object.entries(node).filter(([key]) => key !== 'chart_spec' && key !== 'rows')
  for (const [, child] of children) yield* walk(child, deeper, inForm || tag === 'form')
}

function counts(found: readonly Found[]): CardFault | null {
  if (found.length > 200) return fault(11310, `element number over limit: ${found.length}`)
  if (tagged(found, 'table').length > 5) return fault(11310, 'card table number over limit')
  if (tagged(found, 'chart').length > 5) return fault(11310, 'card chart number over limit')
  return found.some((one) => one.depth > 5) ? fault(200861, 'nested too deep') : null
}

function names(found: readonly Found[]): CardFault | null {
  const given = found.filter((one) => INTERACTIVE.has(String(one.node.tag)) || one.node.tag === 'form')
  const taken = given.flatMap((one) => (typeof one.node.name === 'string' ? [one.node.name] : []))
  if (new Set(taken).size < taken.length) return fault(200530, 'name is not unique')
  const ids = found.flatMap((one) => (typeof one.node.element_id === 'string' ? [one.node.element_id] : []))
  return new Set(ids).size < ids.length ? fault(200621, 'element_id is not unique') : null
}

function forms(found: readonly Found[]): CardFault | null {
  for (const { node, inForm } of found.filter((one) => INTERACTIVE.has(String(one.node.tag)))) {
    if (inForm && typeof node.name !== 'string') return fault(200530, 'no name in a form')
    if (!inForm && node.required !== undefined) return fault(200621, 'required outside of a form')
    if (!inForm && node.form_action_type !== undefined) return fault(200621, 'form_action_type outside of a form')
  }
  for (const { node } of tagged(found, 'form')) {
    const inside = [...walk(node.elements, 0, true)]
    if (!inside.some((one) => one.node.form_action_type === 'submit')) return fault(200621, 'form without submit')
    if (tagged(inside, 'chart').length > 0) return fault(200861, 'chart in a form')
  }
  return null
}

function tables(found: readonly Found[]): CardFault | null {
  for (const { node } of tagged(found, 'table')) {
    const columns = Array.isArray(node.columns) ? node.columns : []
    const known = new Set(columns.map((column) => String(column.name)))
    if (known.size < columns.length) return fault(200915, 'column names differ not')
    for (const row of Array.isArray(node.rows) ? node.rows : []) {
      if (Object.keys(row).some((key) => !known.has(key))) return fault(200915, 'a cell without a column')
      if (Object.values(row).some((cell) => typeof cell === 'object')) return fault(200914, 'a cell of the wrong type')
    }
  }
  return null
}

function selects(found: readonly Found[]): CardFault | null {
  for (const { node } of tagged(found, 'select_static')) {
    const values = Array.isArray(node.options) ? node.options.map((option) => String(option.value)) : []
    if (new Set(values).size < values.length) return fault(200621, 'option values are not unique')
  }
  return null
}

/** A mention of everybody makes the whole card fail where it is not permitted: here it never is. */
function markup(found: readonly Found[]): CardFault | null {
  const all = tagged(found, 'markdown').some((one) => /<at\s+(id|ids)\s*=\s*["']?all/i.test(String(one.node.content)))
  return all ? fault(100290, 'at all is not permitted') : null
}

function tagged(found: readonly Found[], tag: string): Found[] {
  return found.filter((one) => one.node.tag === tag)
}

function fault(code: number, message: string): CardFault {
  return { code, message }
}

function refused(code: number, message: string): { fault: CardFault } {
  return { fault: fault(code, message) }
}
