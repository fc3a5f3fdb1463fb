import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { day } from '../../src/domain/calendar-day.ts'
import { money, showWan, typedMoney } from '../../src/domain/money.ts'
import { tenDay } from '../../src/domain/period.ts'
import { type ReportEntry, readReportLine } from '../../src/domain/report-line.ts'
import { cpuTime } from '../support/cpu-time.ts'

const today = day('2023-09-12')
const september = tenDay('2023-09-1')

const nothing: ReportEntry = {
  index: null,
  projectWords: null,
  all: false,
  period: null,
  periodAmount: null,
  yearToDate: null,
  bare: false,
  sentence: null,
  note: null,
  percent: null,
  percentOfWhole: false,
  problem: null,
  noChange: false,
}
const said = (sentence: string) => ({ sentence, note: sentence })
const noChange = { noChange: true, periodAmount: money('0') }
const eight = { periodAmount: money('800') }

function entriesOf(text: string): readonly ReportEntry[] {
  const reading = readReportLine(text, today)
  return reading.ok ? reading.entries : []
}
function refusalOf(text: string): string {
  const reading = readReportLine(text, today)
  return reading.ok ? '' : reading.sentence
}

describe('one line of a report', () => {
  it.each<[string, Partial<ReportEntry>]>([
    ['本旬800万 设备安装90%', { ...eight, sentence: '设备安装90%', note: '设备安装', percent: 90 }],
    ['1 本旬800万 管道连接完成', { ...eight, index: 1, ...said('管道连接完成') }],
    [
      '绿邦 本旬 800 万元，设备安装90%',
      { ...eight, projectWords: '绿邦', sentence: '设备安装90%', note: '设备安装', percent: 90 },
    ],
    ['本旬８００万　设备安装９０％', { ...eight, sentence: '设备安装９０％', note: '设备安装', percent: 90 }],
    ['累计6000万 设备调试', { yearToDate: money('6000'), ...said('设备调试') }],
    [
      '年度累计 3.1亿 主体施工45%',
      { yearToDate: money('31000'), sentence: '主体施工45%', note: '主体施工', percent: 45 },
    ],
    ['800 设备安装', { ...eight, bare: true, ...said('设备安装') }],
    ['80 设备安装', { periodAmount: money('80'), bare: true, ...said('设备安装') }],
    ['1 800 主体施工', { ...eight, index: 1, bare: true, ...said('主体施工') }],
    ['捣固焦 800 主体', { ...eight, projectWords: '捣固焦', bare: true, ...said('主体') }],
    ['本旬800万', eight],
    ['本旬800万 累计6000万 设备安装', { ...eight, yearToDate: money('6000'), ...said('设备安装') }],
    ['本旬800万元年度累计6000万元设备安装', { ...eight, yearToDate: money('6000'), ...said('设备安装') }],
    ['9月上旬 绿邦 本旬800万 设备安装', { ...eight, projectWords: '绿邦', period: september, ...said('设备安装') }],
    ['绿邦 9月上旬 800万 设备安装', { ...eight, projectWords: '绿邦', period: september, ...said('设备安装') }],
    ['2023-09-1 绿邦 本旬800万 设备', { ...eight, projectWords: '绿邦', period: september, ...said('设备') }],
    ['9月上旬完成800万 设备安装', { ...eight, period: september, ...said('设备安装') }],
    ['绿邦800万 设备安装', { ...eight, projectWords: '绿邦', ...said('设备安装') }],
    ['绿邦：本旬800万，设备安装', { ...eight, projectWords: '绿邦', ...said('设备安装') }],
    ['本旬八百万 设备安装', { ...eight, ...said('设备安装') }],
    ['本旬8000000元 设备安装', { ...eight, ...said('设备安装') }],
    ['第1个 本旬800万 管道', { ...eight, index: 1, ...said('管道') }],
    ['1. 本旬800万 管道', { ...eight, index: 1, ...said('管道') }],
    ['1、本旬800万 管道', { ...eight, index: 1, ...said('管道') }],
    ['1本旬800万 管道', { ...eight, index: 1, ...said('管道') }],
    ['3累计6000万 管道', { yearToDate: money('6000'), index: 3, ...said('管道') }],
    ['1：800万 管道', { ...eight, index: 1, ...said('管道') }],
    ['1:800万 管道', { ...eight, index: 1, ...said('管道') }],
    ['今年累计完成投资3.1亿元，主体施工', { yearToDate: money('31000'), ...said('主体施工') }],
    ['设备安装90% 本旬800万', { ...eight, sentence: '设备安装90%', note: '设备安装', percent: 90 }],
    ['本旬800，3台设备到货', { ...eight, bare: true, ...said('3台设备到货') }],
    ['本旬8，000万 设备', { periodAmount: money('8000'), ...said('设备') }],
    ['本旬800万 9月下旬封顶', { ...eight, ...said('9月下旬封顶') }],
    ['绿邦 360万吨装置 800万 安装', { ...eight, projectWords: '绿邦 360万吨装置', ...said('安装') }],
    ['本旬完成投资额800万元，其中设备购置300万元', { ...eight, ...said('其中设备购置300万元') }],
    ['8000亿 设备', { periodAmount: money('80000000'), ...said('设备') }],
    ['绿\u200b邦 本旬800万 设备', { ...eight, projectWords: '绿邦', ...said('设备') }],
  ])('%s', (text, expected) => {
    expect(entriesOf(text)).toEqual([{ ...nothing, ...expected }])
  })

  it.each<[string, Partial<ReportEntry>]>([
    ['没变', noChange],
    ['无变化', noChange],
    ['没有进展', noChange],
    ['没变了。', noChange],
    ['1 没变', { ...noChange, index: 1 }],
    ['绿邦 没变', { ...noChange, projectWords: '绿邦' }],
    ['没变 捣固焦', { ...noChange, projectWords: '捣固焦' }],
    ['9月上旬 绿邦 没变', { ...noChange, projectWords: '绿邦', period: september }],
    ['都没变', { ...noChange, all: true }],
    ['两个都没变', { ...noChange, all: true }],
    ['全部无变化', { ...noChange, all: true }],
    ['本旬0 无变化', noChange],
    ['示例甲没变，冬歇停工', { ...noChange, projectWords: '示例甲', ...said('冬歇停工') }],
  ])('nothing changed: %s', (text, expected) => {
    expect(entriesOf(text)).toEqual([{ ...nothing, ...expected }])
  })

  it.each<[string, number | null, boolean, string]>([
    ['设备安装90%', 90, false, '设备安装'],
    ['设备安装完成90%', 90, false, '设备安装'],
    ['设备安装百分之九十', 90, false, '设备安装'],
    ['设备安装进度90%', 90, false, '设备安装进度'],
    ['主体工程完成45%', 45, false, '主体工程'],
    ['总体进度45%', 45, true, '总体进度'],
    ['形象进度 45%', 45, true, '形象进度'],
    ['整体完成 45%', 45, true, '整体'],
    ['主体施工，形象进度45.5%', 45.5, true, '主体施工'],
    ['设备安装90%，总体进度达到45%', 45, true, '设备安装90%'],
    ['设备安装90%，管道连接50%', null, false, '设备安装90%，管道连接50%'],
    ['完成年度计划的120%', null, false, '完成年度计划的120%'],
  ])('the percentage of “%s” is %s (of the whole: %s)', (sentence, percent, percentOfWhole, note) => {
    expect(entriesOf(`本旬800万 ${sentence}`)).toEqual([
      { ...nothing, ...eight, sentence, note, percent, percentOfWhole },
    ])
  })

  it.each<[string, string | null, string | null]>([
    ['设备安装 问题：用电未批', '用电未批', '设备安装'],
    ['设备安装。问题:用电未批；用地也未批', '用电未批；用地也未批', '设备安装'],
    ['设备安装，有问题 用电未批', '用电未批', '设备安装'],
    ['设备安装 新增问题：用电未批', '用电未批', '设备安装'],
    ['设备安装 无问题', null, '设备安装'],
    ['设备安装，没有问题。', null, '设备安装'],
    ['设备安装 问题：无', null, '设备安装'],
    ['问题：无法通电', '无法通电', null],
    ['解决了用电问题', null, '解决了用电问题'],
  ])('the problem of “%s” is %j', (rest, problem, sentence) => {
    expect(entriesOf(`示例甲 本旬800万 ${rest}`)).toEqual([
      { ...nothing, ...eight, projectWords: '示例甲', problem, sentence, note: sentence },
    ])
  })
})

