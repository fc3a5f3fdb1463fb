/** Small commands for the tests of the router: one for each thing that a declaration can say. */
import { z } from 'zod'
import { aProject, optional, restText, words } from '../../src/chat/arguments.ts'
import { button, say } from '../../src/chat/card.ts'
import { type Command, defineCommand } from '../../src/chat/command.ts'
import { UserError } from '../../src/errors.ts'

const example = { text: '试', in: 'private', as: 'office' } as const
const common = { aliases: [], usage: ['试'], examples: [example] } as const

/** Everybody in a bound group, in private the roster. */
export const showCommand = defineCommand({
  ...common,
  id: 'project',
  name: '项目',
  aliases: ['查'],
  summary: '看项目',
  who: ['observer'],
  where: 'anywhere',
  args: z.object({ project: z.string() }),
  read: words({ project: aProject() }),
  run: async (_ctx, { project }) => ({ card: say(`看到${project}`, { actions: [button('历史', `项目 ${project}`)] }) }),
})

/** Tells what a report would know of its reminder. */
export const tellCommand = defineCommand({
  ...common,
  id: 'report',
  name: '旬报',
  aliases: ['报', '没变'],
  summary: '报数',
  who: ['liaison', 'office'],
  only: '只有本项目联络员和项目办可以报数',
  where: 'private',
  args: z.object({ text: z.string(), period: z.string().nullable(), of: z.array(z.number()) }),
  read: async (line, { reminder }) => ({
    ok: true,
    value: { text: line.text, period: reminder?.period ?? null, of: [...(reminder?.projectIds ?? [])] },
  }),
  run: async (ctx, { text }) => ({ card: say(`收到：${text}${ctx.form === null ? '' : JSON.stringify(ctx.form)}`) }),
})

/** Changes the note of a project: asks to confirm a large one, refuses a wrong one after it has written. */
export const noteCommand = defineCommand({
  ...common,
  id: 'note',
  name: '备注',
  summary: '写备注',
  who: ['office'],
  where: 'anywhere',
  args: z.object({ project: z.string(), text: z.string().nullable() }),
  read: words({ project: aProject(), text: optional(restText('备注', '说明')) }),
  confirm: async (_ctx, { text }) =>
    text?.includes('可疑')
      ? [{ sentence: '这句可疑，照写吗？', instead: { label: '写正常', action: '备注 示例甲 正常' } }]
      : [],
  run: async (ctx, { project, text }) => {
    const where = { districtId_shortName: { districtId: ctx.district.id, shortName: project } }
    const { id } = await ctx.tx.project.update({ where, data: { note: `${text ?? ''}@${ctx.at.toISOString()}` } })
    await ctx.audit({ subject: 'project', subjectId: id, before: null, after: { noted: true } })
    if (text === '不行') throw new UserError('这样不行，请改成别的。', ['备注 示例甲 别的'])
    if (text === '坏了') throw new Error('unexpected')
    return { card: say(`已记：${text ?? ''}`), replace: true, toast: { tone: 'good', text: '好了' } }
  },
})

/** Answers in private; tells 项目办. */
export const secretCommand = defineCommand({
  ...common,
  id: 'secret',
  name: '私下',
  summary: '只给一个人看',
  who: ['member'],
  where: 'anywhere',
  args: z.object({}),
  read: words({}),
  run: async (ctx) => {
    const office = await ctx.tx.person.findFirstOrThrow({ where: { name: '乙办公' } })
    await ctx.owe({ to: { personId: office.id }, key: `secret:${ctx.requestId}`, card: say('有人问了') })
    return { card: say('只给您看'), discreet: true }
  },
})

/** Nobody may. */
export const shutCommand: Command = {
  ...defineCommand({
    ...common,
    id: 'shut',
    name: '封存',
    summary: '谁也不能用',
    who: ['admin'],
    where: 'anywhere',
    args: z.object({}),
    read: words({}),
    run: async () => ({ card: say('不该看到') }),
  }),
  who: [],
}

/** Belongs to a group. */
export const groupOnlyCommand = defineCommand({
  ...common,
  id: 'grouponly',
  name: '群发',
  summary: '只在群里',
  who: ['member'],
  where: 'group',
  args: z.object({}),
  read: words({}),
  run: async () => ({ card: say('群里好') }),
})

export const sampleCommands: readonly Command[] = [
  showCommand,
  tellCommand,
  noteCommand,
  secretCommand,
  shutCommand,
  groupOnlyCommand,
]
