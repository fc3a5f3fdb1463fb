/** Asking for the reason of a refusal: the same command again, with a sentence behind it or in a form. */
import { type Card, say } from './card.ts'
import type { Line, OpenContext } from './command.ts'

/** What follows the number: '退回 13 投资依据不足', or the form's field; null when there is none yet. */
export function reasonIn(line: Line, ctx: OpenContext): string | null {
  const typed = line.raw.replace(/^[#第]?\s*[\d０-９]+\s*[号条]?[\s,，:：]*/, '').trim()
  const filled = (ctx.form?.reason ?? '').trim()
  return typed || filled || null
}

/** Asks for the reason of `action` ('退回 13'). */
export function askReason(title: string, action: string, example: string): Card {
  return say(title, {
    blocks: [
      {
        kind: 'form',
        name: 'reason',
        fields: [{ name: 'reason', label: '原因', type: 'text', required: true, placeholder: example }],
        submit: { label: '提交', action },
        typed: `请写上原因，例如：${action} ${example}`,
      },
    ],
  })
}
