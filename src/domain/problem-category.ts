/** Which kind of difficulty a statement is about, guessed from its words where nobody named the kind. A person may change it. */
import { fold } from './normalise.ts'
import { problemCategories } from './problem.ts'

type Category = (typeof problemCategories)[number]

/** The words of each kind besides its name. 审批、其他 are for a person to choose. */
const WORDS: readonly (readonly [Category, readonly string[]])[] = [
  ['用地', ['土地', '地块', '供地', '宗地', '占地', '农转用', '土地证', '用地指标', '用地预审']],
  ['规划', ['控规', '详规', '红线', '规划条件', '选址', '容积率']],
  ['林草', ['林地', '草原', '草场', '林木', '使用林地']],
  ['环评', ['环境影响', '环评批复', '环评报告']],
  ['能评', ['节能审查', '能耗指标', '能耗', '节能']],
  ['用水', ['供水', '水源', '取水', '水权', '水指标', '自来水', '给水管', '停水']],
  ['用电', ['供电', '电力', '变压器', '变电站', '接电', '停电', '电价', '线路容量', '双回路', '电源']],
  ['用气', ['供气', '燃气', '天然气', '停气', '蒸汽']],
  ['资金', ['贷款', '融资', '拨款', '拨付', '欠款', '工程款', '专项债', '缺口', '授信', '资本金']],
  ['征地', ['征收', '补偿款', '土地补偿', '青苗']],
  ['征拆', ['拆迁', '搬迁', '拆除', '未拆', '安置', '坟', '钉子户']],
  ['手续', ['许可', '批复', '备案', '证照', '核准', '审查', '防雷', '消防', '人防', '图审', '施工许可证', '办证']],
  ['配套', ['管网', '污水', '排水', '雨水管', '供热', '围墙']],
  ['道路', ['进场路', '便道', '修路', '路面', '桥', '限高', '限重', '交通']],
  ['施工环境', ['阻工', '堵门', '扰民', '噪音', '村民', '纠纷', '施工受阻']],
  ['用工', ['招工', '工人', '缺人', '劳务', '人手', '工资']],
  ['设备', ['设备到货', '到货', '机组', '厂家', '交货', '安装队', '进口件']],
  ['设计', ['图纸', '设计变更', '出图', '设计院']],
  ['市场', ['订单', '销路', '价格', '原料', '原材料', '涨价', '滞销']],
  ['安全', ['隐患', '事故', '安监', '安评']],
  ['环保', ['扬尘', '排放', '环保督察', '危废', '固废', '停产整治', '除尘']],
  ['季节', ['冬季', '冬歇', '上冻', '冻土', '低温', '雨季', '汛期', '大风', '沙尘', '暴雨']],
]

/** The longest first: where one word holds another, the longer says more. */
const ALL = WORDS.flatMap(([category, words]) => [category, ...words].map((word) => ({ category, word }))).toSorted(
  (a, b) => b.word.length - a.word.length,
)

/** The kind with the longest word that stands in the statement, of several the first; null: the words tell nothing. */
export function guessCategory(statement: string): Category | null {
  const text = fold(statement)
  const found = ALL.filter(({ word }) => text.includes(word))
  const longest = found[0]?.word.length
  const [first] = found
    .filter(({ word }) => word.length === longest)
    .toSorted((a, b) => text.indexOf(a.word) - text.indexOf(b.word))
  return first?.category ?? null
}

/** '用电，变压器容量不足'; a statement that begins with its kind says it once: '道路未通'. */
export function showMatter(category: string | null, statement: string): string {
  return category === null || statement.startsWith(category) ? statement : `${category}，${statement}`
}

/** The kind that a word names as such ('用电', '用电问题'); null: none. */
export function readCategory(word: string): Category | null {
  const name = fold(word).replace(/(?:类|方面)?(?:的)?(?:问题)?$/, '')
  return problemCategories.find((category) => category === name) ?? null
}
