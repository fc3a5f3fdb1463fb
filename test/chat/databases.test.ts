/** What the router asks of the database beyond plain reads and writes holds on PGlite and on a PostgreSQL server. */
import { expect, it } from 'vitest'
import { commands } from '../../commands/index.ts'
import { forEachDatabase } from '../database/harness.ts'
import { openDesk } from './kit.ts'
import { sampleCommands } from './sample-commands.ts'

forEachDatabase('the router', (open) => {
  it('takes back what a refused command had written, and keeps its answer', async () => {
    const desk = await openDesk({ database: await open(), commands: sampleCommands })
    expect((await desk.as('office').privately('备注 示例甲 不行')).text).toContain('这样不行')
    expect(await desk.db.project.findFirst({ where: { shortName: '示例甲' } })).toMatchObject({ note: null })
    await expect(desk.as('office').privately('备注 示例甲 坏了')).rejects.toThrow('unexpected')
    expect((await desk.as('office').privately('备注 示例甲 正常')).text).toContain('已记')
  })

  it('keeps a confirmation over a restart', async () => {
    const desk = await openDesk({ database: await open(), commands: sampleCommands })
    await desk.as('office').privately('备注 示例甲 可疑')
    desk.restart()
    expect((await desk.as('office').privately('确认')).text).toBe('已记：可疑')
  })

  it('leaves the demo as a whole, and nothing of a real district', async () => {
    const desk = await openDesk({ database: await open(), commands, isDemo: true })
    await desk.as('liaison').privately('提意见 好')
    await desk.as('admin').privately('退出演示')
    expect((await desk.as('admin').privately('确认')).text).toContain('已清除')
    expect([await desk.db.district.count(), await desk.db.person.count()]).toEqual([0, 0])
  })

  it('shows the audit of one project', async () => {
    const desk = await openDesk({ database: await open(), commands })
    await desk.remind('liaison', '2023-09-1', ['示例甲'])
    await desk.as('liaison').privately('1 本旬100万 管道连接完成')
    expect((await desk.as('office').privately('日志 示例甲')).text).toContain('旬报 示例甲：本旬 100.00')
  })
})
