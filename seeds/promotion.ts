/**
 * 招商引资. The article gives four figures (43 个、到位资金 6.5 亿元、新签约 16 个、总投资 262.8 亿元) and names none of the
 * projects: every row here is made up, and the sums over the rows are the article's.
 */
import type { PromotionStage } from '../src/domain/promotion/stage.ts'
import type { UnitName } from './units.ts'

export interface PromotionSeed {
  readonly shortName: string
  readonly name: string
  readonly industry: string
  readonly unit: UnitName
  /** 万元: signed, or intended where there is no signing. */
  readonly amount: number
  /** The day of the signing; of what is not signed yet, the day on which it was heard of. */
  readonly signed: string
  readonly stage: PromotionStage
  /** 开工 on another day than the usual distance from the signing: that of the key project that it became. */
  readonly started?: string
  /** Short name of the key project that it became. */
  readonly project?: string
}

type Line = readonly [string, string, string, UnitName, number, string, PromotionStage]

const row = ([shortName, what, industry, unit, amount, signed, stage]: Line): PromotionSeed => ({
  ...{ shortName, name: `${what}（演示）`, industry, unit, amount, signed, stage },
})

/** 新签约 of 2023: 16 个, 262.8 亿元. */
const signedThisYear: readonly Line[] = [
  ['钠电正极', '钠离子电池正极材料项目', '新材料', '产业园', 360_000, '2023-06-16', 'LAND'],
  ['氢能装备', '氢能装备制造项目', '新能源', '区能源局', 320_000, '2023-07-11', 'REGISTERED'],
  ['高端聚酯', '高端聚酯材料项目', '新材料', '产业园', 280_000, '2023-08-22', 'SIGNED'],
  ['电解液', '电池电解液材料项目', '新材料', '产业园', 240_000, '2023-03-14', 'FUNDED'],
  ['氟硅材料', '氟硅新材料项目', '新材料', '区工信局', 210_000, '2023-05-30', 'LAND'],
  ['锂电隔膜', '锂电池隔膜项目', '新材料', '产业园', 190_000, '2023-08-03', 'REGISTERED'],
  ['光伏组件', '光伏组件制造项目', '新能源', '区能源局', 180_000, '2023-04-12', 'STARTED'],
  ['共享储能', '独立共享储能电站项目', '新能源', '区能源局', 160_000, '2023-06-08', 'LAND'],
  ['针状焦', '煤基针状焦项目', '煤焦化工', '区工信局', 150_000, '2023-08-29', 'SIGNED'],
  ['风机叶片', '风机叶片制造项目', '新能源', '河湾镇', 120_000, '2023-07-19', 'REGISTERED'],
  ['生物基材', '生物基材料项目', '新材料', '区工信局', 98_000, '2023-07-27', 'REGISTERED'],
  ['工业气体', '工业气体岛项目', '煤焦化工', '产业园', 86_000, '2023-08-17', 'SIGNED'],
  ['再生铝', '再生铝综合利用项目', '节能环保', '长滩镇', 74_000, '2023-07-05', 'REGISTERED'],
  ['绿色物流港', '绿色物流港项目', '现代服务业', '物流园', 62_000, '2023-09-01', 'SIGNED'],
  ['农光互补', '农光互补示范项目', '新能源', '向阳镇', 58_000, '2023-08-24', 'SIGNED'],
  ['酒庄集群', '葡萄酒庄集群项目', '现代服务业', '区文旅局', 40_000, '2023-09-05', 'SIGNED'],
]

/** Signed before 2023 and still going on: 27 个. */
const signedBefore: readonly Line[] = [
  ['改性塑料', '改性塑料项目', '新材料', '产业园', 36_000, '2021-12-15', 'PRODUCING'],
  ['炭黑尾气', '炭黑尾气综合利用项目', '煤焦化工', '区工信局', 28_000, '2022-03-22', 'PRODUCING'],
  ['环保砖', '固废制环保砖项目', '节能环保', '青石街道', 12_000, '2022-05-18', 'PRODUCING'],
  ['果蔬加工', '果蔬精深加工项目', '现代农业', '区农牧局', 15_000, '2022-06-20', 'PRODUCING'],
  ['芳纶纤维', '芳纶纤维项目', '新材料', '产业园', 88_000, '2022-05-12', 'FUNDED'],
  ['储能电池', '储能电池装配项目', '新能源', '区能源局', 72_000, '2022-06-09', 'FUNDED'],
  ['聚乙烯醇', '聚乙烯醇树脂项目', '煤焦化工', '区工信局', 65_000, '2022-07-14', 'FUNDED'],
  ['石英制品', '石英制品项目', '新材料', '长滩镇', 34_000, '2022-08-03', 'FUNDED'],
  ['废盐利用', '工业废盐资源化利用项目', '节能环保', '产业园', 46_000, '2022-08-25', 'FUNDED'],
  ['电池回收', '动力电池回收利用项目', '节能环保', '河湾镇', 38_000, '2022-09-07', 'FUNDED'],
  ['商砼基地', '绿色建材基地项目', '新材料', '东风镇', 18_000, '2022-09-21', 'FUNDED'],
  ['冷链加工', '冷链加工配送项目', '现代服务业', '物流园', 22_000, '2022-10-13', 'FUNDED'],
  ['煤层气', '煤层气综合利用项目', '新能源', '区能源局', 54_000, '2022-10-27', 'STARTED'],
  ['铝型材', '铝型材加工项目', '新材料', '云桥街道', 26_000, '2022-11-10', 'STARTED'],
  ['油品仓储', '油品仓储物流项目', '现代服务业', '物流园', 31_000, '2022-11-17', 'STARTED'],
  ['康养小镇', '黄河康养小镇项目', '现代服务业', '区文旅局', 45_000, '2022-11-24', 'STARTED'],
  ['智能温室', '智能温室项目', '现代农业', '区农牧局', 16_000, '2022-12-01', 'STARTED'],
  ['酚醛树脂', '酚醛树脂项目', '煤焦化工', '区工信局', 42_000, '2022-12-08', 'STARTED'],
  ['磷酸铁锂', '磷酸铁锂材料项目', '新材料', '产业园', 150_000, '2022-11-03', 'LAND'],
  ['烟气捕集', '烟气二氧化碳捕集项目', '节能环保', '区工信局', 58_000, '2022-12-14', 'LAND'],
  ['钢构制造', '装配式钢构制造项目', '新材料', '向阳镇', 24_000, '2022-12-21', 'LAND'],
  ['饲草加工', '饲草加工项目', '现代农业', '河湾镇', 9_000, '2022-12-28', 'REGISTERED'],
]

