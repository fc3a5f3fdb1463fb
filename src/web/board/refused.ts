/** What somebody reads who may not see the board: why, and how to get in. No script, no district's name. */
import type { Admission } from './access.ts'
import { document } from './document.ts'

type Refused = Extract<Admission, { ok: false }>

const NEW_LINK = '请在调度群里 @机器人，或私聊机器人，发“挂图”，会得到一个新的链接。'

const WORDS: Readonly<Record<Refused['why'], { readonly title: string; readonly text: string }>> = {
  expired: { title: '这个挂图链接已过期', text: NEW_LINK },
  altered: { title: '这个挂图链接不完整或被改动过', text: `请从消息里原样打开，不要手工输入。${NEW_LINK}` },
  'no-link': { title: '看挂图需要链接', text: NEW_LINK },
  'no-district': { title: '这里没有可以显示的区', text: '区可能已经退出演示，或还没有建好。请联系管理员。' },
}

export function refusedPage({ why, login }: Refused): string {
  const { title, text } = WORDS[why]
  const ways = login ? '<p>有控制台口令的，也可以先<a href="/">登录控制台</a>，再打开本页。</p>' : ''
  return document({ title, script: false, body: `<main class="refused"><h1>${title}</h1><p>${text}</p>${ways}</main>` })
}
