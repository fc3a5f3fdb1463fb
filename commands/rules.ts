import { z } from 'zod'
import { button, type Card, say } from '../src/chat/card.ts'
import { type Context, defineCommand, type Line, type Reading } from '../src/chat/command.ts'
import { month, showMonth } from '../src/domain/period.ts'
import { readMonth } from '../src/domain/period-read.ts'
import {
  findRule,
  findRuleGroup,
  type RuleEntry,
  type RuleGroup,
  ruleCatalogue,
  ruleGroups,
} from '../src/domain/rule-catalogue.ts'
import { UserError } from '../src/errors.ts'
import { changeRule, changesAhead, conflictOf, firstMonthOf } from '../src/services/rule-changes.ts'

const args = z.object({
  /** Name of a group to show; null: the first, with buttons for the others. */
  group: z.string().nullable(),
  /** Key of the rule; null: show a group. */
  rule: z.string().nullable(),
  /** The new value as stored; null with a rule: show it. */
  value: z.json(),
  shown: z.string().nullable(),
  fromMonth: z.string().nullable(),
})
type Args = z.infer<typeof args>
const shownOnly = { value: null, shown: null, fromMonth: null } as const

export const rulesCommand = defineCommand({
  id: 'rules',
  name: '规则',
  aliases: ['设置'],
  summary: '报送、目标、考评、亮牌、排名、办理（督办、手续）的规则；管理员可改',
  usage: [
    '规则',
    '规则 考评',
    '规则 截止时间',
    '规则 截止时间 18:00 10月起',
    '规则 旬调度通报方式 审批',
    '规则 权重 40,25,10,10,10,5',
  ],
  examples: [
    { text: '规则', in: 'private', as: 'liaison' },
    { text: '规则 截止时间', in: 'private', as: 'office' },
    { text: '规则 考评', in: 'private', as: 'office' },
    { text: '规则 旬调度通报方式 审批', in: 'private', as: 'admin' },
  ],
  who: ['member'],
  where: 'anywhere',
  args,
  subject: ({ rule }) => rule,
  read: async (line, ctx) => readChange(line, ctx),
  confirm: async (ctx, { rule, value, shown, fromMonth }) => {
    if (rule === null || value === null || fromMonth === null) return []
    mustBeAdmin(ctx)
    const entry = known(rule)
    const conflict = await conflictOf(ctx, entry, value, month(fromMonth))
    if (conflict !== null) throw new UserError(conflict)
    const now = entry.show(entry.valueIn(ctx.rules))
    return [
      { sentence: `${entry.label}：现在是“${now}”，从${showMonth(month(fromMonth))}起改为“${shown ?? ''}”，对吗？` },
    ]
  },
  run: async (ctx, said) => ({ card: await answer(ctx, said) }),
})

async function answer(ctx: Context, { group, rule, value, shown, fromMonth }: Args): Promise<Card> {
  if (rule === null) return await overview(ctx, findRuleGroup(group ?? '') ?? ruleGroups[0])
  const entry = known(rule)
  if (value === null || fromMonth === null) return await detail(ctx, entry)
  mustBeAdmin(ctx)
  await changeRule(ctx, entry, value, month(fromMonth))
  return say(`已改：${entry.label} 从${showMonth(month(fromMonth))}起为“${shown ?? ''}”`, {
    tone: 'good',
    blocks: [{ kind: 'note', text: '以前的月份仍按当时的规则。' }],
    actions: [button('规则')],
  })
}

