/**
 * The files of the embedded database on disk. As shipped, PGlite's file system takes an fsync and does nothing;
 * a power cut could then lose or tear what was already acknowledged. Here it reaches the disk.
 */
import { closeSync, fsyncSync, openSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { PGlite } from '@electric-sql/pglite'
import { NodeFS } from '@electric-sql/pglite/nodefs'
import { z } from 'zod'

type ModuleOptions = Awaited<ReturnType<NodeFS['init']>>['emscriptenOpts']

/** EIO in the numbering of the WebAssembly system interface: PostgreSQL then stops rather than go on untrue. */
const EIO = 29

const fileSchema = z.object({ nfd: z.number() })
const folderSchema = z.object({ node: z.object({}).loose() })

export class DurableFiles extends NodeFS {
  readonly #onSync: () => void

  /** `onSync` hears of every fsync that reached the disk. */
  constructor(folder: string, onSync: () => void = () => undefined) {
    super(folder)
    this.#onSync = onSync
  }

  override async init(pglite: PGlite, options: ModuleOptions): Promise<{ emscriptenOpts: ModuleOptions }> {
    const { emscriptenOpts } = await super.init(pglite, options)
    const preRun: ModuleOptions['preRun'] = [
      ...(emscriptenOpts.preRun ?? []),
      (module) => this.#install(module.FS.filesystems.NODEFS),
    ]
    return { emscriptenOpts: { ...emscriptenOpts, preRun } }
  }

  #install(nodeFiles: object): void {
    const operations: unknown = Reflect.get(nodeFiles, 'stream_ops')
    const realPath: unknown = Reflect.get(nodeFiles, 'realPath')
    if (typeof operations !== 'object' || operations === null || typeof realPath !== 'function') {
      throw new Error('this PGlite keeps its files in a way that cannot be made durable')
    }
    const fsync = (stream: unknown): number => {
      try {
        const file = fileSchema.safeParse(stream)
        if (file.success) fsyncSync(file.data.nfd)
        // A folder is opened without a descriptor of its own.
        else syncFolder(String(realPath(folderSchema.parse(stream).node)))
      } catch {
        return EIO
      }
      this.#onSync()
      return 0
    }
    Object.assign(operations, { fsync })
  }
}

/** Makes the names in a folder durable. Windows has no such thing. */
export function syncFolder(path: string): void {
  if (process.platform !== 'win32') syncPath(path, 'r')
}

/** Makes a whole tree of files durable. */
export function syncTree(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) syncTree(path)
    else syncPath(path, 'r+')
  }
  syncFolder(folder)
}

function syncPath(path: string, flags: 'r' | 'r+'): void {
  const descriptor = openSync(path, flags)
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