describe('several projects in one message', () => {
  it('stand in lines of their own', () => {
    expect(entriesOf('1 本旬800万 管道连接完成\n2 没变\r\n3 累计3.1亿 主体施工')).toEqual([
      { ...nothing, ...eight, index: 1, ...said('管道连接完成') },
      { ...nothing, ...noChange, index: 2 },
      { ...nothing, index: 3, yearToDate: money('31000'), ...said('主体施工') },
    ])
  })

  it('are parted by ；', () => {
    expect(entriesOf('绿邦 本旬800万 设备安装；示例甲 本旬300万 主体施工')).toEqual([
      { ...nothing, ...eight, projectWords: '绿邦', ...said('设备安装') },
      { ...nothing, projectWords: '示例甲', periodAmount: money('300'), ...said('主体施工') },
    ])
  })

  it('keep together what belongs to one of them', () => {
    expect(entriesOf('本旬800万；累计6000万；设备安装')).toEqual([
      { ...nothing, ...eight, yearToDate: money('6000'), ...said('设备安装') },
    ])
    expect(entriesOf('绿邦\n本旬800万\n设备安装\n示例甲\n本旬300万 主体施工')).toEqual([
      { ...nothing, ...eight, projectWords: '绿邦', ...said('设备安装') },
      { ...nothing, projectWords: '示例甲', periodAmount: money('300'), ...said('主体施工') },
    ])
  })

  it('share a 旬 that stands above them', () => {
    expect(entriesOf('9月上旬：\n1 本旬800万 管道\n2 没变').map(({ period }) => period)).toEqual([
      '2023-09-1',
      '2023-09-1',
    ])
  })

  it('can be named together when nothing changed', () => {
    expect(entriesOf('1、2没变')).toEqual([
      { ...nothing, ...noChange, index: 1 },
      { ...nothing, ...noChange, index: 2 },
    ])
  })

  it.each([
    '1 300万，2 没变，3 累计2000万 主体，4 本旬50万 泵站',
    '1 300万 2 没变 3 累计2000万 主体 4 本旬50万 泵站',
    '1：300万，2：没变，3：累计2000万 主体，4：本旬50万 泵站',
    '１　３００万，２没变，３累计２０００万 主体，４本旬５０万 泵站',
  ])('can be numbered on one line: %s', (line) => {
    expect(entriesOf(line)).toEqual([
      { ...nothing, index: 1, periodAmount: money('300') },
      { ...nothing, ...noChange, index: 2 },
      { ...nothing, index: 3, yearToDate: money('2000'), ...said('主体') },
      { ...nothing, index: 4, periodAmount: money('50'), ...said('泵站') },
    ])
  })

  it('keep a number that belongs to the sentence', () => {
    expect(entriesOf('1 本旬800万 到货设备 2 台，安装 3 套，管道 2 000米')).toMatchObject([
      { index: 1, periodAmount: money('800'), sentence: '到货设备 2 台，安装 3 套，管道 2 000米' },
    ])
    expect(entriesOf('1 本旬800万 桩基 2累计120根')).toMatchObject([{ index: 1, periodAmount: money('800') }])
  })

  it('are refused together, and the sentence says which one is wrong', () => {
    expect(refusalOf('1 本旬800万 管道\n2 主体施工')).toBe(
      '第 2 条：看不出“2”是序号还是金额，请写成：2 本旬800万 管道连接完成',
    )
  })
})

