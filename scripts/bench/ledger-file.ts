/** Writes a ledger of so many rows to the standard output: `node --import tsx scripts/bench/ledger-file.ts 10000`. */
import writeXlsxFile from 'write-excel-file/node'

const HEADER = [
  ...['序号', '项目名称', '责任单位', '建设性质', '建设单位', '建设地点', '建设内容', '计划开工时间', '实际开工时间'],
  ...['总投资（万元）', '年度计划（万元）', '年度累计（万元）', '完成率', '形象进度'],
]

const body = Array.from({ length: Number(process.argv[2] ?? '1000') }, (_, i) => [
  ...[i + 1, `示例${i}号项目`, '示例镇', i % 2 === 0 ? '新建' : '续建', `示例${i}公司`, '示例园区'],
  `年产 ${i} 万吨的生产线及配套设施，含厂房、库房、道路和管网`,
  ...['2023年3月', i % 2 === 0 ? '2023-04-01' : '2021-05-01', 20_000 + i / 100, 8_000 + i / 10, 3_000 + i / 3],
  ...[0.4, '主体施工'],
])

process.stdout.write(await writeXlsxFile([{ sheet: '2023年8月下旬', data: [HEADER, ...body] }]).toBuffer())
