/** A large ledger from its bytes to written rows: read, compared, written, in a district of its own. */
import writeXlsxFile from 'write-excel-file/node'
import type { Db } from '../../src/database/client.ts'
import { AT_LENGTH_MS, transact } from '../../src/database/transaction.ts'
import { readTablesApart } from '../../src/documents/tables/read-apart.ts'
import { day } from '../../src/domain/calendar-day.ts'
import { planImport } from '../../src/services/imports/plan.ts'
import { writeOperations } from '../../src/services/imports/write.ts'
import type { Measure } from './measure.ts'

const TODAY = day('2023-09-08')
const HEADER = [
  ...['序号', '项目名称', '责任单位', '建设性质', '建设单位', '建设地点', '建设内容', '计划开工时间', '实际开工时间'],
  ...['总投资（万元）', '年度计划（万元）', '年度累计（万元）', '完成率', '形象进度'],
]

async function ledger(rows: number): Promise<Buffer> {
  const body = Array.from({ length: rows }, (_, i) => [
    ...[i + 1, `示例${i}号项目`, '示例镇', i % 2 === 0 ? '新建' : '续建', `示例${i}公司`, '示例园区'],
    `年产 ${i} 万吨的生产线及配套设施，含厂房、库房、道路和管网`,
    ...['2023年3月', i % 2 === 0 ? '2023-04-01' : '2021-05-01', 20_000 + i / 100, 8_000 + i / 10, 3_000 + i / 3],
    ...[0.4, '主体施工'],
  ])
  return await writeXlsxFile([{ sheet: '2023年8月下旬', data: [HEADER, ...body] }]).toBuffer()
}

/** Seconds for 10,000 rows against a tenth of them; and what the process holds afterwards. */
export async function measureImport(db: Db): Promise<Record<string, Measure>> {
  const some = await importRows(db, 1_000)
  const many = await importRows(db, 10_000)
  const megabytes = process.memoryUsage().rss / 1024 / 1024
  return {
    'import-10000-rows': { value: many, unit: 'ms', ratio: many / some, versus: 'a tenth of the rows' },
    'import-memory': { value: megabytes, unit: 'MB', ratio: null, versus: '' },
  }
}

async function importRows(db: Db, rows: number): Promise<number> {
  const district = await db.district.create({ data: { name: `测速区${rows}`, isDemo: true } })
  await db.unit.create({ data: { districtId: district.id, name: '示例镇', shortName: '示例镇', group: 'TOWN' } })
  const bytes = await ledger(rows)
  const start = performance.now()
  const read = await readTablesApart(bytes, { kind: null, today: TODAY })
  await transact(
    db,
    async (tx) => {
      const draft = await planImport(tx, read, {
        district,
        today: TODAY,
        choice: { kind: null, period: null },
        by: new Set(),
      })
      if ('asks' in draft || draft.counts.created !== rows) throw new Error('the ledger was not understood')
      const who = { personId: null, identityId: null, chatId: null, requestId: 'bench' }
      await writeOperations(tx, draft.operations, { districtId: district.id, now: new Date(), ...who })
    },
    AT_LENGTH_MS,
  )
  return performance.now() - start
}
