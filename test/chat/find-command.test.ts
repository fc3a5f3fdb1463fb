import { describe, expect, it } from 'vitest'
import { commands } from '../../commands/index.ts'
import { type Found, makeFinder } from '../../src/chat/find-command.ts'
import { namesOf } from '../../src/chat/project-names.ts'
import { fold } from '../../src/domain/normalise.ts'

const projects = namesOf([
  { key: '绿邦', number: 1, names: ['绿邦', '脱硫酸液集中资源化利用项目'] },
  { key: '示例甲', number: 2, names: ['示例甲', '示例甲精细化工一期项目', '嘉园'] },
  { key: '示例乙', number: 3, names: ['示例乙', '示例乙新材料生产线项目', '嘉园'] },
  { key: '图书馆', number: 4, names: ['图书馆', '示例图书馆新建项目'] },
])
const find = makeFinder(commands)

function found(text: string, more: { asked?: boolean; repliesToReminder?: boolean; district?: boolean } = {}): Found {
  const { asked = false, repliesToReminder = false, district = true } = more
  return find({ text, asked, repliesToReminder }, district ? projects : null)
}

/** 'project 绿邦': the command's id and what it is to read. */
function said(text: string, more: { asked?: boolean; repliesToReminder?: boolean } = {}): string {
  const result = found(text, more)
  return result.kind === 'command' ? `${result.command.id} ${result.line.text}`.trim() : result.kind
}

describe('finding the command that a text means', () => {
  it.each([
    '/项目 绿邦',
    '／项目　绿邦',
    '项目 绿邦',
    '项目绿邦',
    '/项目绿邦',
    '项目：绿邦',
    '查 绿邦',
    '查绿邦',
    'project 绿邦',
    'PROJECT 绿邦',
    'project绿邦',
    'ｐｒｏｊｅｃｔ　绿邦',
    ' 项目\u200b 绿邦 ',
    '，项目 绿邦',
  ])('%j asks for the project 绿邦', (text) => {
    expect(said(text)).toBe('project 绿邦')
  })

  it.each([
    '绿邦',
    'lvbang',
    'LVBANG',
    'lb',
    'ｌｂ',
    '绿邦？',
    '/绿邦',
    '绿邦到哪一步了？',
    '@李四 绿邦怎么样了',
    'lb到哪一步了',
    '脱硫酸液',
  ])('the name alone or in a sentence is enough: %j', (text) => {
    expect(said(text)).toBe('project 绿邦')
  })

  it('lets one choose when a nickname or a sentence fits several', () => {
    expect(found('嘉园')).toEqual({ kind: 'choose', projects: ['示例甲', '示例乙'] })
    expect(found('绿邦和示例甲哪个快')).toEqual({ kind: 'choose', projects: ['绿邦', '示例甲'] })
  })

  it.each([
    ['报绿邦 本旬800万', 'report 绿邦 本旬800万'],
    ['报绿邦本旬800万', 'report 绿邦本旬800万'],
    ['报 绿邦 本旬８００万', 'report 绿邦 本旬800万'],
    ['改绿邦 本旬 750万 录入错误', 'correct 绿邦 本旬 750万 录入错误'],
    ['没变 绿邦', 'report 绿邦'],
    ['帮助 报旬报', 'help 报旬报'],
    ['？', 'help'],
    ['总览？', 'overview'],
    ['口径，开复工率', 'define 开复工率'],
    ['项目清单 落后', 'projects 落后'],
  ])('%j is %j', (text, meant) => {
    expect(said(text)).toBe(meant)
  })

  it('takes the project first and the matter after it', () => {
    expect(said('绿邦 包联')).toBe('five 绿邦')
    expect(said('绿邦 报 本旬800万')).toBe('report 绿邦 本旬800万')
    expect(said('绿邦 历史')).toBe('history 绿邦')
  })

  it('does not take the first letters of a word for a command', () => {
    expect(said('图书馆')).toBe('project 图书馆')
    expect(said('报表怎么填')).toBe('unknown')
    expect(said('改天再说')).toBe('unknown')
    expect(said('projects')).toBe('projects')
    expect(found('reporter 绿邦')).toMatchObject({ kind: 'command', command: { id: 'project' } })
  })

  it('knows the alias that was typed and keeps the text as typed', () => {
    const result = found('没变，绿邦')
    expect(result).toMatchObject({ kind: 'command', line: { alias: '没变', raw: '绿邦' } })
    expect(found('报问题 绿邦 变压器容量不足，需增容。')).toMatchObject({
      line: { raw: '绿邦 变压器容量不足，需增容。', text: '绿邦 变压器容量不足,需增容。' },
    })
  })

  it.each(['本旬800万 设备安装90%', '本旬八百万', '累计6000万 管道连接完成', '绿邦 本旬800万'])(
    'reads %j as a report, reminder or not',
    (text) => {
      expect(said(text)).toBe(`report ${fold(text)}`)
    },
  )

  it.each(['1 本旬800万 管道连接完成', '1 没变', '1 管道连接完成', '2没变', '完成800万', '没有变化'])(
    'reads %j as a report when there is an open reminder',
    (text) => {
      expect(said(text, { asked: true })).toBe(`report ${text}`)
    },
  )

  it.each(['绿邦 1200', '绿邦 300 堤防砌筑', '绿邦完成投资300', 'lb 300 堤防砌筑', '1200', '1'])(
    'a number without a unit is a report for whoever was asked for one: %j',
    (text) => {
      const asked = find({ text, asked: true, repliesToReminder: false, mayReport: true }, projects)
      expect(asked).toMatchObject({ kind: 'command', command: { id: 'report' } })
      const other = find({ text, asked: false, repliesToReminder: false, mayReport: true }, projects)
      expect(other).not.toMatchObject({ command: { id: 'report' } })
    },
  )

  it.each(['绿邦 2023年计划', '绿邦 8月下旬', '绿邦 3号楼', '绿邦', '绿邦 300 够吗'])(
    '%j asks about the project',
    (text) => {
      const asked = find({ text, asked: true, repliesToReminder: false, mayReport: true }, projects)
      expect(asked).not.toMatchObject({ command: { id: 'report' } })
    },
  )

  it('reads an answer to a reminder as a report whatever it says, but a command stays a command', () => {
    expect(said('管道连接完成', { asked: true, repliesToReminder: true })).toBe('report 管道连接完成')
    expect(said('总览', { asked: true, repliesToReminder: true })).toBe('overview')
  })

  it.each(['本旬完成多少', '绿邦累计完成多少？', '累计完成5亿的有哪些'])('a question is no report: %j', (text) => {
    expect(said(text, { asked: true })).not.toMatch(/^report/)
  })

  it('offers the nearest project for a slip, and the nearest command', () => {
    expect(found('绿帮')).toMatchObject({ kind: 'unknown', projects: ['绿邦'] })
    expect(found('总揽')).toMatchObject({ kind: 'unknown', commands: [{ id: 'overview' }] })
    expect(found('zonglan')).toMatchObject({ kind: 'unknown', commands: [{ id: 'overview' }] })
  })

  it('knows no project without a district', () => {
    expect(found('绿邦', { district: false })).toMatchObject({ kind: 'unknown', projects: [] })
    expect(found('帮助', { district: false })).toMatchObject({ kind: 'command', command: { id: 'help' } })
  })
})

