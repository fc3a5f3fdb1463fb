/** Cards that show everything a card can hold, with invented projects. */
import { button, type Card, say } from '../../../src/chat/card.ts'

export const overviewCard: Card = {
  title: '演示区重点项目总览（截至2023年8月下旬，已锁定）',
  tone: 'good',
  blocks: [
    {
      kind: 'fields',
      items: [
        { label: '项目', value: '53 个' },
        { label: '续建、新建', value: '30、23 个' },
        { label: '总投资', value: '358.95 亿元' },
        { label: '年度计划', value: '62.94 亿元' },
        { label: '年度累计完成', value: '44.96 亿元' },
        { label: '完成率', value: '71.43%', tone: 'good' },
      ],
    },
    {
      kind: 'chart',
      title: '各组完成率',
      unit: '%',
      bars: [
        { label: '园区', value: 74.1, shown: '74.10%', tone: 'good' },
        { label: '行业部门', value: 68.2, shown: '68.20%' },
        { label: '镇街', value: 57, shown: '57.00%', tone: 'warning' },
      ],
      reference: { label: '目标 64.00%', value: 64 },
    },
    { kind: 'text', text: '对照目标 64.00%：超 7.43 个百分点\n9月上旬已报 0/53' },
    { kind: 'note', text: '调度口径，非统计数据' },
  ],
  actions: [button('看明细表', '样表'), button('报旬报', '填表', 'primary')],
}

export const tableCard: Card = {
  title: '项目进度（示例）',
  tone: 'neutral',
  blocks: [
    {
      kind: 'table',
      caption: '按完成率排列',
      columns: [
        { title: '项目' },
        { title: '责任单位' },
        { title: '年度计划（万元）', align: 'right' },
        { title: '年度累计（万元）', align: 'right' },
        { title: '完成率', align: 'right' },
        { title: '亮牌' },
      ],
      rows: Array.from({ length: 20 }, (_, index) => [
        `示例${index + 1}号项目`,
        index % 2 === 0 ? '产业园' : '东风镇',
        '12,000.00',
        `${(9000 - index * 180).toLocaleString('en')}.00`,
        `${(75 - index * 1.5).toFixed(2)}%`,
        index < 15 ? '🟢绿牌' : '🟡黄牌',
      ]),
      more: { count: 33, action: '样表' },
    },
    {
      kind: 'list',
      ordered: true,
      items: [
        { text: '示例乙 征地拆迁剩 3 户', detail: '原牵头：自然资源局，建议本周现场协调', tone: 'warning' },
        { text: '示例丙 高压线迁改方案待批', detail: '能源局 9月15日前答复' },
      ],
    },
  ],
  actions: [],
}

export const formCard: Card = {
  title: '9月上旬报，请在 9月12日 17:00 前回一句话',
  subtitle: '示例甲　上期累计 5,200 万元，设备调试',
  tone: 'neutral',
  blocks: [
    { kind: 'note', text: '回复示例：1 本旬800万 管道连接完成\n没有进展就回：1 没变' },
    {
      kind: 'form',
      name: 'report',
      title: '示例甲 9月上旬',
      fields: [
        { name: 'amount', label: '本旬完成投资（万元）', type: 'text', placeholder: '例如 800', required: true },
        {
          name: 'problem',
          label: '有没有新问题',
          type: 'choice',
          value: 'no',
          options: [
            { label: '没有', value: 'no' },
            { label: '有', value: 'yes' },
          ],
        },
        { name: 'note', label: '形象进度一句话', type: 'multiline', placeholder: '例如 主体封顶' },
      ],
      submit: { label: '提交', action: '交表' },
      typed: '1 本旬800万 主体封顶',
    },
  ],
  actions: [button('没变', '交表')],
}

export const previewCard: Card = {
  title: '9月上旬调度通报预览，14:30 发出',
  tone: 'warning',
  blocks: [{ kind: 'text', text: '示例甲 🟡黄牌 完成率 57.00%，欠目标 10.00 个百分点', tone: 'warning' }],
  actions: [
    button('发布', '发布 3', 'primary'),
    { kind: 'button', label: '暂缓', action: '暂缓 3', style: 'danger', confirm: '确定暂缓这份通报吗？' },
    {
      kind: 'select',
      label: '改接收频率',
      options: [
        { label: '每旬', action: '频率 旬' },
        { label: '每月', action: '频率 月' },
      ],
    },
    { kind: 'link', label: '规则原文', url: 'https://example.org/rules' },
  ],
}

export const heldCard: Card = say('通报已暂缓', { tone: 'muted', blocks: [{ kind: 'note', text: '要发出时点 发布' }] })
