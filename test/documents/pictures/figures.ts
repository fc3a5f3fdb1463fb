/** Invented figures: one of each kind. */
import { type BarsFigure, type PlatesFigure, stagesOf } from '../../../src/documents/pictures/figure.ts'

export const bars: BarsFigure = {
  kind: 'bars',
  title: '镇街进度',
  unit: '%',
  bars: [
    { label: '1 示例镇', value: 71.43, shown: '71.43%', target: 64, tone: 'good' },
    { label: '2 向阳镇', value: 55, shown: '55.00%', target: 64 },
  ],
  reference: { label: '时间进度', value: 66.6 },
  note: '调度口径，非统计数据',
}

export const plates: PlatesFigure = {
  kind: 'plates',
  title: '示例区重点项目挂图',
  subtitle: '截至 8月31日',
  groups: [
    {
      name: '镇街',
      tiles: [
        { name: '示例甲', colour: 'green' },
        { name: '示例乙', colour: 'yellow' },
        { name: '示例丙', colour: 'red' },
        { name: '示例丁', colour: 'grey' },
      ],
    },
  ],
  note: '调度口径，非统计数据',
}

export const stages = stagesOf({
  title: '示例甲 手续办理',
  subtitle: '政府用时 12/26 个工作日',
  stages: [
    { name: '立项用地许可', items: [{ name: '项目备案', state: 'done', note: '9月2日办结' }] },
    { name: '工程建设许可', items: [{ name: '规划许可', state: 'working', note: '剩 3 个工作日' }] },
    { name: '施工许可', items: [{ name: '施工许可证', state: 'preparing', note: '' }] },
    { name: '竣工验收', items: [{ name: '人防', state: 'not-needed', note: '' }] },
  ],
})
