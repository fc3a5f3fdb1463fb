/** Where WeCom keeps what people send a bot (wecom.md §1.7): sealed, each under an address and a key of its own. */
import { createCipheriv, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'

export interface SealedFile {
  readonly url: string
  readonly aesKey: string
}

export interface FileHost {
  readonly url: string
  /** Takes a file in; `aesKey`: the bot's own instead of a new one. */
  put(name: string, content: Buffer, aesKey?: string): SealedFile
  /** The address dies, as it does after five minutes. */
  forget(file: SealedFile): void
  stop(): Promise<void>
}

export async function startFileHost(): Promise<FileHost> {
  const files = new Map<string, { name: string; sealed: Buffer }>()
  const server = createServer((request, response) => {
    const file = files.get(request.url ?? '')
    if (file === undefined) {
      response.writeHead(404).end()
      return
    }
    const name = encodeURIComponent(file.name)
    response.writeHead(200, { 'content-disposition': `attachment; filename*=UTF-8''${name}` }).end(file.sealed)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
  return {
    url,
    put(name, content, aesKey = randomBytes(32).toString('base64')) {
      const path = `/file/${randomBytes(8).toString('hex')}`
      files.set(path, { name, sealed: sealedFile(content, aesKey) })
      return { url: `${url}${path}`, aesKey }
    },
    forget: (file) => void files.delete(new URL(file.url).pathname),
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Without the header of a callback; padded to 32 bytes. */
function sealedFile(content: Buffer, aesKey: string): Buffer {
  const key = Buffer.from(aesKey, 'base64')
  const missing = 32 - (content.length % 32)
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  return Buffer.concat([cipher.update(Buffer.concat([content, Buffer.alloc(missing, missing)])), cipher.final()])
}
