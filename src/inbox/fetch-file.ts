/** What the inbox asks of a platform: the file that somebody sent. */
import type { Incoming } from '../chat/message.ts'

export type FileSent = Extract<Incoming, { kind: 'file' }>

export type Fetched =
  | { readonly ok: true; readonly name: string; readonly content: Uint8Array }
  /** `passing`: it may be there in a moment. `reason` holds no address. */
  | { readonly ok: false; readonly why: 'passing' | 'too-large' | 'final'; readonly reason: string }

/** Fetches it, at most `limit` bytes; more is too large. It never throws. */
export type FetchFile = (file: FileSent, limit: number) => Promise<Fetched>
