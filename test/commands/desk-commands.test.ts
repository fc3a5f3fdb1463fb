import { describe, expect, it } from 'vitest'
import { transact } from '../../src/database/transaction.ts'
import { XLSX_MIME } from '../../src/documents/spreadsheet/write.ts'
import { keepFile } from '../../src/services/files.ts'
import { openDesk } from '../chat/kit.ts'
import { makeBook } from '../documents/book-maker.ts'
import { openCycleDesk } from '../services/cycle-desk.ts'

describe('帮助', () => {
  it('shows what the role may use, the own commands first, on one screen', async () => {
    const desk = await openDesk()
    const { text } = await desk.as('liaison').privately('帮助')
    const lines = text.split('\n')
    expect(lines[0]).toBe('您的身份：联络员。可以这样用：')
    expect(lines[1]).toMatch(/^旬报：/)
    expect(lines.length).toBeLessThanOrEqual(18)
    expect(text).not.toContain('人员：')
    expect((await desk.as('office').privately('？')).text).toContain('人员')
  })

  it('an unknown person in private gets 绑定 and 认领管理员 only', async () => {
    const desk = await openDesk()
    const { text } = await desk.as('stranger').privately('帮助')
    expect(
      text
        .split('\n')
        .filter((line) => line.includes('：'))
        .map((line) => line.split('：')[0]),
    ).toEqual(['您的身份', '绑定', '认领管理员'])
  })

  it('tells how a command is written, by any of its names, and what was meant by a slip', async () => {
    const desk = await openDesk()
    const { text } = await desk.as('liaison').privately('帮助 报旬报')
    expect(text).toMatch(/^旬报：/)
    expect(text).toContain('例如：\n旬报')
    expect(text).toContain('谁能用：联络员、项目办')
    expect((await desk.as('liaison').privately('帮助 总揽')).text).toMatch(/^总览：/)
    expect((await desk.as('liaison').privately('帮助 不存在的事')).text).toBe('没有“不存在的事”这个命令\n〔帮助〕')
  })
})

describe('提意见', () => {
  it('is kept and told to 项目办 without a name', async () => {
    const desk = await openDesk()
    expect((await desk.as('liaison').privately('提意见 每旬填一次就够了，别再催。')).text).toBe(
      '已记下，转给项目办，不带您的姓名。',
    )
    const [push] = await desk.pushes()
    expect(push).toMatchObject({ to: 'office' })
    expect(push?.text).toContain('每旬填一次就够了，别再催。')
    expect(push?.text).not.toContain('庚联络')
    expect(await desk.db.suggestion.findMany()).toMatchObject([{ text: '每旬填一次就够了，别再催。' }])
    expect((await desk.as('office').privately('提意见')).text).toContain('最近 1 条意见')
    expect((await desk.as('liaison').privately('提意见')).text).toBe('请写上意见，例如：提意见 填得太多')
    expect(JSON.stringify(await desk.db.auditEntry.findMany())).not.toContain('每旬')
  })

  it('is open to an observer in the group', async () => {
    const desk = await openDesk()
    expect((await desk.as('observer').inGroup('提意见 通报太长')).text).toContain('已记下')
  })
})

