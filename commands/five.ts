import { z } from 'zod'
import { aProject, optional, words } from '../src/chat/arguments.ts'
import { button, type Card, say } from '../src/chat/card.ts'
import { type Context, defineCommand } from '../src/chat/command.ts'
import { UserError } from '../src/errors.ts'
import { incompleteFiveOnes, missingOnes, projectView } from '../src/services/project-view.ts'

const LONGEST_LIST = 20

export const fiveCommand = defineCommand({
  id: 'five',
  name: '包联',
  aliases: ['五个一', '专班'],
  summary: '一个项目的“五个一”：谁包联、谁负责、谁联络；项目办可看缺项',
  usage: ['包联 简称', '包联（项目办：列出缺项）'],
  examples: [
    { text: '包联 绿邦', in: 'private', as: 'leader' },
    { text: '包联', in: 'private', as: 'office' },
  ],
  who: ['member'],
  where: 'anywhere',
  args: z.object({ project: z.string().nullable() }),
  read: words({ project: optional(aProject()) }),
  run: async (ctx, { project }) => ({ card: project === null ? await lacking(ctx) : await ofProject(ctx, project) }),
})

async function ofProject(ctx: Context, name: string): Promise<Card> {
  const view = await projectView(ctx.tx, ctx.district, name, ctx.today)
  if (view === null) throw new UserError(`没有找到“${name}”，请发“项目清单”看全部项目`, ['项目清单'])
  const five = view.fiveOnes
  const missing = missingOnes(five)
  return say(
    missing.length === 0
      ? `${name} 的“五个一”齐全`
      : `${name} 的“五个一”缺 ${missing.length} 项：${missing.join('、')}`,
    {
      blocks: [
        {
          kind: 'fields',
          items: [
            { label: '一个项目', value: view.project.name },
            { label: '一位领导', value: five.leader ?? '缺' },
            { label: '责任单位', value: five.unit ?? '缺' },
            { label: '一个专班', value: five.team ?? '缺' },
            { label: '一套方案', value: five.plan ?? '缺' },
            { label: '一抓到底', value: five.liaison === null ? '缺' : `联络员 ${five.liaison}` },
          ],
        },
        ...(missing.length === 0 ? [] : [{ kind: 'note' as const, text: '补齐请项目办发“人员”，或在导入表里填写' }]),
      ],
      actions: [button('看项目', `项目 ${name}`)],
    },
  )
}

async function lacking(ctx: Context): Promise<Card> {
  if (!ctx.speaker.roles.has('office') && !ctx.speaker.roles.has('admin'))
    throw new UserError('请写明项目，例如：包联 绿邦', ['我的项目'])
  const rows = await incompleteFiveOnes(ctx.tx, ctx.district, ctx.today)
  if (rows.length === 0) return say('所有项目的“五个一”都齐全')
  const shown = rows.slice(0, LONGEST_LIST)
  return say(`“五个一”有缺项的项目 ${rows.length} 个`, {
    blocks: [
      {
        kind: 'table',
        columns: [{ title: '项目' }, { title: '缺' }],
        rows: shown.map((row) => [row.shortName, row.missing.join('、')]),
        ...(rows.length > shown.length ? { more: { count: rows.length - shown.length, action: '项目清单' } } : {}),
      },
    ],
  })
}
