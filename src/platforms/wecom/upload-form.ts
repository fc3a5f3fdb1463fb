import type { OutgoingFile } from '../../outbox/door.ts'

/** The form in which WeCom takes an upload. */
export function formOf({ name, mime, content }: OutgoingFile): FormData {
  const form = new FormData()
  form.append('media', new Blob([content], { type: mime }), name)
  return form
}
