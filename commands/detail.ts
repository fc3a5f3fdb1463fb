import { z } from 'zod'
import { aMonth, aProject, aUnit, optional, words } from '../src/chat/arguments.ts'
import { defineCommand } from '../src/chat/command.ts'
import { month } from '../src/domain/period.ts'
import { UserError } from '../src/errors.ts'
import { projectDetail, unitDetail } from '../src/services/evaluation/detail.ts'

export const detailCommand = defineCommand({
  id: 'detail',
  name: '明细',
  aliases: ['算分', '得分明细', '怎么算的'],
  summary: '一个项目或一个单位的月得分是怎么算出来的，逐项列出',
  usage: ['明细 简称', '明细 简称 8月', '明细 单位 8月'],
  examples: [
    { text: '明细 绿邦 8月', in: 'private', as: 'liaison' },
    { text: '明细 区能源局 8月', in: 'private', as: 'office' },
  ],
  who: ['member'],
  where: 'anywhere',
  args: z.object({ project: z.string().nullable(), unit: z.string().nullable(), month: z.string().nullable() }),
  read: words({ project: optional(aProject()), unit: optional(aUnit()), month: optional(aMonth()) }),
  run: async (ctx, args) => {
    const named = args.month === null ? null : month(args.month)
    if (args.project !== null) return { card: await projectDetail(ctx, args.project, named), discreet: true }
    if (args.unit !== null) return { card: await unitDetail(ctx, args.unit, named), discreet: true }
    throw new UserError('请写明项目或单位，例如：明细 项目简称 8月')
  },
})
