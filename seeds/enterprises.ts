/**
 * 一企一档 of the demonstration. Of the article's four companies only what the article says: the name and the project;
 * their agents are demonstration people and say so. Everything of the invented ones is made up.
 */
import type { Satisfaction, ServiceState, ServiceWay } from '../src/domain/agency.ts'

interface EnterpriseRow {
  readonly shortName: string
  /** As the article writes it; the invented ones say 演示. */
  readonly name: string
  readonly project: string
  readonly invented: boolean
}

export const enterprises: readonly EnterpriseRow[] = [
  { shortName: '绿邦', name: '乌海市绿邦环保科技有限公司', project: '绿邦', invented: false },
  { shortName: '西来峰', name: '国家能源集团煤化工有限责任公司西来峰分公司', project: '捣固焦', invented: false },
  { shortName: '华恒', name: '华恒', project: '华恒', invented: false },
  { shortName: '格鑫', name: '格鑫集团', project: '格鑫', invented: false },
  { shortName: '示例甲公司', name: '示例甲建设单位（演示）', project: '示例甲', invented: true },
  { shortName: '示例乙公司', name: '示例乙建设单位（演示）', project: '示例乙', invented: true },
  { shortName: '碳纤维公司', name: '碳纤维建设单位（演示）', project: '碳纤维', invented: true },
]

/** A 角 and B 角 of every project that is in a file. */
export const agents = { A: '演示审批', B: '演示帮办' } as const

export const contact = { person: '演示企业联系人', enterprise: '示例甲公司' } as const

interface RequestRow {
  readonly project: string
  readonly matter: string
  readonly state: ServiceState
  readonly asked: string
  readonly ended: string | null
  readonly result: string | null
}

export const requests: readonly RequestRow[] = [
  {
    project: '示例甲',
    matter: '消防设计审查材料预审（演示）',
    state: 'WORKING',
    asked: '2023-08-28',
    ended: null,
    result: null,
  },
  {
    project: '碳纤维',
    matter: '安全设施设计审查补正（演示）',
    state: 'DONE',
    asked: '2023-05-10',
    ended: '2023-06-07',
    result: '补正材料已通过审查（演示）',
  },
]

interface RecordRow {
  readonly project: string
  readonly on: string
  readonly way: ServiceWay
  readonly text: string
  /** Done for the project's request. */
  readonly ofRequest: boolean
}

export const records: readonly RecordRow[] = [
  { project: '示例甲', on: '2023-08-15', way: 'ON_SITE', text: '送设备安装阶段的手续清单（演示）', ofRequest: false },
  { project: '示例甲', on: '2023-08-29', way: 'ONLINE', text: '核对消防设计审查的材料（演示）', ofRequest: true },
  { project: '示例甲', on: '2023-09-05', way: 'WINDOW', text: '窗口预审，退补图纸目录一项（演示）', ofRequest: true },
  { project: '示例乙', on: '2023-08-22', way: 'PHONE', text: '说明用地材料的报送次序（演示）', ofRequest: false },
  { project: '碳纤维', on: '2023-05-12', way: 'ON_SITE', text: '一起整理补正材料（演示）', ofRequest: true },
]

export const visit: { project: string; on: string; grade: Satisfaction; opinion: string } = {
  project: '示例甲',
  on: '2023-08-30',
  grade: 'SATISFIED',
  opinion: '材料清单清楚，希望预审再快一些（演示）',
}

/** 一企一策, the oldest version first. */
export const strategies: readonly { enterprise: string; on: string; text: string }[] = [
  {
    enterprise: '示例甲公司',
    on: '2023-03-20',
    text: '专员每月上门一次；施工许可变更与消防设计审查先后办理（演示）',
  },
  {
    enterprise: '示例甲公司',
    on: '2023-08-16',
    text: '专员每半月联系一次；设备到货前办完消防设计审查，安装时同步准备联动调试的手续（演示）',
  },
]

export const certificates: readonly { enterprise: string; name: string; expires: string }[] = [
  { enterprise: '示例甲公司', name: '安全生产许可证', expires: '2023-10-20' },
  { enterprise: '示例甲公司', name: '排污许可证', expires: '2026-06-30' },
]