describe('what cannot be read', () => {
  it.each([
    ['', '请写本旬完成投资和一句形象进度，如：本旬800万 设备安装90%；没有进展就回：没变'],
    [' ，。\n', '请写本旬完成投资和一句形象进度，如：本旬800万 设备安装90%；没有进展就回：没变'],
    ['800', '看不出“800”是不是本旬金额，请写成：本旬800万 管道连接完成'],
    ['示例甲 1200', '看不出“1200”是不是本旬金额，请写成：示例甲 本旬1200万 管道连接完成'],
    ['1', '看不出“1”是序号还是金额，请写成：1 本旬800万 管道连接完成'],
    ['设备安装90%', '没有看到金额，请写成：本旬800万 管道连接完成；没有进展就回：没变'],
    ['无问题', '没有看到金额，请写成：本旬800万 管道连接完成；没有进展就回：没变'],
    ['1 管道连接完成', '看不出“1”是序号还是金额，请写成：1 本旬800万 管道连接完成'],
    ['本旬1.2e4万 设备', '“1.2e4万”不像金额，请写成 800万 或 1.2亿'],
    ['本旬-50万 设备', '金额不能是负数（-50万）。确需核减请发：更正 项目 本旬 750万 原因'],
    ['本旬800.555万 设备', '“800.555万”超过两位小数，请按万元保留两位小数再报，如 800.50万'],
    ['本旬800万 本旬900万 设备', '一条里有两个本旬金额（800万、900万），请只留一个'],
    ['累计800万 累计900万 设备', '一条里有两个累计金额（800万、900万），请只留一个'],
    ['自开工累计1.2亿 主体', '请只报本旬或年度累计，自开工累计和月度数由系统汇总，如：本旬800万 管道连接完成'],
    ['本月800万 设备', '请只报本旬或年度累计，自开工累计和月度数由系统汇总，如：本旬800万 管道连接完成'],
    ['本旬800万 总体进度145%', '总体进度“145%”应在 0 到 100 之间，请核对后重报'],
    ['本旬800万 总体进度45.678%', '总体进度“45.678%”最多保留两位小数，请核对后重报'],
    ['示例甲 设备到货300万元', '没有看到金额，请写成：本旬800万 管道连接完成；没有进展就回：没变'],
    ['本旬浇筑3万立方米', '没有看到金额，请写成：本旬800万 管道连接完成；没有进展就回：没变'],
  ])('%j gets one sentence with the way out', (text, sentence) => {
    expect(refusalOf(text)).toBe(sentence)
  })

  it('includes messages too long for one report', () => {
    expect(refusalOf(`本旬800万 ${'长'.repeat(5_000)}`)).toContain('请分几条发')
  })
})

