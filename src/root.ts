/** Where the project's own files lie, whether the program runs from its sources or from the bundle in build/. */
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The absolute path of a file or folder of the project. */
export function projectPath(...parts: string[]): string {
  return join(ROOT, ...parts)
}

const ROOT = findRoot(dirname(fileURLToPath(import.meta.url)))

function findRoot(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder
  const above = dirname(folder)
  if (above === folder) throw new Error('package.json is missing above the program')
  return findRoot(above)
}
