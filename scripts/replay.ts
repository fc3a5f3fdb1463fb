/**
 * `npm run replay -- FIXTURE.json`: feeds a saved platform event to the program without a network, in a throw-away demo
 * district, and prints the command, its arguments and what would have been answered. What a fixture holds:
 * replay/fixture.ts; examples: test/fixtures/feishu.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cardText } from '../src/chat/plain-text.ts'
import { openDatabase } from '../src/database/open.ts'
import { UserError } from '../src/errors.ts'
import { makeLog } from '../src/log.ts'
import { readFixture } from './replay/fixture.ts'
import { type Replayed, replay } from './replay/replay.ts'
import { runScript, type ScriptResult } from './terminal.ts'

const [path] = process.argv.slice(2)

await runScript(async () => {
  if (path === undefined) throw new UserError('用法：npm run replay -- 事件.json')
  const text = await readFile(path, 'utf8').catch(() => {
    throw new UserError(`找不到文件 ${path}`)
  })
  const fixture = readFixture(text)
  const folder = await mkdtemp(join(tmpdir(), 'saima-replay-'))
  try {
    const database = await openDatabase({ dataDir: folder, log: makeLog('error') })
    try {
      return told(await replay(database.db, fixture))
    } finally {
      await database.close()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

function told(replayed: Replayed): ScriptResult {
  if (replayed.outcome === 'ignored') return { ok: true, lines: [`这类事件不处理：${replayed.type}`] }
  if (replayed.outcome === 'not for the bot') return { ok: true, lines: ['不是发给机器人的，没有保存'] }
  const { outcome, command, args, answer, owed } = replayed
  return {
    ok: outcome === 'done',
    lines: [
      `命令：${command ?? '无'}`,
      `参数：${JSON.stringify(args)}`,
      ...(answer?.toast === undefined ? [] : [`点击提示：${answer.toast.text}`]),
      ...(answer?.card === undefined ? [] : [`卡片换成：\n${cardText(answer.card)}`]),
      ...owed.map((card) => `回答：\n${cardText(card)}`),
    ],
  }
}
