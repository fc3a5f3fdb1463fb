/** Files that cannot be imported: refused with the cell, or with what to do about the whole file. */
import { describe, expect, it } from 'vitest'
import { isLarge, readTablesApart } from '../../src/documents/tables/read-apart.ts'
import { readTables } from '../../src/documents/tables/read-tables.ts'
import { day } from '../../src/domain/calendar-day.ts'
import { formula, type MadeCell, makeBook, makeZip, percent } from './book-maker.ts'

const OPTIONS = { kind: null, today: day('2023-09-08') }
const HEADER = ['项目名称', '责任单位', '总投资（万元）', '计划开工时间']

const refusalOf = (row: readonly MadeCell[], merges: readonly string[] = [], more: readonly MadeCell[][] = []) => {
  const book = makeBook([{ title: '台账', merges, rows: [HEADER, row, ...more] }])
  const { tables } = readTables(book, OPTIONS)
  return tables[0]?.refused.map(({ cell, reason }) => `${cell} ${reason}`)
}

describe('a cell that cannot be taken is named', () => {
  it.each<[string, readonly MadeCell[], string]>([
    [
      'a formula that nobody computed',
      ['示例甲', '镇', formula('SUM(A1:A9)')],
      'C2 公式还没有算出结果，请用 Excel 打开并保存一次，或粘贴为数值后再发',
    ],
    [
      'a formula whose result a library left empty',
      ['示例甲', '镇', formula('1000+500', '')],
      'C2 公式还没有算出结果，请用 Excel 打开并保存一次，或粘贴为数值后再发',
    ],
    ['a formula gone wrong', ['示例甲', '镇', { value: '#REF!', error: true }], 'C2 公式出错（#REF!），请改好'],
    ['a word for an amount', ['示例甲', '镇', '约三个亿'], 'C2 “约三个亿”不像金额，请写成 800万 或 1.2亿'],
    ['a negative amount', ['示例甲', '镇', -5], 'C2 金额不能是负数（-5）'],
    ['a percentage for an amount', ['示例甲', '镇', percent('0.5')], 'C2 是百分比格式，不像金额，请改成数值'],
    ['a day that does not exist', ['示例甲', '镇', 1, '2023年2月30日'], 'D2 “2023年2月30日”没有这一天'],
    ['a word for a day', ['示例甲', '镇', 1, '尽快'], 'D2 “尽快”不像日期，请写成 2023-03-15 或 2023年3月'],
    ['an amount beyond measure', ['示例甲', '镇', { value: '9E15' }], 'C2 “9000000000000000”太大，请核对单位'],
    ['a text without end', ['示'.repeat(2_001), '镇', 1], 'A2 太长，请控制在 2000 字以内'],
  ])('%s', (_, row, sentence) => {
    expect(refusalOf(row)).toEqual([sentence])
  })

  it.each([
    ['单位：万美元', '总投资', '万美元'],
    ['重点项目表', '总投资（万美元）', '万美元'],
    ['单位：港币', '总投资', '港币'],
    ['单位：十万元', '总投资', '十万元'],
  ])('an amount in a unit that is none of ours: %s, %s', (corner, title, unit) => {
    const rows = [[corner], ['项目名称', '责任单位', title], ['示例甲', '镇', 5]]
    const { tables } = readTables(makeBook([{ title: '台账', rows }]), OPTIONS)
    expect(tables[0]?.refused.map(({ cell, reason }) => `${cell} ${reason}`)).toEqual([
      `C3 单位“${unit}”不能读，请换算成 元、千元、万元、百万元、千万元 或 亿元 再发`,
    ])
    expect(tables[0]?.notes.join()).not.toContain('按万元读')
  })

  it('an amount merged over two projects', () => {
    expect(refusalOf(['示例甲', '镇', 300], ['C2:C3'], [['示例乙', '镇', null]])).toEqual([
      'C3 金额的合并单元格跨了几行，分不清各是多少，请拆开填写',
    ])
  })
})

