/** `npm run import -- FILE.xlsx [--district 区名] [--yes]` or `npm run import -- --template [FILE.xlsx]`. */
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { readConfig } from '../src/config.ts'
import { openDatabase } from '../src/database/open.ts'
import { writeTemplate } from '../src/documents/workbook-template.ts'
import { UserError } from '../src/errors.ts'
import { ask, findRunning } from '../src/local/running.ts'
import { makeLog } from '../src/log.ts'
import { runImport } from '../src/services/setup/run-import.ts'
import { runScript, type ScriptResult } from './terminal.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    template: { type: 'boolean', default: false },
    district: { type: 'string' },
    yes: { type: 'boolean', default: false },
  },
})

await runScript(async () => {
  const [path] = positionals
  if (values.template) return await template(path ?? '导入模板.xlsx')
  if (path === undefined)
    throw new UserError('用法：npm run import -- 文件.xlsx；先取模板：npm run import -- --template')
  const file = await readFile(path).catch(() => {
    throw new UserError(`找不到文件 ${path}`)
  })
  return await importFile(file, values.district ?? null)
})

async function template(path: string): Promise<ScriptResult> {
  await writeTemplate(path)
  return { ok: true, lines: [`模板已写到 ${path}：填好后运行 npm run import -- ${path}（“例：”开头的示例行会跳过）`] }
}

async function importFile(file: Buffer, district: string | null): Promise<ScriptResult> {
  const config = readConfig(process.env)
  const running = await findRunning(config.dataDir)
  const query = new URLSearchParams({
    ...(district === null ? {} : { district }),
    ...(values.yes ? { yes: '1' } : {}),
  })
  if (running !== null) return await ask(running, `/local/import?${query}`, file)
  const { databaseUrl, dataDir } = config
  const database = await openDatabase({ databaseUrl, dataDir, log: makeLog('silent') })
  try {
    return await runImport(database.db, { file, district, now: new Date(), yes: values.yes })
  } finally {
    await database.close()
  }
}