describe('the names of commands', () => {
  it('belong to one command each', () => {
    const names = commands.flatMap(({ id, name, aliases }) =>
      [id, name, ...aliases].map((word) => fold(word).toLowerCase()),
    )
    const twice = names.filter((word, i) => names.indexOf(word) !== i)
    expect(twice).toEqual([])
  })

  it('a report that begins with a word that names a command is a report, unless the command has its argument', () => {
    expect(said('目标已完成，本旬800万')).toMatch(/^report /)
    expect(said('节点验收 800万', { asked: true })).toMatch(/^report /)
    expect(said('节点验收 800万', { repliesToReminder: true })).toMatch(/^report /)
    expect(said('更正本旬750万 单价算错')).toBe('correct 本旬750万 单价算错')
    expect(said('目标绿邦 9月 800万', { asked: true })).toBe('target 绿邦 9月 800万')
    expect(said('节点 绿邦 新增 主体封顶 10月20日', { asked: true })).toMatch(/^milestone /)
    expect(said('/目标已完成 本旬800万')).toMatch(/^target /)
  })

  it('what happened to a permit is for 手续 without its word, a sentence on the works or a question is not', () => {
    expect(said('示例甲 防雷 办结了')).toBe('permits 示例甲 防雷 办结了')
    expect(said('防雷 示例甲 办结 9月6日')).toBe('permits 防雷 示例甲 办结 9月6日')
    expect(said('示例甲防雷手续已受理')).toBe('permits 示例甲防雷手续已受理')
    expect(said('示例甲 消防 完成80%')).not.toMatch(/^permits/)
    expect(said('示例甲 防雷办结了吗')).not.toMatch(/^permits/)
    expect(said('示例甲 本旬800万 防雷办结')).toMatch(/^report/)
  })
})