/** Of these, the ones that are key projects of the year now: same amount, same 开工. */
const becameKeyProjects: readonly PromotionSeed[] = [
  {
    ...row(['硅基材料', '示范硅基新材料项目', '新材料', '区工信局', 230_000, '2021-11-12', 'FUNDED']),
    ...{ started: '2022-04-20', project: '硅基材料' },
  },
  {
    ...row(['可降解', '示范可降解材料项目', '新材料', '产业园', 84_000, '2021-12-20', 'FUNDED']),
    ...{ started: '2022-05-25', project: '可降解' },
  },
  {
    ...row(['碳纤维', '示范碳纤维制品项目', '新材料', '产业园', 104_500, '2022-09-15', 'FUNDED']),
    ...{ started: '2023-03-18', project: '碳纤维' },
  },
  {
    ...row(['示范制氢', '示范风光制氢项目', '新能源', '区能源局', 78_000, '2022-10-20', 'STARTED']),
    ...{ started: '2023-03-22', project: '示范制氢' },
  },
  {
    ...row(['示范储能', '示范储能电站项目', '新能源', '区能源局', 46_000, '2022-11-08', 'STARTED']),
    ...{ started: '2023-03-10', project: '示范储能' },
  },
]

/** Not signed yet: counted nowhere. */
const notYet: readonly Line[] = [
  ['数据中心', '绿色数据中心项目', '现代服务业', '区工信局', 90_000, '2023-07-20', 'TALKING'],
  ['光热电站', '光热发电示范项目', '新能源', '区能源局', 150_000, '2023-06-12', 'TALKING'],
  ['预制菜', '预制菜产业园项目', '现代农业', '区农牧局', 20_000, '2023-08-09', 'TALKING'],
  ['氢燃料车', '氢燃料重卡应用项目', '新能源', '产业园', 60_000, '2023-08-21', 'LEAD'],
  ['玄武岩纤', '玄武岩纤维项目', '新材料', '青石街道', 35_000, '2023-08-30', 'LEAD'],
  ['沙漠旅游', '沙漠研学旅游项目', '现代服务业', '区文旅局', 12_000, '2023-09-04', 'LEAD'],
]

export const ENDED = {
  ...row(['煤炭物流', '煤炭物流集散项目', '现代服务业', '物流园', 30_000, '2022-09-28', 'ENDED']),
  on: '2023-05-16',
  reason: '投资方调整布局（演示）',
} as const

export const promotions: readonly PromotionSeed[] = [
  ...signedThisYear.map(row),
  ...becameKeyProjects,
  ...signedBefore.map(row),
  ...notYet.map(row),
  ENDED,
]

export interface FundsSeed {
  readonly project: string
  /** 万元 */
  readonly amount: number
  readonly on: string
  readonly state: 'approved' | 'pending' | 'refused'
}

type Money = readonly [string, number, string]
const approved = ([project, amount, on]: Money): FundsSeed => ({ project, amount, on, state: 'approved' })

/** 到位资金 of 2023 that counts: 6.5 亿元. What came in before, what waits and what was returned is not in it. */
const countedThisYear: readonly Money[] = [
  ['改性塑料', 3_500, '2023-01-18'],
  ['炭黑尾气', 2_600, '2023-02-15'],
  ['环保砖', 3_000, '2023-03-09'],
  ['果蔬加工', 3_900, '2023-04-13'],
  ['芳纶纤维', 5_000, '2023-02-22'],
  ['储能电池', 4_200, '2023-03-16'],
  ['聚乙烯醇', 3_600, '2023-03-30'],
  ['石英制品', 2_800, '2023-04-20'],
  ['废盐利用', 3_200, '2023-05-11'],
  ['电池回收', 2_500, '2023-05-25'],
  ['商砼基地', 2_700, '2023-06-08'],
  ['冷链加工', 3_000, '2023-06-15'],
  ['硅基材料', 6_000, '2023-04-27'],
  ['可降解', 4_000, '2023-06-21'],
  ['碳纤维', 4_500, '2023-07-13'],
  ['电解液', 5_200, '2023-08-31'],
  ['钠电正极', 1_800, '2023-08-25'],
  ['氟硅材料', 1_500, '2023-08-18'],
  ['氢能装备', 1_200, '2023-08-24'],
  ['锂电隔膜', 800, '2023-09-06'],
]

export const funds: readonly FundsSeed[] = [
  approved(['硅基材料', 9_000, '2022-09-15']),
  approved(['可降解', 6_500, '2022-11-10']),
  approved(['改性塑料', 4_800, '2022-08-18']),
  ...countedThisYear.map(approved),
  { project: '共享储能', amount: 1_600, on: '2023-09-06', state: 'pending' },
  { project: '再生铝', amount: 900, on: '2023-08-30', state: 'refused' },
]
