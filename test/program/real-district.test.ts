/** README's path for a real district, told as a test: from an empty database to the first report. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import { ask, findRunning } from '../../src/local/running.ts'
import { type FeishuProgram, startWithFeishu } from './start.ts'

const IT = 'ou_1t000000000000000000000000000001'
const OFFICE = 'ou_0ff1ce00000000000000000000000002'
const LEADER = 'ou_1eade500000000000000000000000003'
const LIAISON = 'ou_11a15000000000000000000000000004'
const GROUP = 'oc_5ce6d572455d361153b7cb51da133945'

const SHEETS = {
  单位: [
    ['单位名称', '简称', '分组'],
    ['示例区能源局', '能源局', '行业部门'],
  ],
  人员: [
    ['姓名', '单位', '身份'],
    ['王办公', null, '项目办'],
    ['李领导', null, '包联领导'],
    ['张联络', '能源局', '联络员'],
  ],
  项目: [
    ['项目名称', '简称', '建设性质', '阶段', '总投资（万元）', '实际开工日期', '责任单位', '包联领导', '联络员'],
    ['示例甲新材料项目', '示例甲', '新建', '在建', '3亿', '2026-02-10', '能源局', '李领导', '张联络'],
  ],
  年度计划: [
    ['项目简称', '年度', '年度计划（万元）'],
    ['示例甲', 2026, '1.2亿'],
  ],
}

async function workbook(folder: string): Promise<Buffer> {
  const file = join(folder, '名单.xlsx')
  await writeXlsxFile(Object.entries(SHEETS).map(([sheet, data]) => ({ sheet, data }))).toFile(file)
  return await readFile(file)
}

async function importList(dataDir: string): Promise<string[]> {
  const running = await findRunning(dataDir)
  if (running === null) throw new Error('the program did not leave word where it listens')
  return (await ask(running, '/local/import', await workbook(dataDir))).lines
}

const toldTo = ({ feishu }: FeishuProgram, openId: string, words: string) =>
  feishu.waitForMessage((message) => message.openId === openId && message.text.includes(words))

it('goes from an empty database to the first reminder and its answer', async () => {
  const all = await startWithFeishu({ DEMO_NOW: '2026-03-16T10:00:00+08:00' })
  const { program, feishu, dataDir } = all
  for (const [id, name] of [
    [IT, '信息员'],
    [OFFICE, '王办公'],
    [LEADER, '李领导'],
    [LIAISON, '张联络'],
  ] as const)
    feishu.addPerson(id, { name })
  expect(await feishu.verifyUrl()).toBe(true)

  // 认领
  const code = program.opening.claimCode
  await feishu.say(IT, `认领管理员 ${code} 示例区`)
  await toldTo(all, IT, '示例区')

  // 导入，程序不停
  expect(await importList(dataDir)).toEqual([
    '已导入 示例区：',
    '单位：新增 1，变更 0，不变 0',
    '人员：新增 3，变更 0，不变 0',
    '项目：新增 1，变更 0，不变 0',
    '年度计划：新增 1，变更 0，不变 0',
  ])

  // 绑群
  await feishu.addBot(GROUP, IT, { name: '示例区重点项目群' })
  const offer = await feishu.waitForMessage((message) => message.kind === 'group')
  await feishu.click(offer.messageId, '调度群', IT)

  // 绑领导和项目办：管理员 @ 人
  feishu.join(GROUP, LEADER)
  feishu.join(GROUP, OFFICE)
  const people = [
    { openId: LEADER, name: '李领导' },
    { openId: OFFICE, name: '王办公' },
  ]
  for (const { openId, name } of people) {
    await feishu.say(IT, `绑定 @${name} ${name}`, { chat: GROUP, mention: true, mentions: [{ openId, name }] })
  }
  await program.settle()

  // 联络员申请，项目办点同意
  await feishu.say(LIAISON, '绑定 张联络 能源局')
  const request = await toldTo(all, OFFICE, '张联络')
  await feishu.click(request.messageId, '同意', OFFICE)
  await program.settle()

  // 旬末工作日 09:00，第一条提醒
  await program.moveClock(new Date('2026-03-20T09:00:00+08:00'))
  const reminder = await toldTo(all, LIAISON, '3月中旬报')
  expect(reminder.text).toContain('示例甲')
  expect(feishu.messages.filter((message) => message.openId === LEADER && message.text.includes('旬报'))).toEqual([])

  await feishu.say(LIAISON, '本旬800万 设备安装90%')
  const receipt = await toldTo(all, LIAISON, '已记下')
  expect(receipt.text).toContain('800 万元')
  const report = await program.db.report.findFirstOrThrow()
  expect([report.period, report.amount.toFixed(2), report.onTime]).toEqual(['2026-03-2', '800.00', true])
})
