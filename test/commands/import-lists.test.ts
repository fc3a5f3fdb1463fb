import { beforeEach, describe, expect, it } from 'vitest'
import { type Desk, openDesk } from '../chat/kit.ts'
import type { MadeSheet } from '../documents/book-maker.ts'
import { sendBook } from '../documents/sent-book.ts'
import { projectOf, storedOf } from './import-state.ts'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk({ now: '2023-09-08T10:00:00+08:00' })
})

const office = () => desk.as('office')
const send = (...sheets: MadeSheet[]): Promise<number> => sendBook(desk, sheets)
const stored = () => storedOf(desk)
const projectNamed = (shortName: string) => projectOf(desk, shortName)

describe('importing other lists', () => {
  it('takes units, people, projects and plans of one workbook in their order', async () => {
    const file = await send(
      {
        title: '计划',
        rows: [
          ['项目简称', '年度', '年度计划（万元）'],
          ['示例庚', 2023, 4_000],
        ],
      },
      {
        title: '项目',
        rows: [
          ['项目名称', '简称', '建设性质', '责任单位', '联络员', '包联领导'],
          ['示例庚泵站项目', '示例庚', '新建', '水务局', '子联络', '丑领导'],
        ],
      },
      {
        title: '人员',
        rows: [
          ['姓名', '单位', '身份'],
          ['子联络', '水务局', '联络员'],
          ['丑领导', '', '包联领导'],
        ],
      },
      {
        title: '单位',
        rows: [
          ['单位名称', '简称', '分组'],
          ['示例区水务局', '水务局', '行业部门'],
        ],
      },
    )
    const before = await stored()
    // The sheets are read in the order in which one can name the other, whatever theirs is.
    expect((await office().privately(`导入 ${file}`)).text).toContain('新增 4')
    await office().privately('确认导入 1')
    const made = await projectNamed('示例庚')
    expect(made.assignments.map(({ unit, person }) => unit?.shortName ?? person?.name).sort()).toEqual([
      '丑领导',
      '子联络',
      '水务局',
    ])
    expect(made.plans.map(({ amount }) => amount.toFixed(2))).toEqual(['4000.00'])
    await office().privately('撤销导入 1')
    expect(await stored()).toEqual(before)
  })

  it('reads names with blanks inside and phone numbers full-width or with blanks', async () => {
    const rows = [
      ['姓名', '单位', '身份', '手机号'],
      ['寅　某', '示例镇', '联络员', '１３８ ００００ ０００１'],
    ]
    await office().privately(`导入 ${await send({ title: '通讯录', rows })}`)
    expect((await office().privately('确认导入 1')).text).toContain('新增 1')
    expect((await desk.db.person.findFirstOrThrow({ where: { name: '寅某' } })).phone).toBe('13800000001')
  })

  it('takes a namesake of another unit for somebody else, by unit or phone number, and asks where nothing tells', async () => {
    const liaison2 = desk.district.people.get('liaison2')
    await desk.db.person.update({ where: { id: liaison2 ?? 0 }, data: { phone: '13800000005' } })
    const people = [
      ['姓名', '单位', '身份', '职务', '手机号'],
      ['庚联络', '能源局', '责任单位', '', ''],
      ['壬联络', '示例园区', '', '科长', '13800000005'],
      ['乙办公', '示例镇', '联络员', '', ''],
      ['己单位', '', '', '镇长', ''],
    ]
    const ledger = [
      ['项目名称', '责任单位', '联络员', '建设地点'],
      ['示例丙', '能源局', '己单位', '园区'],
    ]
    const file = await send({ title: '名单', rows: people }, { title: '台账', rows: ledger })
    const { text } = await office().privately(`导入 ${file}`)
    expect(text).toContain('与示例镇的同名，按另一个人')
    expect(text).toContain('名单 A4：名单里“乙办公”没写单位，分不清是不是同一个人')
    expect(text).toContain('名单 A5：名单里“己单位”在示例镇，请写上单位')
    expect(text).toContain('责任单位的人员里没有 己单位（同名的在示例镇）')
    await office().privately('确认导入 1')
    expect(await desk.db.person.count({ where: { name: '庚联络' } })).toBe(2)
    expect((await desk.db.person.findFirstOrThrow({ where: { name: '壬联络' } })).title).toBe('科长')
    const { assignments } = await projectNamed('示例丙')
    expect(assignments.flatMap(({ kind, person }) => (kind === 'LIAISON' ? [person?.name] : []))).toEqual(['壬联络'])
  })

  it('refuses a role that there is none of, and a unit that nobody knows', async () => {
    const file = await send({
      title: '通讯录',
      rows: [
        ['姓名', '单位', '身份'],
        ['子联络', '示例镇', '班长'],
        ['丑联络', '示列镇', '联络员'],
      ],
    })
    const { text } = await office().privately(`导入 ${file}`)
    expect(text).toContain('通讯录 C2：不认识“班长”')
    expect(text).toContain('通讯录 B3：没有“示列镇”这个单位')
  })
})

