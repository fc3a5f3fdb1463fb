/** Ten workbooks as offices keep them, each with other troubles; what they say is read exactly. */
import { describe, expect, it } from 'vitest'
import type { TableKind } from '../../src/documents/tables/kinds.ts'
import { readTables } from '../../src/documents/tables/read-tables.ts'
import { day } from '../../src/domain/calendar-day.ts'
import { formula, type MadeSheet, makeBook, percent, serial } from './book-maker.ts'

const read = (sheets: MadeSheet[], kind: TableKind | null = null, more: Record<string, string> = {}) =>
  readTables(makeBook(sheets, more), { kind, today: day('2023-09-08') })

const rowsOf = (sheets: MadeSheet[]) => read(sheets).tables.flatMap(({ rows }) => rows.map(({ values }) => values))

describe('a workbook as an office has it', () => {
  it('1: two title rows, a corner unit of 亿元, a header over two rows, a merged sum row', () => {
    const { tables, notes } = read([
      {
        title: '台账',
        merges: ['A1:G1', 'A3:A4', 'B3:B4', 'C3:C4', 'D3:F3', 'G3:G4', 'A5:C5'],
        rows: [
          ['示例区2023年重点项目推进情况台账（截至9月上旬）'],
          [null, null, null, null, null, null, '单位：亿元'],
          ['序\n号', '项目名称', '牵头单位', '投 资 情 况', null, null, '当前进展'],
          [null, null, null, '总投资', '年度计划投资', '累计完成投资', null],
          ['合 计', null, null, 11, 1.5, 0.83],
          [1, '示例甲精细化工一期项目', '示例镇', { value: '9.0000000000000002' }, 1, 0.52, '设备安装'],
          [2, '示例乙新材料生产线项目', '能源局', 2, 0.5, { value: '0.31000000000000005' }],
        ],
      },
      { title: '旧表', state: 'hidden', rows: [['项目名称', '责任单位']] },
    ])
    expect(tables[0]).toMatchObject({ kind: 'ledger', year: 2023, asOf: '2023-09-1' })
    expect(tables[0]?.rows.map(({ values }) => values)).toEqual([
      {
        number: '1',
        name: '示例甲精细化工一期项目',
        unit: '示例镇',
        totalInvestment: '90000.00',
        annualPlan: '10000.00',
        yearToDate: '5200.00',
      },
      {
        number: '2',
        name: '示例乙新材料生产线项目',
        unit: '能源局',
        totalInvestment: '20000.00',
        annualPlan: '5000.00',
        yearToDate: '3100.00',
      },
    ])
    expect(notes).toEqual(['隐藏的表没有读：旧表'])
  })

  it('2: columns in another order under other names, full-width digits, numbers as text, a unit in the cell', () => {
    expect(
      rowsOf([
        {
          title: 'Sheet1',
          rows: [
            ['概算投资（万元）', '责任部门', '业主单位', '项 目 全 称 *', '2023年计划投资（万元）'],
            ['９０，０００', '示例镇', '　示例公司 ', '示例甲项目', '1.2亿元'],
            ['8,000.50', '能源局', '—', '示例乙项目', '无'],
          ],
        },
      ]),
    ).toEqual([
      { totalInvestment: '90000.00', unit: '示例镇', owner: '示例公司', name: '示例甲项目', annualPlan: '12000.00' },
      { totalInvestment: '8000.50', unit: '能源局', name: '示例乙项目' },
    ])
  })

  it('3: dates as text of every kind, as serial numbers and as months', () => {
    const { tables } = read([
      {
        title: '2023年',
        rows: [
          ['项目名称', '责任单位', '计划开工时间', '实际开工时间', '计划竣工时间'],
          ['示例甲', '镇', '2023.9.12', '2023年9月12日', '9/12'],
          ['示例乙', '镇', serial(45181), serial(45181, 'chineseDay'), serial(45181, 'general')],
          ['示例丙', '镇', '2023年5月', '2021.03', serial(45170, 'yearMonth')],
          ['示例丁', '镇', '2023-02-30', '', ''],
          ['示例戊', '镇', { value: '2023.1' }, '', ''],
        ],
      },
    ])
    expect(
      tables[0]?.rows.map(({ values: { plannedStartOn, startedOn, plannedCompletionOn } }) => [
        plannedStartOn,
        startedOn,
        plannedCompletionOn,
      ]),
    ).toEqual([
      ['2023-09-12', '2023-09-12', '2023-09-12'],
      ['2023-09-12', '2023-09-12', '2023-09-12'],
      ['2023-05-31', '2021-03-01', '2023-09-30'],
    ])
    expect(tables[0]?.refused.map(({ cell, reason }) => `${cell} ${reason}`)).toEqual([
      'C5 “2023-02-30”没有这一天',
      'C6 “2023.1”分不清是 1 月还是 10 月，请写成 2023-01 或 2023-10',
    ])
  })

  it('4: 完成率 as 0.85, 85% and 85 is the same rate', () => {
    const rates = (cells: MadeSheet['rows'][number][]) =>
      rowsOf([{ title: '台账', rows: [['项目名称', '责任单位', '年度计划（万元）', '完成率'], ...cells] }]).map(
        (row) => row.completionRate,
      )
    expect(
      rates([
        ['示例甲', '镇', 100, percent('0.85')],
        ['示例乙', '镇', 100, '85%'],
      ]),
    ).toEqual(['85', '85'])
    expect(
      rates([
        ['示例甲', '镇', 100, 0.85],
        ['示例乙', '镇', 100, 1.2],
      ]),
    ).toEqual(['85', '120'])
    expect(
      rates([
        ['示例甲', '镇', 100, 85],
        ['示例乙', '镇', 100, 0.9],
      ]),
    ).toEqual(['85', '0.9'])
  })

  it('5: formulas count with their stored result, one that reads another file is told', () => {
    const { tables, notes } = read(
      [
        {
          title: '台账',
          rows: [
            ['项目名称', '责任单位', '总投资（万元）', '年度计划（万元）'],
            ['示例甲', '镇', formula('D2*3', '30000'), formula("'[1]计划'!B7", '10000')],
          ],
        },
      ],
      null,
      { 'xl/externalLinks/externalLink1.xml': '<externalLink/>' },
    )
    expect(tables[0]?.rows[0]?.values).toMatchObject({ totalInvestment: '30000.00', annualPlan: '10000.00' })
    expect(tables[0]?.notes).toContain('表“台账”：2 格是公式，按表里已经算出的结果读')
    expect(tables[0]?.notes).toContain('表“台账”：其中 1 格引用了别的文件，按上次算出的结果读，请核对')
    expect(notes).toContain('文件链接了 1 个别的文件，没有打开它们')
  })

  it('6: a unit merged over its projects counts for each; sections say 新建 or 续建; blank rows, notes and subtotals go', () => {
    const { tables } = read([
      {
        title: '台账',
        merges: ['A2:D2', 'B3:B5', 'A9:D9'],
        rows: [
          ['项目名称', '责任单位', '总投资（万元）', '备注'],
          ['一、续建项目（2个）'],
          ['示例甲', '示例镇', 100],
          ['示例乙', null, 200],
          ['小计', null, 300],
          [],
          ['二、新建项目（1个）', null, 50],
          ['示例丙', '能源局', 50, '无'],
          ['注：本表由项目办汇总'],
          ['填报人：甲某　联系电话：0000000'],
        ],
      },
    ])
    expect(tables[0]?.rows.map(({ line, values }) => [line, values.name, values.unit, values.nature])).toEqual([
      [3, '示例甲', '示例镇', 'CONTINUED'],
      [4, '示例乙', '示例镇', 'CONTINUED'],
      [8, '示例丙', '能源局', 'NEW'],
    ])
    expect(tables[0]?.notes).toContain('表“台账”：跳过 合计、小计 1 行，分节 2 行，注释等 2 行')
  })

  it('7: noise of the spreadsheet’s arithmetic goes, more than two decimals are rounded and named', () => {
    const { tables } = read([
      {
        title: '台账',
        rows: [
          ['项目名称', '责任单位', '总投资（万元）', '一期投资（亿元）'],
          ['示例甲', '镇', { value: '0.30000000000000004' }, { value: '1.23456' }],
          ['示例乙', '镇', { value: '1234.5600000001', style: 'twoPlaces' }, { value: '1.2E-1' }],
          ['示例丙', '镇', { value: '4321.4567' }, null],
        ],
      },
    ])
    expect(tables[0]?.rows.map(({ values }) => [values.totalInvestment, values.phaseOneInvestment])).toEqual([
      ['0.30', '12345.60'],
      ['1234.56', '1200.00'],
      ['4321.46', undefined],
    ])
    expect(tables[0]?.notes).toContain('表“台账”：超过两位小数，按 0.01 万元四舍五入：C4')
  })

  it('8: several sheets, each by its own header; hidden rows are read and told; a printed header repeats', () => {
    const { tables, notes } = read([
      { title: '说明', rows: [['本表每旬更新']] },
      {
        title: '单位',
        rows: [
          ['单位名称', '简称', '分组'],
          ['示例区水利局', '水利局', '行业部门'],
        ],
      },
      {
        title: '通讯录',
        rows: [
          ['姓名', '单位', '职务', '身份', '联系电话'],
          ['甲某', '水利局', '科员', '联络员', { value: '13800000000' }],
        ],
      },
      {
        title: '项目',
        hiddenRows: [3],
        rows: [
          ['项目名称', '责任单位', '建设性质'],
          ['示例甲', '水利局', '续建'],
          ['示例乙', '水利局', '扩建'],
          ['项目名称', '责任单位', '建设性质'],
          ['示例丙', '水利局', '新建'],
        ],
      },
    ])
    expect(tables.map(({ kind, rows }) => [kind, rows.length])).toEqual([
      ['units', 1],
      ['people', 1],
      ['ledger', 3],
    ])
    expect(tables[1]?.rows[0]?.values.phone).toBe('13800000000')
    expect(tables[2]?.notes).toContain('表“项目”：有 1 行在表里是隐藏的，也读了')
    expect(notes).toEqual(['没有认出表头、没有读的表：说明'])
  })

  it('9: targets of a year, cumulative or month by month', () => {
    const [cumulative] = rowsOf([
      {
        title: '2023年目标',
        rows: [
          ['项目名称', '1月累计目标（万元）', '2月累计目标（万元）'],
          ['示例甲', 100, 250],
        ],
      },
    ])
    expect(cumulative).toEqual({ name: '示例甲', 'target:2023-01': '100.00', 'target:2023-02': '250.00' })
    const [single] = rowsOf([
      {
        title: '2023年计划',
        merges: ['B1:C1', 'A1:A2'],
        rows: [
          ['项目名称', '逐月计划投资（万元）'],
          [null, '1月', '2月'],
          ['示例甲', 100, 150.5],
        ],
      },
    ])
    expect(single).toEqual({ name: '示例甲', 'target:2023-01': '100.00', 'target:2023-02': '250.50' })
    const [years] = rowsOf([
      {
        title: '2024年计划',
        merges: ['B1:D1', 'A1:A2'],
        rows: [
          ['项目名称', '逐月计划投资（万元）'],
          [null, '11月', '12月', '2025年1月'],
          ['示例甲', 100, 150, 80],
        ],
      },
    ])
    expect(years).toEqual({
      name: '示例甲',
      ...{ 'target:2024-11': '100.00', 'target:2024-12': '250.00', 'target:2025-01': '80.00' },
    })
  })

  it.each(['至8月底完成投资（万元）', '截至8月完成投资（万元）', '截止8月末累计完成投资（万元）'])(
    '15: %s is what the year has to the end of August',
    (title) => {
      const { tables } = read([
        {
          title: '表',
          rows: [
            ['项目名称', '责任单位', title],
            ['示例甲', '示例镇', 300],
          ],
        },
      ])
      expect(tables[0]).toMatchObject({ asOf: '2023-08-3', rows: [{ values: { yearToDate: '300.00' } }] })
    },
  )

  it('10: what was done before the year, in the year and at what moment is told from the titles alone', () => {
    const { tables } = read([
      {
        title: '表',
        rows: [
          [
            '项目名称',
            '牵头单位',
            '截至2022年底累计完成投资（万元）',
            '2023年1-8月完成投资（万元）',
            '(1)',
            '建设阶段',
          ],
          ['1', '2', '3', '4', '5', '6'],
          ['示例甲', '示例镇', 700, 300, 'x', '主体封顶'],
        ],
      },
    ])
    expect(tables[0]).toMatchObject({ asOf: '2023-08-3', year: 2023 })
    expect(tables[0]?.rows).toEqual([
      { line: 3, values: { name: '示例甲', unit: '示例镇', investedBefore: '700.00', yearToDate: '300.00' } },
    ])
    expect(tables[0]?.notes).toContain('表“表”：建设阶段里的“主体封顶”不是系统的阶段，没有导入')
  })

  it.each([
    ['单位：元', '0.80'],
    ['单位：千元', '800.00'],
    ['单位：人民币万元', '8000.00'],
    ['（单位：百万元）', '800000.00'],
    ['单位：千万元', '8000000.00'],
    ['2023年项目表，金额为万元', '8000.00'],
  ])('11: the unit above the table is known exactly: %s', (above, amount) => {
    const [row] = rowsOf([{ title: '表', rows: [[above], ['项目名称', '责任单位', '总投资'], ['示例甲', '镇', 8000]] }])
    expect(row?.totalInvestment).toBe(amount)
  })

  const underTitle = (group: string, last: number): MadeSheet => ({
    title: '9月',
    merges: ['A1:F1', 'A2:A3', 'B2:B3', 'C2:D2', 'E2:E3', 'F2:F3'],
    rows: [
      ['示例区重点项目逐月投资计划'],
      ['项目名称', '年度计划（万元）', group, null, '责任单位', '摘要'],
      [null, null, '11月', '12月'],
      ['示例甲', 600, 500, last, '示例镇', '—'],
    ],
  })

  it('12: a title over the table is no part of a header; 累计 nearest to the month counts', () => {
    const { tables } = read([underTitle('各月累计计划投资（万元）', 600)])
    expect(tables[0]?.rows[0]?.values).toMatchObject({ 'target:2023-11': '500.00', 'target:2023-12': '600.00' })
    expect(tables[0]?.notes).toContain('表“9月”：不认识、没有导入的列：摘要')
  })

  it('13: a target of December above the plan of the year is refused with its cell', () => {
    const { tables } = read([underTitle('逐月计划投资（万元）', 600)])
    expect(tables[0]?.refused.map(({ cell, reason }) => `${cell} ${reason}`)).toEqual([
      'D4 12月累计目标 1,100 万元 超过年度计划 600 万元，请核对是累计还是逐月',
    ])
  })

  it('14: a 竣工 still to come is the planned one; 实际 to come and one before 开工 are refused', () => {
    const table = (title: string, started: string, completed: string) =>
      read([
        {
          title: '表',
          rows: [
            ['项目名称', '责任单位', '总投资（万元）', '开工时间', title],
            ['示例甲', '示例镇', 8000, started, completed],
          ],
        },
      ]).tables[0]
    const planned = table('竣工时间', '2023-05-01', '2024年10月')
    expect(planned?.rows[0]?.values).toMatchObject({ plannedCompletionOn: '2024-10-31' })
    expect(planned?.rows[0]?.values).not.toHaveProperty('completedOn')
    expect(table('实际竣工时间', '2023-05-01', '2024-10-01')?.refused).toMatchObject([{ cell: 'E2' }])
    expect(table('竣工时间', '2023-05-01', '2022-10-01')?.refused).toMatchObject([
      { cell: 'E2', reason: '竣工日期 2022-10-01 早于开工日期 2023-05-01' },
    ])
    expect(table('竣工时间', '2023-05-06', '2023年5月')?.refused).toEqual([])
  })
})
