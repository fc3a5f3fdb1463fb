/** 形象进度 of the invented projects: for each kind of work its parts in building order, and a sober sentence of one. */

export type WorkKind = keyof typeof PARTS

const PARTS = {
  solar: ['场地平整', '桩基施工', '支架安装', '组件安装', '箱变安装', '集电线路', '升压站设备安装', '并网调试'],
  wind: ['进场道路', '风机基础', '塔筒吊装', '机组吊装', '集电线路', '升压站设备安装', '并网调试'],
  grid: ['土建基础', '设备基础', '主变安装', '开关柜安装', '电缆敷设', '继电保护调试', '联合调试'],
  plant: [
    '场地平整',
    '桩基工程',
    '基础施工',
    '厂房主体施工',
    '钢结构安装',
    '设备安装',
    '管道安装',
    '电气仪表安装',
    '单机调试',
  ],
  treatment: ['场地清理', '基础施工', '池体施工', '主体施工', '设备安装', '管道安装', '设备调试'],
  restoration: ['边坡清理', '削坡整形', '覆土回填', '截排水沟', '护坡砌筑', '绿化种植'],
  pipes: ['管沟开挖', '管道敷设', '检查井砌筑', '阀门安装', '回填压实', '分段试压', '路面恢复'],
  water: ['围堰施工', '基础处理', '护岸砌筑', '混凝土浇筑', '闸门安装', '附属工程'],
  road: ['清表', '路基施工', '涵洞施工', '路面底基层', '路面基层', '沥青面层', '交安设施'],
  bridge: ['桩基施工', '承台施工', '墩柱施工', '梁板预制', '梁板架设', '桥面铺装', '附属工程'],
  farming: ['土地平整', '田间道路', '灌溉管网', '棚圈主体施工', '设备安装', '附属设施'],
  tourism: ['场地清理', '基础施工', '主体施工', '步道铺装', '室内装修', '景观绿化', '设施安装'],
  building: ['基坑开挖', '基础施工', '主体施工', '二次结构', '外墙施工', '室内装修', '水电安装', '室外工程'],
  renewal: ['入户摸底', '拆除清理', '外墙保温', '屋面防水', '管线改造', '道路铺装', '附属设施'],
} as const

/** What 产业 a kind of work belongs to, as the ledger's column says it. */
export const INDUSTRY: Readonly<Record<WorkKind, string>> = {
  solar: '新能源',
  wind: '新能源',
  grid: '电力',
  plant: '工业',
  treatment: '环保',
  restoration: '生态修复',
  pipes: '市政',
  water: '水利',
  road: '交通',
  bridge: '交通',
  farming: '农牧业',
  tourism: '文旅',
  building: '公共服务',
  renewal: '城市更新',
}

/** Before a start: what the enterprise does until the site opens. No permit is named, none is claimed. */
const BEFORE_START = [
  '办理开工前手续',
  '施工招标准备',
  '施工单位确定',
  '临时设施搭建',
  '人员设备进场准备',
  '施工图完善',
]

/** Said of a part a second time in a row, so that no sentence repeats the one before it. */
const AGAIN = ['材料进场', '质量验收同步进行', '下一工序准备', '增加作业人员']

/** Where the work stands, `position` from 0 (nothing) to 1 (all built). */
export function sentence(kind: WorkKind, position: number): string {
  const parts = PARTS[kind]
  const place = Math.min(position, 0.999) * parts.length
  const part = parts[Math.floor(place)] ?? parts[0]
  const percent = Math.min(95, Math.max(5, Math.round(((place % 1) * 100) / 5) * 5))
  return `${part} ${percent}%`
}

export function sentenceBeforeStart(turn: number): string {
  return BEFORE_START[turn % BEFORE_START.length] ?? '办理开工前手续'
}

/** The text, or the text with an addition when it was said the last time. */
export function unlike(text: string, previous: string | null, turn: number): string {
  return text === previous ? `${text}，${AGAIN[turn % AGAIN.length]}` : text
}