describe('who may appoint by a list', () => {
  const rows = [
    ['姓名', '单位', '身份', '手机号'],
    ['乙办公', '', '管理员', ''],
    ['甲管理', '', '', '13800000009'],
    ['卯办公', '', '联络员、项目办', ''],
    ['辰联络', '示例镇', '联络员', ''],
  ]

  it('项目办 makes nobody 管理员 or 项目办, and changes no phone number of theirs', async () => {
    const { text } = await office().privately(`导入 ${await send({ title: '名单', rows })}`)
    expect(text).toContain('新增 1，变更 0，不变 0，拒绝 3')
    expect(text).toContain('名单 C2：管理员只有管理员可以任免')
    expect(text).toContain('名单 D3：管理员的手机号只有管理员可以改')
    expect(text).toContain('名单 C4：项目办只有管理员可以任免')
  })

  it('what 管理员 was shown is not written by 项目办', async () => {
    await desk.as('admin').privately(`导入 ${await send({ title: '名单', rows })}`)
    expect((await office().privately('确认导入 1')).text).toContain('名单 C2：管理员只有管理员可以任免')
    expect((await desk.as('admin').privately('确认导入 1')).text).toContain('拒绝 0')
    expect((await desk.as('admin').privately('确认导入 1')).text).toContain('已导入（1 号）：新增 2，变更 2')
  })
})

describe('importing permits and 招商', () => {
  it('lists permits with the steps whose days the file has, and changes planned days', async () => {
    const header = ['项目名称', '事项名称', '审批部门', '计划办结时间', '受理日期', '办结日期', '文号']
    const rows = [
      ['示例甲', '建设用地规划许可证', '自然资源', '2023-09-30', '2023-08-01', '2023-08-10', '示自然〔2023〕1号'],
      ['示例甲', '建设工程规划许可证', '自然资源', '2023.9.30', '', '', '示规〔2023〕2号'],
      ['示例乙', '建设用地规划许可证', '自然资源', '', '', '2023-08-10', ''],
      ['示例乙', '施工许', '住建', '', '', '', ''],
    ]
    const { text } = await office().privately(`导入 ${await send({ title: '手续', rows: [header, ...rows] })}`)
    expect(text).toContain('新增 2，变更 0，不变 0，拒绝 2')
    expect(text).toContain('没有登记，请用“手续 项目 事项”办：示例甲 建设工程规划许可证的证号文号')
    expect(text).toContain('手续 F4：有办结日期、没有受理日期')
    expect(text).toContain('手续 B5：手续目录里没有“施工许”')
    await office().privately('确认导入 1')
    const where = { project: { districtId: desk.district.id } }
    const permits = await desk.db.permit.findMany({ where, include: { steps: true }, orderBy: { id: 'asc' } })
    expect(permits.map(({ state, steps }) => [state, steps.map(({ move }) => move)])).toEqual([
      ['DONE', ['ACCEPT', 'FINISH']],
      ['PREPARING', []],
    ])
    expect(permits[0]?.dueOn).toEqual(new Date('2023-08-29T00:00:00Z'))
    const later = [header, ['示例甲', '建设工程规划许可证', '', '2023-10-31', '', '', '']]
    const changed = await office().privately(`导入 ${await send({ title: '手续', rows: later })}`)
    expect(changed.text).toContain('手续 D2：计划办结 2023-09-30 → 2023-10-31')
    await office().privately('取消导入')
    await office().privately('撤销导入 1')
    expect(await desk.db.permit.count({ where })).toBe(0)
  })

  it('takes a 招商 list, and sends changes of the stage to 招商', async () => {
    const names = ['项目名称', '投资方', '招商单位', '招商阶段', '签约金额（亿元）', '签约时间', '意向投资额（亿元）']
    const header = [...names, '招商责任人']
    const rows = [
      ['示例电池项目', '示例公司', '能源局', '签约', 3, '2023年8月1日', '', '庚联络'],
      ['示例制氢项目', '示例二公司', '能源局', '在谈', '', '', 5],
      ['示例风机项目', '示例三公司', '能源局', '签约', '', '', ''],
    ]
    const { text } = await office().privately(`导入 ${await send({ title: '招商', rows: [header, ...rows] })}`)
    expect(text).toContain('新增 2，变更 0，不变 0，拒绝 1')
    expect(text).toContain('责任单位的人员里没有 庚联络（同名的在示例镇），招商责任人没有登记')
    expect(text).toContain('招商 E4：已签约的项目要写签约投资额')
    await office().privately('确认导入 1')
    const made = await desk.db.promotionProject.findMany({
      include: { steps: true, unit: true },
      orderBy: { id: 'asc' },
    })
    expect(
      made.map((row) => [row.stage, row.signedAmount?.toFixed(2), row.intended?.toFixed(2), row.unit?.shortName]),
    ).toEqual([
      ['SIGNED', '30000.00', undefined, '能源局'],
      ['TALKING', undefined, '50000.00', '能源局'],
    ])
    const moved = [header, ['示例制氢项目', '示例四公司', '', '签约', '', '', '']]
    const refused = await office().privately(`导入 ${await send({ title: '招商', rows: moved })}`)
    expect(refused.text).toContain('招商 D2：库里是“在谈”，推进阶段请在聊天里发：招商 示例制氢项目')
    await office().privately('撤销导入 1')
    expect(await desk.db.promotionProject.count()).toBe(0)
  })
})
