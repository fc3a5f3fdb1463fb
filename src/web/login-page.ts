/** The login page: one field, no script, so that it works wherever a browser does. */

import { escapeHtml } from './html.ts'

/** The page as HTML. `problem`: what was wrong with the last try; `form`: whether a token would help. */
export function loginPage(problem: string | null, form: boolean): string {
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>登录 - 赛马助手控制台</title>
<link rel="icon" href="/console/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/console/css/reset.css">
<link rel="stylesheet" href="/console/css/base.css">
<link rel="stylesheet" href="/console/css/login.css">
</head>
<body class="login">
<main>
<img src="/console/icon.svg" alt="" width="48" height="48">
<h1>赛马助手控制台</h1>
${problem === null ? '' : `<p class="problem" role="alert">${escapeHtml(problem)}</p>`}
${form ? FORM : ''}
</main>
</body>
</html>
`
}

const FORM = `<form method="post" action="/console/login">
<label for="token">访问口令</label>
<input id="token" name="token" type="password" autocomplete="current-password" required autofocus>
<button type="submit">登录</button>
<p class="hint">口令是部署时写在 CONSOLE_TOKEN 里的那一串，由管理员保管。登录 12 小时内有效。</p>
</form>`
