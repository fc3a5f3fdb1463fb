/**
 * npm run chaos [-- --kills 10 --events 200 --seed N --only small|whole]
 * Kills the program with -9 at random moments under traffic and counts what it had acknowledged: first inbox and outbox
 * by themselves, then the whole program behind an emulated Feishu. Exit code 1 when anything was lost or done twice.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type ChaosResult, chaos, seeded, type World } from './chaos/engine.ts'
import { smallWorld } from './chaos/small-world.ts'
import { wholeWorld } from './chaos/whole-world.ts'

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '10' },
    events: { type: 'string', default: '200' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    only: { type: 'string' },
  },
})

/** One world from beginning to end, in a folder of its own. */
async function endure(name: string, make: (folder: string) => Promise<World & { close?(): Promise<void> }>) {
  console.log(`${name}：随机数种子 ${values.seed}`)
  const folder = await mkdtemp(join(tmpdir(), 'saima-chaos-'))
  const world = await make(folder)
  try {
    const result = await chaos({
      world,
      kills: Number(values.kills),
      events: Number(values.events),
      writers: 4,
      random: seeded(Number(values.seed)),
      onKill: (kill, acknowledged) => console.log(`  第 ${kill} 次 kill -9，此前已确认收到 ${acknowledged} 条`),
    })
    for (const line of summary(result)) console.log(`  ${line}`)
    if (result.faults.length > 0) process.exitCode = 1
  } finally {
    await world.close?.()
    await rm(folder, { recursive: true, force: true })
  }
}

function summary({ kills, acknowledged, again, refused, effects, owed, repeated, faults }: ChaosResult): string[] {
  const known = repeated === null ? '' : `，其中 ${repeated} 条按同一幂等键重发（平台只显示一次）`
  return [
    `杀死 ${kills} 次；确认收到 ${acknowledged} 条，重复投递 ${again} 次，程序不在时未被收下 ${refused} 次`,
    `落库 ${effects} 条，应发消息 ${owed} 条${known}`,
    ...(faults.length === 0
      ? ['没有丢失，没有重做，次序不乱']
      : [`有问题 ${faults.length} 处：`, ...faults.slice(0, 20)]),
  ]
}

if (values.only !== 'whole') await endure('收件箱与发件箱', (folder) => Promise.resolve(smallWorld(folder)))
if (values.only !== 'small') await endure('整个程序（模拟飞书）', wholeWorld)
