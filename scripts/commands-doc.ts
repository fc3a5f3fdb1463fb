/** `npm run docs`: writes docs/commands.md from the declarations; with --check it compares, and fails on a difference. */
import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { commands } from '../commands/index.ts'
import { commandsDoc } from './commands-doc-text.ts'

const file = fileURLToPath(new URL('../docs/commands.md', import.meta.url))
const wanted = commandsDoc(commands)

if (process.argv.includes('--check')) {
  const found = await readFile(file, 'utf8').catch(() => '')
  if (found !== wanted) {
    process.stderr.write('docs/commands.md 与命令的声明不一致，请运行 npm run docs\n')
    process.exitCode = 1
  }
} else {
  await writeFile(file, wanted)
}
