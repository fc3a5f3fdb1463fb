import { z } from 'zod'
import { aMonth, aProject, aQuarter, aUnit, optional, words } from '../src/chat/arguments.ts'
import { defineCommand } from '../src/chat/command.ts'
import { month, quarter } from '../src/domain/period.ts'
import { UserError } from '../src/errors.ts'
import { projectDetail, unitDetail } from '../src/services/evaluation/detail.ts'
import { quarterDetail } from '../src/services/ranking/detail.ts'

export const detailCommand = defineCommand({
  id: 'detail',
  name: '明细',
  aliases: ['算分', '得分明细', '怎么算的'],
  summary: '一个项目的月得分、一个单位的月得分和季得分是怎么算出来的，逐项列出',
  usage: ['明细 简称', '明细 简称 8月', '明细 单位 8月', '明细 单位 二季度'],
  examples: [
    { text: '明细 绿邦 8月', in: 'private', as: 'liaison' },
    { text: '明细 区能源局 8月', in: 'private', as: 'office' },
    { text: '明细 区能源局 二季度', in: 'private', as: 'office' },
  ],
  who: ['member'],
  where: 'anywhere',
  args: z.object({
    project: z.string().nullable(),
    unit: z.string().nullable(),
    month: z.string().nullable(),
    quarter: z.string().nullable(),
  }),
  read: words({
    project: optional(aProject()),
    unit: optional(aUnit()),
    month: optional(aMonth()),
    quarter: optional(aQuarter()),
  }),
  run: async (ctx, args) => {
    const named = args.month === null ? null : month(args.month)
    if (args.project !== null && args.quarter !== null) {
      throw new UserError('项目按月得分，季得分是单位的。请写月份，例如：明细 项目简称 8月')
    }
    if (args.project !== null) return { card: await projectDetail(ctx, args.project, named), discreet: true }
    if (args.unit !== null && args.quarter !== null) {
      return { card: await quarterDetail(ctx, args.unit, quarter(args.quarter)), discreet: true }
    }
    if (args.unit !== null) return { card: await unitDetail(ctx, args.unit, named), discreet: true }
    throw new UserError('请写明项目或单位，例如：明细 项目简称 8月')
  },
})
