/** The command line's way in: `npm start`. */
import { existsSync } from 'node:fs'
import { loadEnvFile } from 'node:process'
import { readConfig } from './config.ts'
import { ConfigError } from './errors.ts'
import { makeLog } from './log.ts'
import { type Program, startProgram } from './program.ts'

const TEN_SECONDS = 10_000

async function main(): Promise<void> {
  if (existsSync('.env')) loadEnvFile('.env')
  const config = readConfig(process.env)
  const log = makeLog(config.logLevel)
  // Listened for before anything else: a signal during the start ends it in order too.
  const signal = stopSignal()
  const program = await startProgram(config, log)
  process.stdout.write(`${greeting(program, config.console.on)}\n`)
  await signal
  await program.stop().catch((error: unknown) => {
    log.error({ err: error }, 'stopping failed')
    process.exit(1)
  })
  process.exit(0)
}

/** Resolves with the first SIGTERM or SIGINT. From then on the process has ten seconds, later signals change nothing. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    const stop = (): void => {
      // What is not finished by then is picked up at the next start: it is stored.
      setTimeout(() => process.exit(0), TEN_SECONDS).unref()
      resolve()
    }
    process.on('SIGTERM', stop)
    process.on('SIGINT', stop)
  })
}

/** One line that says where to look and how to go on; one for WeCom's doors; one while nobody is administrator. */
function greeting({ url, opening, wecomDoors }: Program, consoleOn: boolean): string {
  const listening = consoleOn
    ? `赛马助手已启动，请用浏览器打开 ${url}/${opening.demo ? '（演示区已装好，点“快进到下一件事”开始）' : ''}`
    : `赛马助手已启动，在 ${url} 接收消息`
  const where = wecomDoors === null ? listening : `${listening}\n${wecomDoors}`
  if (opening.claimCode === null) return where
  return `${where}\n还没有管理员：30 分钟内私聊机器人发“认领管理员 ${opening.claimCode} 区名”；过期了运行 npm run claim 再取`
}

main().catch((error: unknown) => {
  if (error instanceof ConfigError) process.stderr.write(`没有启动：${error.message}\n`)
  else process.stderr.write(`没有启动：${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  process.exit(1)
})
