/** A form in a card. Values go out as text; what they mean is the command's business. */
import { h, richText } from '../core/dom.js'

let count = 0

export function form(block, act) {
  count += 1
  const prefix = `form-${count}`
  const inputs = new Map(block.fields.map((field) => [field, input(field, `${prefix}-${field.name}`)]))
  const problem = h('p', { class: 'form-problem', role: 'alert', hidden: true })
  const submit = h('button', { type: 'submit', class: 'button primary' }, block.submit.label)
  const onsubmit = async (event) => {
    event.preventDefault()
    const empty = [...inputs].find(([field, element]) => field.required && element.value.trim() === '')
    problem.hidden = empty === undefined
    if (empty !== undefined) {
      problem.textContent = `请先填写“${empty[0].label}”`
      empty[1].focus()
      return
    }
    submit.disabled = true
    const values = Object.fromEntries([...inputs].map(([field, element]) => [field.name, element.value]))
    await act(block.submit.action, values)
    submit.disabled = false
  }
  return h(
    'form',
    { class: 'block-form', novalidate: true, onsubmit },
    block.title && h('h4', {}, ...richText(block.title)),
    ...groups(block.fields).map((group) => drawGroup(group, inputs)),
    problem,
    h('div', { class: 'form-foot' }, submit, h('p', { class: 'typed' }, `也可以打字：${block.typed}`)),
  )
}

/**
 * Fields that ask the same of several things ("绿邦 形象进度", "示例甲 形象进度") stand together, one group a thing, under
 * its name; all others are one group without a name.
 */
function groups(fields) {
  const parts = fields.map((field) => ({ field, words: field.label.match(/^(\S+)\s+(.+)$/) }))
  const names = new Set(parts.map(({ words }) => words?.[1]))
  if (names.has(undefined) || names.size < 2 || names.size === fields.length) {
    return [{ name: null, rows: fields.map((field) => ({ field, label: field.label })) }]
  }
  return [...names].map((name) => {
    const own = parts.filter(({ words }) => words[1] === name)
    return { name, rows: own.map(({ field, words }) => ({ field, label: words[2] })) }
  })
}

function drawGroup({ name, rows }, inputs) {
  const cells = rows.map(({ field, label }) => {
    const element = inputs.get(field)
    const required = field.required && h('span', { class: 'required' }, '必填')
    const classes = `form-row${field.type === 'multiline' ? ' wide' : ''}`
    return h('div', { class: classes }, h('label', { for: element.id }, ...richText(label), required), element)
  })
  if (name === null) return h('div', { class: 'form-rows' }, ...cells)
  return h('fieldset', {}, h('legend', {}, name), h('div', { class: 'form-rows thirds' }, ...cells))
}

function input(field, id) {
  const common = { id, name: field.name, class: 'field', placeholder: field.placeholder, required: field.required }
  if (field.type === 'choice') {
    const options = (field.options ?? []).map(({ label, value }) =>
      h('option', { value, selected: value === field.value }, label),
    )
    return h(
      'select',
      common,
      field.value === undefined && h('option', { value: '' }, field.placeholder ?? '请选择'),
      ...options,
    )
  }
  if (field.type === 'multiline') return h('textarea', { ...common, rows: 2 }, field.value ?? '')
  return h('input', { ...common, type: 'text', value: field.value, autocomplete: 'off' })
}
