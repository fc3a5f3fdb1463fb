import readXlsxFile from 'read-excel-file/node'
import { beforeEach, describe, expect, it } from 'vitest'
import { type Desk, openDesk } from '../chat/kit.ts'
import { part } from '../documents/unpacked.ts'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk({ now: '2023-09-26T14:00:00+08:00' })
  await says('unit', '储备 新增 示例管廊项目 总投资：2.6亿 产业链：新能源 来源：部门谋划 计划开工：明年3月1日')
})

const says = async (who: Parameters<Desk['as']>[0], text: string) => (await desk.as(who).privately(text)).text

describe('储备', () => {
  it('keeps readiness and stages with their days, and shows what is still missing', async () => {
    expect(await says('unit', '储备 示例管廊 立项 已办 9月20日')).toContain('还差用地、环评、能评')
    expect(await says('unit', '储备 示例管廊 环评办理中')).toContain('环评 办理中')
    expect(await says('unit', '储备 示例管廊 储备')).toContain('已记下：示例管廊 储备')
    expect(await says('unit', '储备 示例管廊 前期')).toContain('已记下：示例管廊 前期')
    const card = await says('unit', '储备 示例管廊')
    expect(card).toContain('示例管廊项目（前期，2023年9月26日起）')
    expect(card).toContain('立项 已办，用地 未办，环评 办理中，能评 未办')
    expect(card).toContain('计划开工：2024年3月1日')
    expect(card).toMatch(/谋划[\s\S]*9月20日 立项 已办[\s\S]*环评 办理中[\s\S]*前期/)
    expect(await says('leader', '储备 前期')).toContain('储备项目（前期） 1 个')
  })

  it('is listed by what the table names, in any width; headings agree with the rows', async () => {
    await says('unit', '储备 新增 示例光热项目')
    // As a list or the demonstration brings it.
    await desk.db.reserveProject.updateMany({ where: { shortName: '示例光热' }, data: { chain: '新能源（演示）' } })
    await says('unit', '储备 新增 示例沙棘项目')
    await says('unit', '储备 示例沙棘 退出 选址不符合规划')
    for (const line of ['储备 新能源（演示）', '储备 新能源(演示)', '储备 新能源 演示'])
      expect(await says('leader', line), line).toMatch(/储备项目（新能源（演示）） 1 个[\s\S]*示例光热/)
    // A whole name before the beginning of another.
    expect(await says('leader', '储备 新能源')).toMatch(/储备项目（新能源） 1 个[\s\S]*示例管廊/)
    expect(await says('leader', '储备 示例沙棘')).toContain('示例沙棘项目（退出')
    expect(await says('leader', '储备 在库')).toContain('储备项目（在库） 2 个')
    expect(await says('leader', '储备 清单')).toContain('储备项目 3 个（在库 2，已出库 1）')
    expect(await says('leader', '储备')).toMatch(/在库储备项目 2 个[\s\S]*在库 2 个：谋划 2\n已出库 1 个：退出 1/)
    expect(await says('leader', '储备 阶段')).toContain('储备项目按阶段：在库 2 个，已出库 1 个')
    await says('unit', '招商 新增 示例风电项目')
    await desk.db.promotionProject.updateMany({ data: { industry: '装备制造（演示）' } })
    expect(await says('leader', '招商 装备制造（演示）')).toContain('招商项目（装备制造（演示）） 1 个')
  })

  it('gives 接续比 with both dates: the pool of today over what the last locked 旬 completed', async () => {
    // 2.6 亿元 ÷ (5,200 + 3,100 + 1,300 万元)
    const summary = await says('leader', '储备')
    expect(summary).toContain('储备项目 1 个，总投资 2.60 亿元')
    expect(summary).toContain('接续比：2.71')
    expect(summary).toContain('截至2023年9月26日')
    expect(summary).toContain('年度累计完成 0.96 亿元（截至2023年8月下旬，已锁定）')
    expect(summary).toContain('转化率：—（年初没有储备）')
  })

  it('refuses wrong turns in one sentence with the way out', async () => {
    await says('unit', '储备 示例管廊 储备')
    expect(await says('unit', '储备 示例管廊 谋划')).toContain('退回“谋划”要写原因')
    expect(await says('unit', '储备 示例管廊 退出')).toContain('退出要写原因')
    expect(await says('unit', '储备 示例管廊 新开工')).toContain('新开工就是转为重点项目')
    expect(await says('unit', '储备 示例管廊 投产')).toContain('还没有转为重点项目')
    expect(await says('unit', '储备 示例管廊 环评')).toContain('请写明环评办到哪一步')
    expect(await says('unit', '储备 示例管廊 环评 已办 12月1日')).toContain('还没有到')
    await says('unit', '储备 示例管廊 环评 已办')
    expect(await says('unit', '储备 示例管廊 环评 未办')).toContain('要写原因')
    expect(await says('unit', '储备 示例管狼')).toContain('您是不是要找：示例管廊')
    expect(await says('office', '储备 新增 示例管廊')).toContain('已经有了（储备）')
    expect(await says('office', '储备 新增 示例光热 总投资：3')).toContain('没有写单位')
    expect(await says('liaison2', '储备 示例管廊 前期')).toContain('只有责任单位（示例镇）和项目办可以')
    expect(await says('leader', '储备 示例管廊 前期')).toContain('只有责任单位')
    expect(await says('unit', '储备 示例管廊 转项目')).toContain('只有项目办可以')
    expect((await desk.as('observer').inGroup('/储备')).text).toContain('只有')
    expect((await desk.db.reserveProject.findFirstOrThrow()).stage).toBe('RESERVE')
  })

  it('becomes a key project with its history and link, after what is not ready was named', async () => {
    await says('unit', '储备 示例管廊 立项 已办')
    expect(await says('office', '转化 示例管廊 实施')).toContain('用地、环评、能评还没有办完')
    expect(await says('office', '确认')).toContain('已转为重点项目：示例管廊')
    const card = await says('office', '项目 示例管廊')
    expect(card).toContain('来源：储备库“示例管廊”，2023年9月26日入库，2023年9月26日转实施')
    expect(card).toContain('总投资：2.60 亿元')
    expect(await says('unit', '储备 示例管廊')).toContain('已转为重点项目“示例管廊”')
    expect(await says('leader', '储备')).toContain('在库储备项目 0 个')
    expect(await says('leader', '储备')).toContain('已出库 1 个：新开工 1')
    expect(await says('unit', '储备 示例管廊 前期 又退回')).toContain('不再退回储备库')
    expect(await says('unit', '储备 示例管廊 投产')).toContain('投产')
    expect(await desk.db.reserveStep.count()).toBe(4)
    await says('unit', '储备 新增 示例泵站项目 总投资：8000万 来源：镇街谋划')
    expect(await says('leader', '储备')).toContain('在库 1 个：谋划 1\n已出库 1 个：投产 1')
    expect(await says('leader', '储备 全部')).toContain('储备项目 2 个（在库 1，已出库 1）')
  })

  it('goes out as a ledger that prints, with sums that agree with 储备', async () => {
    await says('unit', '储备 新增 示例泵站项目 总投资：8000万 来源：镇街谋划')
    await says('unit', '储备 示例泵站 退出 选址不符合规划')
    const answer = await desk.as('leader').privately('台账 储备')
    expect(answer.text).toContain('储备台账：2 个项目')
    const [file] = answer.cards.flatMap(({ files = [] }) => files)
    const { name, content } = await desk.db.storedFile.findUniqueOrThrow({ where: { id: file?.id ?? 0 } })
    expect(name).toBe('示例区储备项目台账（2023-09-26）.xlsx')
    const [list, notes] = await readXlsxFile(Buffer.from(content))
    const at = list?.data[2]?.indexOf('总投资') ?? -1
    expect(list?.data.slice(3).map((row) => [row[1], row[at]])).toEqual([
      ['示例管廊项目', 26_000],
      ['示例泵站项目', 8000],
      ['合计（2 个）', 34_000],
      ['其中：在库（1 个）', 26_000],
    ])
    expect(notes?.sheet).toBe('说明')
    const sheet = part(content, 'xl/worksheets/sheet1.xml')
    expect(sheet).toContain('<f>SUM(H4:H5)</f>')
    expect(sheet).toContain('state="frozen"')
  })

  it('leaves and comes back with a reason', async () => {
    await says('unit', '储备 示例管廊 退出 选址不符合规划')
    expect(await says('leader', '储备 在库')).toContain('储备项目（在库） 0 个')
    expect(await says('unit', '储备 示例管廊 谋划')).toContain('要写原因')
    await says('unit', '储备 示例管廊 谋划 重新选址')
    expect(await says('leader', '储备 在库')).toContain('储备项目（在库） 1 个')
    expect(await says('unit', '储备 示例管廊')).toContain('选址不符合规划')
  })
})
