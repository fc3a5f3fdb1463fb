/** What the terminal prints with a claim code; nowhere else is the code shown. */
export function claimLines(code: string): string[] {
  return [`认领码：${code}（30 分钟内有效，最多试 5 次）`, `请私聊机器人发：认领管理员 ${code} 区名`]
}
