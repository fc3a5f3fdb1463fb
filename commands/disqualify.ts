import { defineCommand } from '../src/chat/command.ts'
import { answerExclusion, confirmExclusion } from '../src/services/inputs/exclusion-answer.ts'
import { exclusionArgs, readExclusion } from '../src/services/inputs/exclusion-reading.ts'

export const disqualifyCommand = defineCommand({
  id: 'disqualify',
  name: '不参评',
  aliases: ['不参加考评'],
  summary: '登记项目不参评：写明到哪天、什么原因；看现行的，提前结束',
  usage: ['不参评', '不参评 示例甲 到12月31日 违法建设已立案', '不参评 示例甲 结束 已整改到位'],
  examples: [
    { text: '不参评', in: 'private', as: 'office' },
    { text: '不参评 示例甲 到12月31日 数据需要重新核实', in: 'private', as: 'office' },
  ],
  who: ['office'],
  only: '只有项目办可以登记和查看不参评',
  where: 'private',
  args: exclusionArgs,
  read: readExclusion('disqualification'),
  confirm: (ctx, args) => confirmExclusion(ctx, 'disqualification', args),
  run: async (ctx, args) => ({ card: await answerExclusion(ctx, 'disqualification', args) }),
})
