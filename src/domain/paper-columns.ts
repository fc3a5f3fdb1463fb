/** Which columns of the 台账 are printed: a district may put them in its own order. */
import { z } from 'zod'

/** Titles of the columns that are printed, in order. Whether there is such a column is for the ledger to say. */
export const columnTitlesSchema = z
  .array(z.string().min(1).max(20))
  .min(3)
  .max(45)
  .refine((titles) => new Set(titles).size === titles.length)

/** What a district prints unless it says otherwise: what fits an A4 page, in the usual order of a monthly table. */
export const usualColumns: readonly string[] = [
  '序号',
  '项目名称',
  '建设性质',
  '总投资',
  '年度计划',
  '本旬完成',
  '本月完成',
  '年度累计',
  '完成率',
  '目标进度',
  '实际开工日期',
  '计划竣工日期',
  '建设阶段',
  '形象进度',
  '包联领导',
  '责任单位',
  '未销号问题',
  '亮牌',
]
