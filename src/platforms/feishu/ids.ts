/** Ids of Feishu. The SDK puts them into addresses as they are, so each is checked before it goes out. */

const patterns = {
  message: /^om_[A-Za-z0-9_-]{1,100}$/,
  chat: /^oc_[A-Za-z0-9_-]{1,100}$/,
  file: /^[A-Za-z0-9_-]{1,200}$/,
  person: /^ou_[A-Za-z0-9_-]{1,100}$/,
} as const

/** Whether the text is an id of that kind. */
export function isFeishuId(kind: keyof typeof patterns, text: string): boolean {
  return patterns[kind].test(text)
}
