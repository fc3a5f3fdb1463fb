import { z } from 'zod'
import { button, type Card, say } from '../src/chat/card.ts'
import { type Context, defineCommand } from '../src/chat/command.ts'
import { roles as allRoles, isRole, mayAppoint, type Role, showRole } from '../src/domain/roles.ts'
import { UserError } from '../src/errors.ts'
import { type RosterPerson, rosterOf } from '../src/services/people.ts'
import { roleInDb } from '../src/services/role-rows.ts'
import { accountsOf, addPerson, addRole, endPosts, moveTo, onRoster } from '../src/services/roster-changes.ts'
import { readRosterLine } from '../src/services/roster-line.ts'

const LISTED = 15

const args = z.object({
  action: z.enum(['list', 'add', 'role', 'move', 'end']),
  person: z.number().int().nullable(),
  name: z.string().max(20).nullable(),
  unit: z.string().nullable(),
  role: z.string().refine(isRole).nullable(),
  phone: z.string().nullable(),
})
type Args = z.infer<typeof args>

export const rosterCommand = defineCommand({
  id: 'roster',
  name: '人员',
  aliases: ['花名册', '通讯录'],
  summary: '花名册：查人，增加、任职、调动、停用',
  usage: [
    '人员；人员 单位；人员 联络员；人员 姓名',
    '人员 增加 姓名 单位 身份 手机号',
    '人员 身份 姓名 项目办；人员 单位 姓名 新单位',
    '人员 停用 姓名（全部）；人员 停用 姓名 联络员',
  ],
  examples: [
    { text: '人员', in: 'private', as: 'office' },
    { text: '人员 联络员', in: 'private', as: 'office' },
    { text: '人员 增加 演示新人 联络员', in: 'private', as: 'office' },
  ],
  who: ['office', 'admin'],
  where: 'anywhere',
  args,
  subject: ({ person }) => person,
  read: async (line, ctx) => ({ ok: true, value: await readRosterLine(ctx, line.text) }),
  confirm: async (ctx, { action, person, role }) => {
    if (action !== 'end') return []
    const { name, posts } = await onRoster(ctx, needPerson(person))
    const shown = posts.filter((post) => role === null || post.role === role).map(showPost)
    return [{ sentence: `${name} 从今天起不再任职：${shown.join('、')}，对吗？` }]
  },
  run: async (ctx, said) => ({ card: await act(ctx, said), discreet: true }),
})

async function act(ctx: Context, { action, person, name, unit, role, phone }: Args): Promise<Card> {
  if (action === 'list') return person === null ? await list(ctx, unit, role) : await detail(ctx, person)
  if (role !== null) appointable(ctx, role)
  if (action === 'add') {
    if (name === null || role === null) {
      throw new UserError('请写明姓名、单位和身份，例如：人员 增加 张三 区发改委 联络员 13800000000')
    }
    const id = await addPerson(ctx, { name, role, unit, phone })
    return done(
      `已加入花名册：${name}`,
      await onRoster(ctx, id),
      `请${name}私聊机器人发：绑定 ${name} ${unit ?? ''}`.trim(),
    )
  }
  const who = await onRoster(ctx, needPerson(person))
  for (const post of who.posts) if (action !== 'role') appointable(ctx, post.role)
  if (action === 'role') {
    if (role === null) throw new UserError(`请写明身份：${allRoles.map(showRole).join('、')}`)
    await addRole(ctx, who, role)
  }
  if (action === 'move') {
    if (unit === null) throw new UserError(`请写明新单位，例如：人员 单位 ${who.name} 区发改委`)
    await moveTo(ctx, who, unit)
  }
  if (action === 'end') {
    await endPosts(ctx, who, role)
    return say(`已停用：${who.name}`, { blocks: [{ kind: 'note', text: '以前报过的数和记录都还在。' }] })
  }
  return done(`已改：${who.name}`, await onRoster(ctx, who.personId))
}

function appointable(ctx: Context, role: Role): void {
  if (!mayAppoint(ctx.speaker.roles, role)) throw new UserError(`${showRole(role)}只有管理员可以任免。`)
}

function done(title: string, { posts }: RosterPerson, next?: string): Card {
  return say(title, {
    tone: 'good',
    blocks: [
      { kind: 'text', text: posts.map(showPost).join('\n') },
      ...(next === undefined ? [] : [{ kind: 'note' as const, text: next }]),
    ],
  })
}

function showPost({ unit, role }: RosterPerson['posts'][number]): string {
  return unit === null ? showRole(role) : `${unit.shortName} ${showRole(role)}`
}

async function list(ctx: Context, unit: string | null, role: Role | null): Promise<Card> {
  const people = await rosterOf(ctx.tx, ctx.district.id, ctx.today, {
    ...(unit === null ? {} : { unit: { shortName: unit } }),
    ...(role === null ? {} : { role: roleInDb(role) }),
  })
  const about = [unit, role === null ? null : showRole(role)].filter((part) => part !== null).join(' ')
  if (people.length === 0)
    return say(`花名册上还没有${about === '' ? '人' : about}`, { actions: [button('帮助 人员')] })
  const { open } = await accountsOf(
    ctx,
    people.map(({ personId }) => personId),
  )
  const shut = people.length - open.size
  const title = `花名册${about === '' ? '' : `（${about}）`}：${people.length} 人，${shut} 人未接通`
  if (people.length > LISTED && about === '')
    return say(title, { blocks: counts(people), actions: shut > 0 ? [button('未接通')] : [] })
  return say(title, {
    blocks: [
      {
        kind: 'table',
        columns: [{ title: '姓名' }, { title: '任职' }, { title: '接通' }],
        rows: people.map(({ personId, name, posts }) => [
          name,
          posts.map(showPost).join('、'),
          open.has(personId) ? '是' : '否',
        ]),
      },
    ],
    actions: shut > 0 ? [button('未接通')] : [],
  })
}

function counts(people: readonly RosterPerson[]) {
  const having = (role: Role) => people.filter(({ posts }) => posts.some((post) => post.role === role)).length
  const items = allRoles.map((role) => ({ label: showRole(role), value: `${having(role)} 人` }))
  return [
    { kind: 'fields' as const, items },
    { kind: 'note' as const, text: '发“人员 联络员”“人员 单位名”“人员 姓名”看明细。' },
  ]
}

async function detail(ctx: Context, personId: number): Promise<Card> {
  const { name, title, phone, posts } = await onRoster(ctx, personId)
  const { bound, open } = await accountsOf(ctx, [personId])
  const masked = phone === null ? '未登记' : `${phone.slice(0, 3)}****${phone.slice(-4)}`
  return say(title === null ? name : `${name} ${title}`, {
    blocks: [
      {
        kind: 'fields',
        items: [
          { label: '任职', value: posts.map(showPost).join('、') },
          // The answer is discreet, and where it could not go in private it is not given at all.
          { label: '手机', value: masked },
          { label: '私聊', value: open.has(personId) ? '已接通' : '未接通' },
        ],
      },
    ],
    actions: [
      button('停用', `人员 停用 ${name}`),
      ...(bound.has(personId) ? [button('解除绑定', `解除绑定 ${name}`)] : []),
    ],
  })
}

function needPerson(person: number | null): number {
  if (person === null) throw new UserError('请写明姓名，例如：人员 停用 张三')
  return person
}