describe('日志', () => {
  it('shows the newest changes, by project, person or day, in words', async () => {
    const desk = await openDesk()
    await desk.as('office').privately('人员 身份 庚联络 责任单位')
    await desk.as('admin').inGroup('绑定 查询群', { group: 'unbound' })
    await desk.as('admin').privately('提意见 好')
    const all = (await desk.as('office').privately('日志')).text
    // The opinion is not among them: its sender was promised to stay without a name.
    expect(all).toContain('最近的改动：2 条')
    expect(all).not.toContain('提意见')
    expect(all).toContain('9月8日 10:00 乙办公 人员\n　人员 庚联络：身份 责任单位')
    expect(all).toContain('甲管理 绑定\n　群 示例工作群：用途 不绑定→查询群')
    expect((await desk.as('office').privately('日志 庚联络')).text).toContain('最近的改动（庚联络）：1 条')
    expect((await desk.as('office').privately('日志 9月7日')).text).toBe('最近的改动（9月7日）：没有')
    expect((await desk.as('office').privately('日志 今天')).text).toContain('最近的改动（9月8日）：2 条')
  })

  it('calls a 旬 by its name, also when it was locked', async () => {
    const desk = await openCycleDesk()
    await desk.to('2023-09-13 09:00')
    expect((await desk.as('office').privately('日志')).text).toContain('系统 锁定\n　旬 9月上旬')
  })

  it('finds what was changed of a project, whatever the change was', async () => {
    const desk = await openDesk()
    await desk.remind('liaison', '2023-09-1', ['示例甲', '示例乙'])
    await desk.as('liaison').privately('1 本旬100万 管道连接完成')
    await desk.as('liaison').privately('2 本旬50万 设备进场')
    const { text } = await desk.as('office').privately('日志 示例甲')
    expect(text).toContain('庚联络 旬报\n　旬报 示例甲：本旬 100.00')
    expect(text).not.toContain('示例乙')
  })

  it('is for 项目办 and administrators, and goes to them in private', async () => {
    const desk = await openDesk()
    expect((await desk.as('leader').privately('日志')).text).toContain('只有项目办和管理员可以用“日志”')
    expect((await desk.as('office').inGroup('日志')).told).toMatchObject([{ to: 'office' }])
  })
})

describe('退出演示', () => {
  it('removes the demo district as a whole after a confirmation, audit included, and says how to go on', async () => {
    const desk = await openDesk({ isDemo: true })
    await desk.as('liaison').privately('提意见 好')
    await desk.as('admin').privately('人员 身份 庚联络 责任单位')
    const rows = [
      ['姓名', '单位', '身份'],
      ['巳联络', '示例镇', '联络员'],
    ]
    const file = { districtId: desk.district.id, name: '名单.xlsx', mime: XLSX_MIME, now: desk.clock.now() }
    const content = makeBook([{ title: '名单', rows }])
    const { id } = await transact(desk.db, (tx) => keepFile(tx, { ...file, content }))
    await desk.as('admin').privately(`导入 ${id}`)
    await desk.as('admin').privately('确认导入 1')
    const asked = await desk.as('admin').privately('退出演示')
    expect(asked.text).toContain('将清除演示区“示例区”的 4 个项目和全部记录，不能恢复，对吗？')
    const done = await desk.as('admin').privately('确认')
    expect(done.text).toContain('演示区“示例区”已清除')
    expect(done.told).toMatchObject([{ to: 'admin', state: 'OWED' }])
    const { db } = desk
    expect([await db.district.count(), await db.project.count(), await db.person.count()]).toEqual([0, 0, 0])
    expect(await db.auditEntry.findMany()).toMatchObject([{ command: 'leave', districtId: null, personId: null }])
    expect((await desk.as('admin').privately('总览')).text).toContain('绑定 姓名 单位')
    expect((await desk.as('admin').inGroup('总览')).text).toContain('这个群还没有绑定到区')
    expect((await db.platformIdentity.findMany()).map((account) => account.externalId)).toEqual(['admin'])
  })

  it('leaves another district, and a demo person with a post in it, as they are', async () => {
    const desk = await openDesk({ isDemo: true })
    const real = await desk.db.district.create({ data: { name: '真区', activatedAt: desk.clock.now() } })
    const personId = desk.district.people.get('leader') ?? 0
    const since = new Date('2023-01-01T00:00:00Z')
    await desk.db.membership.create({ data: { districtId: real.id, personId, role: 'LEADER', since } })
    await desk.as('admin').privately('退出演示')
    await desk.as('admin').privately('确认')
    expect(await desk.db.district.findMany()).toMatchObject([{ name: '真区' }])
    expect(await desk.db.person.findMany()).toMatchObject([{ id: personId }])
  })

  it('is refused in a real district, and to anybody but an administrator', async () => {
    const desk = await openDesk()
    expect((await desk.as('admin').privately('退出演示')).text).toBe('“示例区”不是演示区，不能清除。')
    expect((await desk.as('office').privately('退出演示')).text).toContain('只有管理员可以用“退出演示”')
    expect(await desk.db.district.count()).toBe(1)
  })
})
