/** The frame of the board's pages. Scripts and styles are files of our own: the content policy takes nothing else. */
import { escapeHtml } from '../html.ts'

export function document(page: { readonly title: string; readonly script: boolean; readonly body: string }): string {
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="dark">
<meta name="theme-color" content="#0b1c30">
<meta name="robots" content="noindex">
<title>${escapeHtml(page.title)}</title>
<link rel="icon" href="/board/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/board/reset.css">
<link rel="stylesheet" href="/board/board.css">
<link rel="stylesheet" href="/board/panels.css">
${page.script ? '<script type="module" src="/board/board.js"></script>\n' : ''}</head>
<body>
${page.body}
</body>
</html>
`
}