describe('a file that cannot be taken says what to do', () => {
  const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex')
  const good = makeBook([{ title: '台账', rows: [HEADER, ['示例甲', '镇', 1]] }])
  const files: [string, Buffer, RegExp][] = [
    ['an old .xls', Buffer.concat([OLE, Buffer.alloc(600)]), /旧的 \.xls 格式.*另存为/],
    [
      'an encrypted one',
      Buffer.concat([OLE, Buffer.alloc(600), Buffer.from('EncryptedPackage', 'utf16le')]),
      /打开密码/,
    ],
    ['one with macros', makeBook([{ title: '台账', rows: [HEADER] }], { 'xl/vbaProject.bin': 'x' }), /有宏/],
    [
      'an .xlsm without its macros',
      makeBook([{ title: '台账', rows: [HEADER] }], {
        '[Content_Types].xml':
          '<Types><Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>',
      }),
      /\.xlsm/,
    ],
    ['a text', Buffer.from('项目名称,责任单位\n示例甲,镇\n'.repeat(5)), /不是 Excel 工作簿/],
    ['a Word file', makeZip({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<x/>' }), /不是 Excel 工作簿/],
    ['an .xlsb', makeZip({ 'xl/workbook.bin': 'x' }), /\.xlsb/],
    ['an empty one', Buffer.alloc(0), /空的/],
    ['one that was cut off', good.subarray(0, good.length - 40), /损坏/],
    [
      'one with a document type',
      makeBook([{ title: '台账', rows: [HEADER] }], {
        'xl/sharedStrings.xml': '<!DOCTYPE a [<!ENTITY b "c">]><sst><si><t>&b;</t></si></sst>',
      }),
      /读不出来/,
    ],
    ['one without a table', makeBook([{ title: '随笔', rows: [['今天开会'], ['明天也开']] }]), /没有认出能导入的表/],
    ['one above 20 MB', Buffer.alloc(20 * 1024 * 1024 + 1), /20 MB/],
  ]
  it.each(files)('%s', (_, bytes, sentence) => {
    expect(() => readTables(bytes, OPTIONS)).toThrow(sentence)
  })

  it('a bomb stops before it is inflated, whatever it says of itself', async () => {
    const zeros = Buffer.alloc(64 * 1024 * 1024)
    const part = 'xl/worksheets/sheet1.xml'
    const honest = makeBook([{ title: '台账', rows: [HEADER] }], { [part]: zeros.toString('latin1') })
    await expect(readTablesApart(honest, OPTIONS)).rejects.toThrow(/解压后过大/)
    const parts = {
      'xl/workbook.xml': '<workbook xmlns:r="r"><sheets><sheet name="a" r:id="rId1"/></sheets></workbook>',
      'xl/_rels/workbook.xml.rels':
        '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
      [part]: zeros,
    }
    expect(() => readTables(makeZip(parts, { [part]: 1000 }), OPTIONS)).toThrow(/解压后过大/)
    const many = Object.fromEntries(Array.from({ length: 2_001 }, (_, i) => [`xl/media/${i}.png`, '']))
    expect(() => readTables(makeZip(many), OPTIONS)).toThrow(/2001 个部件/)
  })

  it('counts the work of every part it reads, also of a sheet that lies elsewhere or is listed again and again', () => {
    const sheet = `<worksheet><sheetData>${' '.repeat(900_000)}</sheetData></worksheet>`
    const listed = [1, 2, 3, 4].map((n) => `<sheet name="${n}" r:id="rId1"/>`).join('')
    const workbook = `<workbook xmlns:r="r"><sheets>${listed}</sheets></workbook>`
    const relations = '<Relationships><Relationship Id="rId1" Target="elsewhere/a.xml"/></Relationships>'
    const parts = { 'xl/workbook.xml': workbook, 'xl/_rels/workbook.xml.rels': relations, 'xl/elsewhere/a.xml': sheet }
    expect(isLarge(makeZip(parts))).toBe(true)
    const words = Array.from({ length: 1_500_000 }, (_, i) => ((i * 7_919) % 65_521).toString(36)).join('')
    const heavy = { ...parts, 'xl/workbook.xml': `${workbook}<!--${words}-->` }
    expect(() => isLarge(makeZip(heavy))).toThrow(/目录部分过大/)
  })

  it('a large ledger is read in a thread of its own, with the same result', async () => {
    const rows = Array.from({ length: 6_000 }, (_, i) => [`示例${i}号`, '镇', i + 0.1, `2023-03-15`])
    const content = rows.map(([name, unit, total, on], i) => [
      `${name ?? ''}${'甲'.repeat(60)}`,
      unit ?? '',
      total ?? 0,
      on ?? '',
      i,
    ])
    const large = makeBook([{ title: '台账', rows: [HEADER, ...content] }])
    const { tables } = await readTablesApart(large, OPTIONS)
    expect(tables).toEqual(readTables(large, OPTIONS).tables)
    expect(tables[0]?.rows.length).toBe(6_000)
  })
})
