/** The `content` of a message: JSON inside a string, of another shape for each type. */
import { z } from 'zod'

const textSchema = z.object({ text: z.string() })
const postSchema = z.object({
  title: z.string().default(''),
  content: z.array(
    z.array(z.object({ tag: z.string(), text: z.string().optional(), user_id: z.string().optional() }).loose()),
  ),
})
type Piece = z.infer<typeof postSchema>['content'][number][number]

/**
 * What a person wrote, with mention keys (@_user_1) still in it.
 * Null for messages without words: pictures, files, stickers, a content that was recalled before it came.
 */
export function readContent(type: string, content: string): string | null {
  const value = parse(content)
  if (type === 'text') {
    const text = textSchema.safeParse(value)
    return text.success ? text.data.text : null
  }
  if (type !== 'post') return null
  const post = postSchema.safeParse(value)
  if (!post.success) return null
  const lines = [post.data.title, ...post.data.content.map((pieces) => pieces.map(pieceText).join(''))]
  const written = lines.filter((line) => line.trim() !== '').join('\n')
  return written === '' ? null : written
}

const fileSchema = z.object({ file_key: z.string().min(1), file_name: z.string() })

/** The file that a message is; null when it is none. */
export function readFileContent(type: string, content: string): { key: string; name: string } | null {
  const file = type === 'file' ? fileSchema.safeParse(parse(content)) : null
  return file?.success ? { key: file.data.file_key, name: file.data.file_name } : null
}

function pieceText(piece: Piece): string {
  if (piece.tag !== 'at') return piece.text ?? ''
  const key = piece.user_id ?? ''
  return key === 'all' ? '@_all' : key
}

function parse(content: string): unknown {
  try {
    return JSON.parse(content)
  } catch {
    return null
  }
}
