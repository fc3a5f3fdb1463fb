import { z } from 'zod'
import { aMonth, aProject, optional, words } from '../src/chat/arguments.ts'
import { defineCommand } from '../src/chat/command.ts'
import { month } from '../src/domain/period.ts'
import { plateHistoryCard, platesCard } from '../src/services/evaluation/plates-card.ts'

export const platesCommand = defineCommand({
  id: 'plates',
  name: '亮牌',
  aliases: ['牌', '红黄牌'],
  summary: '已发布的亮牌，按颜色；或一个项目历次的牌',
  usage: ['亮牌', '亮牌 8月', '亮牌 简称'],
  examples: [
    { text: '/亮牌', in: 'group', as: 'unit' },
    { text: '亮牌 8月', in: 'private', as: 'leader' },
    { text: '亮牌 绿邦', in: 'private', as: 'unit' },
  ],
  who: ['member'],
  where: 'anywhere',
  args: z.object({ project: z.string().nullable(), month: z.string().nullable() }),
  read: words({ project: optional(aProject()), month: optional(aMonth()) }),
  run: async (ctx, args) => ({
    card:
      args.project === null
        ? await platesCard(ctx, args.month === null ? null : month(args.month))
        : await plateHistoryCard(ctx, args.project),
  }),
})
