// Makes ready what is generated, when it is out of date, and does nothing otherwise (some ms): the Prisma client and,
// with --run, the program as one file, which starts twice as fast as its sources; that is then run in this process. It
// stands in front of the npm scripts instead of a postinstall, because install scripts are off (.npmrc).
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

/** Runs `make` unless it was run for the same `state` before. */
async function unlessMade(folder, state, make) {
  const stamp = join(root, folder, '.made-for')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === state) return
  await make()
  mkdirSync(join(root, folder), { recursive: true })
  writeFileSync(stamp, state)
}

function versionOf(name) {
  return JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')).version
}

function generateClient(schema) {
  const cli = join(dirname(createRequire(import.meta.url).resolve('prisma/package.json')), 'build/index.js')
  const run = spawnSync(process.execPath, [cli, 'generate', '--schema', schema], {
    cwd: root,
    encoding: 'utf8',
    // The generator is WASM; naming any existing file keeps the CLI from fetching an engine from its own host.
    env: {
      ...process.env,
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      CHECKPOINT_DISABLE: '1',
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
    },
  })
  if (run.status === 0) return
  process.stderr.write(`数据库客户端没有生成：${run.stdout}${run.stderr}\n`)
  process.exit(1)
}

async function bundle() {
  const { build, stop } = await import('esbuild')
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  // The calendar is taken in: it is a table in JSON, which Node 20 still warns about. ECharts too: it is hundreds of files.
  const taken = ['chinese-days', 'echarts']
  const external = Object.keys(dependencies).filter((name) => !taken.includes(name))
  await build({
    // Beside the program two threads of its own, each by its bare name: the reader of workbooks
    // (src/documents/tables/read-apart.ts) and the drawer of pictures.
    entryPoints: {
      main: join(root, 'src/main.ts'),
      'workbook-worker': join(root, 'src/documents/tables/workbook-worker.ts'),
      'picture-worker': join(root, 'src/documents/pictures/worker.ts'),
    },
    outdir: join(root, 'build'),
    bundle: true,
    splitting: true,
    external,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: true,
    logLevel: 'error',
  })
  await stop()
}

/** Names, sizes and times of all sources: when none of them changed, the bundle is theirs. */
function sourcesState() {
  const files = ['src', 'commands', 'seeds'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(folder, name)),
  )
  const hash = createHash('sha256').update(versionOf('esbuild'))
  for (const file of files.sort()) {
    const { size, mtimeMs } = statSync(join(root, file))
    hash.update(`${file} ${size} ${mtimeMs}\n`)
  }
  return hash.digest('hex')
}

/** The schema is a folder of files, one a subject. */
function schemaContents(folder) {
  const hash = createHash('sha256').update(versionOf('prisma'))
  for (const name of readdirSync(folder).sort()) hash.update(name).update(readFileSync(join(folder, name)))
  return hash.digest('hex')
}

const schema = join(root, 'prisma/schema')
await unlessMade('src/generated', schemaContents(schema), () => generateClient(schema))
if (process.argv.includes('--run')) {
  await unlessMade('build', sourcesState(), bundle)
  await import('../build/main.js')
}