const amounts = fc
  .integer({ min: 1, max: 99_999_999 })
  .map((n) => money(`${Math.floor(n / 100)}.${String(n % 100).padStart(2, '0')}`))
const sentences = fc.constantFrom('设备安装', '管道连接完成', '主体施工到三层', '桩基开挖', '联动试车')
const full = (text: string) => text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))

describe('every report', () => {
  it('is read back as it was meant, in half and full width, with ordinal, label and percentage', () => {
    const parts = fc.record({
      amount: amounts,
      label: fc.constantFrom('本旬', '本旬完成', '累计', '年度累计'),
      index: fc.option(fc.integer({ min: 1, max: 30 })),
      sentence: sentences,
      percent: fc.option(fc.integer({ min: 0, max: 100 })),
      wide: fc.boolean(),
      write: fc.constantFrom(showWan, typedMoney),
      gap: fc.constantFrom(' ', '，', ', ', '　', '。'),
    })
    fc.assert(
      fc.property(parts, ({ amount, label, index, sentence, percent, wide, write, gap }) => {
        const done = percent === null ? sentence : `${sentence}${percent}%`
        const text = `${index === null ? '' : `${index} `}${label}${write(amount)}${gap}${done}`
        const [entry, ...others] = entriesOf(wide ? full(text) : text)
        expect(others).toEqual([])
        expect(entry).toMatchObject({ index, percent, percentOfWhole: false, projectWords: null, problem: null })
        expect(label.endsWith('累计') ? entry?.yearToDate : entry?.periodAmount).toBe(amount)
        expect(entry?.sentence).toBe(wide ? full(done) : done)
        expect(entry?.note?.startsWith(sentence.replace(/完成$/, ''))).toBe(true)
      }),
    )
  })

  it('of several lines has an entry for each', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(amounts, sentences), { minLength: 1, maxLength: 6 }), (lines) => {
        const text = lines.map(([amount, sentence], i) => `${i + 1} 本旬${typedMoney(amount)} ${sentence}`).join('\n')
        expect(entriesOf(text).map(({ index, periodAmount, sentence }) => [index, periodAmount, sentence])).toEqual(
          lines.map(([amount, sentence], i) => [i + 1, amount, sentence]),
        )
      }),
    )
  })

  it('ends in entries or in one Chinese sentence, whatever was typed', () => {
    const pieces = fc.array(
      fc.constantFrom(
        '1',
        '800',
        '万',
        '亿',
        '元',
        '本旬',
        '累计',
        '没变',
        '都',
        '绿邦',
        '设备安装',
        '90%',
        '总体进度',
        '问题：',
        '无',
        ' ',
        '\n',
        '；',
        '，',
        '.',
        '-',
        '9月上旬',
        '负',
        '千',
        '零',
        '第',
      ),
      { maxLength: 20 },
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string({ unit: 'binary' }),
          pieces.map((all) => all.join('')),
        ),
        (text) => {
          const reading = readReportLine(text, today)
          if (!reading.ok) {
            expect(reading.sentence).toMatch(/[\u4e00-\u9fff]/)
            return
          }
          expect(reading.entries.length).toBeGreaterThan(0)
          for (const { periodAmount, yearToDate } of reading.entries) expect(periodAmount ?? yearToDate).not.toBeNull()
        },
      ),
      { numRuns: 300 },
    )
  })

  it('is read in a moment, however it is made up', () => {
    const spent = cpuTime()
    for (const piece of [
      '1',
      '1,',
      '万',
      '1万',
      '本旬',
      '累计',
      ' ',
      '零',
      '1.',
      '千',
      '个',
      '问题',
      '1 ',
      '一千',
      '，',
      '%',
      '9月',
    ]) {
      readReportLine(`本旬${piece.repeat(1_900)}x`, today)
      readReportLine(piece.repeat(1_900), today)
    }
    expect(spent()).toBeLessThan(10_000)
  })

  it('refuses 万亿 instead of taking the 亿 for a part of the sentence', () => {
    expect(readReportLine('本旬80万亿 设备安装', day('2023-09-08')).ok).toBe(false)
  })
})
