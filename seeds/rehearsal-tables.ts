/**
 * What 演示报数 has the liaisons say after the history ends. All of it is made up, and every sentence carries the mark
 * when it is filed. The real projects only go on quietly; who stays out or has a problem is invented.
 */

/** Stands behind every sentence. */
export const MARK = '（演示）'

/** 形象进度 of the four projects of the article, taken in turn. */
export const articleSentences: Readonly<Record<string, readonly string[]>> = {
  绿邦: [
    '一期试生产，装置运行参数检查',
    '一期试生产，产品取样检验',
    '一期试生产，操作人员培训',
    '一期试生产，公用工程检查',
  ],
  捣固焦: ['主体施工，设备安装准备', '设备安装，主体收尾', '设备安装，管廊施工', '设备安装，电气接线'],
  华恒: ['正式投产，尾项工程施工', '正式投产，厂区道路铺装', '正式投产，厂区绿化', '正式投产，尾项工程验收准备'],
  格鑫: ['基础施工，钢筋绑扎', '基础施工，混凝土浇筑', '基础施工，土方回填', '基础施工，设备基础放线'],
}

/** Not heard of through the autumn: a third 未报 in a row shows what the meeting list is for. */
export const silent: readonly string[] = ['石谷景区']

/** Two of these stay out in each 旬, in turn. */
export const forgetful: readonly string[] = ['玻纤制品', '肉羊养殖', '矿山修复', '特种陶瓷', '货运枢纽', '智慧物流']

/** Behind their target, and staying about as far behind. */
export const slow: readonly string[] = ['示例甲', '示例乙', '玻纤制品']

/** One new problem a 旬, in turn. */
export const newProblems: readonly { readonly project: string; readonly statement: string }[] = [
  { project: '河湾光伏', statement: '逆变器到货晚于计划' },
  { project: '东风大桥', statement: '梁板运输道路需要加固' },
  { project: '冷链仓储', statement: '正式用电报装待受理' },
  { project: '老旧小区', statement: '三号楼住户对改造方案有意见' },
  { project: '碳纤维', statement: '进口设备通关资料待补' },
  { project: '沿河护岸', statement: '取料点运距变远' },
]
