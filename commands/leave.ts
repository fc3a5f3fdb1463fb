import { z } from 'zod'
import { words } from '../src/chat/arguments.ts'
import { auditIn } from '../src/chat/audit-in.ts'
import { say } from '../src/chat/card.ts'
import { type Context, defineCommand } from '../src/chat/command.ts'
import { UserError } from '../src/errors.ts'
import { dropDemo } from '../src/services/demo-exit.ts'

export const leaveCommand = defineCommand({
  id: 'leave',
  name: '退出演示',
  aliases: ['清除演示', '删除演示'],
  summary: '把演示区连同记录整体清除，开始用真实数据',
  usage: ['退出演示'],
  examples: [{ text: '退出演示', in: 'private', as: 'admin' }],
  who: ['admin'],
  where: 'private',
  demoOnly: true,
  args: z.object({}),
  subject: () => 'demo',
  read: words({}),
  confirm: async (ctx) => {
    mustBeDemo(ctx)
    const projects = await ctx.tx.project.count({ where: { districtId: ctx.district.id } })
    return [{ sentence: `将清除演示区“${ctx.district.name}”的 ${projects} 个项目和全部记录，不能恢复，对吗？` }]
  },
  run: async (ctx) => {
    mustBeDemo(ctx)
    const { tx, district, speaker } = ctx
    await dropDemo(tx, district.id, speaker.identityId)
    // The row stays when the district is gone: who, but of no district and by no person of it.
    await auditIn({ ...ctx, speaker: { ...speaker, personId: null } }, 'leave', null, {
      subject: 'district',
      subjectId: district.id,
      before: { isDemo: true },
      after: null,
    })
    return {
      card: say(`演示区“${district.name}”已清除`, {
        tone: 'good',
        blocks: [
          {
            kind: 'list',
            ordered: true,
            items: [
              {
                text: '在 .env 里写 DEMO=off，删去 DEMO_NOW，重启程序（时钟回到现在）',
                detail: '只用控制台的，再写 ADMIN_USERS=console:admin',
              },
              { text: '运行 npm run claim 取认领码，私聊机器人发：认领管理员 认领码 区名' },
              { text: '运行 npm run import -- 文件.xlsx 导入真实名册' },
            ],
          },
        ],
      }),
    }
  },
})

function mustBeDemo({ district }: Context): void {
  if (!district.isDemo) throw new UserError(`“${district.name}”不是演示区，不能清除。`)
}