async function readChange(line: Line, ctx: Context): Promise<Reading<Args>> {
  const group = findRuleGroup(line.text)?.name ?? null
  if (line.text === '' || group !== null) return { ok: true, value: { group, rule: null, ...shownOnly } }
  const [entry, typed] = leadingRule(line.text)
  if (entry === null) {
    const names = ruleGroups.map(({ name }) => name)
    throw new UserError(
      `没有“${line.text.split(' ')[0]}”这条规则。现有：${names.join('、')}，点开看各条的名字`,
      names.map((name) => `规则 ${name}`),
    )
  }
  const { fromMonth, text } = splitMonth(typed, ctx, entry)
  if (text === '') return { ok: true, value: { group, rule: entry.key, ...shownOnly } }
  const reading = entry.read(text)
  if (!reading.ok) throw new UserError(reading.sentence)
  const value = z.json().parse(reading.value)
  return { ok: true, value: { group, rule: entry.key, value, shown: entry.show(value), fromMonth } }
}

/** The rule that the text starts with (labels may be typed with or without a space behind), and what follows. */
function leadingRule(text: string): [RuleEntry | null, string] {
  const [first = '', ...rest] = text.split(' ')
  const whole = findRule(first)
  if (whole !== null) return [whole, rest.join(' ')]
  const names = ruleCatalogue.flatMap((entry) => [entry.label, ...entry.aliases].map((name) => ({ name, entry })))
  const glued = names.toSorted((a, b) => b.name.length - a.name.length).find(({ name }) => text.startsWith(name))
  return glued === undefined
    ? [null, text]
    : [glued.entry, text.slice(glued.name.length).replace(/^[为是改成到:,\s]+/, '')]
}

/** "18:00 10月起": the month from which it counts. Without one: a way of publishing at once, all else next month. */
function splitMonth(typed: string, ctx: Context, entry: RuleEntry): { fromMonth: string; text: string } {
  const { first, usual } = firstMonthOf(entry, ctx.today)
  const words = typed.split(' ')
  const dated = words.find((word) => /(?:起|开始)$/.test(word))
  const named = dated === undefined ? null : readMonth(dated.replace(/^[从自]|(?:起|开始)$/g, ''), ctx.today)
  if (named === null) return { fromMonth: usual, text: typed }
  if (named < first) throw new UserError(`已经开始的月份不能改，最早从${showMonth(first)}起。`)
  return { fromMonth: named, text: words.filter((word) => word !== dated).join(' ') }
}

function known(key: string): RuleEntry {
  const entry = findRule(key)
  if (entry === null) throw new UserError('没有这条规则，发“规则”看全部。', ['规则'])
  return entry
}

function mustBeAdmin({ speaker }: Context): void {
  if (!speaker.roles.has('admin')) throw new UserError('只有管理员可以改规则，其他人可以看。', ['规则'])
}

/** One group, the others behind buttons: all of them together are longer than a phone. */
async function overview(ctx: Context, { name, rules }: RuleGroup): Promise<Card> {
  const ahead = await changesAhead(ctx, rules)
  const others = ruleGroups.filter((group) => group.name !== name)
  return say(`${ctx.district.name}现行规则：${name}`, {
    blocks: [
      {
        kind: 'fields',
        items: rules.map((entry) => ({ label: entry.label, value: entry.show(entry.valueIn(ctx.rules)) })),
      },
      ...(ahead.length > 0 ? [{ kind: 'text' as const, text: `以后生效：\n${ahead.join('\n')}` }] : []),
      { kind: 'note', text: '管理员修改，例如：规则 截止时间 18:00 10月起。某一条怎么写，发“规则 名称”' },
    ],
    actions: others.map((group) => button(`${group.name}规则`, `规则 ${group.name}`)),
  })
}

async function detail(ctx: Context, entry: RuleEntry): Promise<Card> {
  const ahead = await changesAhead(ctx, [entry])
  return say(`${entry.label}：${entry.show(entry.valueIn(ctx.rules))}`, {
    blocks: [
      ...(ahead.length > 0 ? [{ kind: 'text' as const, text: `以后生效：\n${ahead.join('\n')}` }] : []),
      { kind: 'note', text: `改法（管理员）：${entry.hint}` },
      { kind: 'note', text: `也可以叫：${[entry.label, ...entry.aliases].join('、')}` },
    ],
    actions: [button('规则')],
  })
}
