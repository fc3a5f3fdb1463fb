import { defineCommand } from '../src/chat/command.ts'
import { answerExclusion, confirmExclusion } from '../src/services/inputs/exclusion-answer.ts'
import { exclusionArgs, readExclusion } from '../src/services/inputs/exclusion-reading.ts'

export const exemptCommand = defineCommand({
  id: 'exempt',
  name: '豁免',
  aliases: ['免责'],
  summary: '给项目豁免：写明到哪天、什么原因；看现行豁免，提前结束',
  usage: ['豁免', '豁免 示例甲 到10月31日 上级审批未批复', '豁免 示例甲 结束 已具备施工条件'],
  examples: [
    { text: '豁免', in: 'private', as: 'office' },
    { text: '豁免 示例甲 到10月31日 上级审批未批复', in: 'private', as: 'office' },
  ],
  who: ['office'],
  only: '只有项目办可以登记和查看豁免',
  where: 'private',
  args: exclusionArgs,
  read: readExclusion('exemption'),
  confirm: (ctx, args) => confirmExclusion(ctx, 'exemption', args),
  run: async (ctx, args) => ({ card: await answerExclusion(ctx, 'exemption', args) }),
})
