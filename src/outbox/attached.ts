/** The file that an owed message is, read when it is sent. */
import type { OutgoingFile, Receipt } from './door.ts'

/** Null: it has gone, or is a picture that cannot be drawn. A picture is drawn when it is first read, which takes time. */
export type ReadFile = (id: number) => Promise<OutgoingFile | null>

export type Attached =
  /** `file` null: the card stands in for it. */
  | { readonly kind: 'ready'; readonly file: OutgoingFile | null }
  /** Not yet; nothing was sent. */
  | { readonly kind: 'later'; readonly receipt: Receipt }

/** Attempts at a message before the file is given up. */
const MOST_READS = 4

/**
 * Reads the file of a row within `withinMs`. What takes longer goes on meanwhile and is there at a later attempt; after
 * several of them the card stands in. It never throws.
 *
 * @param attempt which attempt at the message this is, from 1
 */
export async function attached(
  { readFile, withinMs }: { readonly readFile: ReadFile; readonly withinMs: number },
  fileId: number | null,
  attempt: number,
): Promise<Attached> {
  if (fileId === null) return { kind: 'ready', file: null }
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Attached>((resolve) => {
    timer = setTimeout(() => resolve(unread('文件还没有准备好', attempt)), withinMs)
  })
  try {
    return await Promise.race([readFile(fileId).then((file): Attached => ({ kind: 'ready', file })), late])
  } catch (error) {
    return unread(`文件读不出来（${error instanceof Error ? error.name : 'unknown'}）`, attempt)
  } finally {
    clearTimeout(timer)
  }
}

function unread(reason: string, attempt: number): Attached {
  if (attempt >= MOST_READS) return { kind: 'ready', file: null }
  return { kind: 'later', receipt: { state: 'retry', reason, scope: 'message' } }
}
