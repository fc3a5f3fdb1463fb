/** 一企一档 as a page: the whole file, one project below the other. No phone numbers: a screen has more than one reader. */
import { type Day, showFullDay } from '../../domain/calendar-day.ts'
import { DEMO_MARK } from '../../services/as-of.ts'
import { showContacts, showExpiry } from '../../services/enterprise/file-card.ts'
import type { FileFacts } from '../../services/enterprise/file-facts.ts'
import type { FileLine } from '../../services/enterprise/list.ts'
import { type PrintTable, trackingPrint } from '../../services/enterprise/tracking-print.ts'
import { escapeHtml } from '../html.ts'

/** `alone`: for who came by a link, which opens no other file. */
export function filePage(facts: FileFacts, today: Day, alone: boolean): string {
  const { enterprise, contacts, certificates, strategies, projects } = facts
  const fields = [
    { label: '全称', value: enterprise.name },
    { label: '信用代码', value: enterprise.creditCode ?? '未登记' },
    { label: '服务单位', value: enterprise.unit ?? '未登记' },
    { label: '联系人', value: showContacts(contacts, false) },
  ]
  const cards = projects.map((project) => {
    const print = trackingPrint(project, today)
    return `<section><h2>${escapeHtml(project.project.shortName)} 跟踪卡 ${print.number}</h2>${list(print.fields)}${print.tables.map(table).join('')}</section>`
  })
  const permits = {
    title: '证照',
    columns: ['名称', '编号', '有效期'],
    rows: certificates.map((row) => [row.name, row.number ?? '', showExpiry(row, today)]),
  }
  const plans = {
    title: '一企一策',
    columns: ['版本', '日期', '内容'],
    rows: strategies.map(({ version, on, text }) => [`第 ${version} 版`, showFullDay(on), text]),
  }
  return frame(`${enterprise.shortName} 企业档案`, [
    `<header><h1>${escapeHtml(enterprise.shortName)} 企业档案</h1><p>截至 ${showFullDay(today)}${enterprise.isDemo ? `；${DEMO_MARK}` : ''}</p>${alone ? '' : '<p><a href="/enterprise">全部企业</a></p>'}</header>`,
    `<section>${list(fields)}${table(permits)}${table(plans)}</section>`,
    ...cards,
  ])
}

export function fileListPage(district: string, rows: readonly FileLine[]): string {
  const items = rows
    .map(
      ({ id, shortName, name, projects, open }) =>
        `<tr><td><a href="/enterprise/${id}">${escapeHtml(shortName)}</a></td><td>${escapeHtml(name)}</td><td>${projects}</td><td>${open}</td></tr>`,
    )
    .join('')
  const body =
    rows.length === 0
      ? '<p>还没有企业档案</p>'
      : `<table><thead><tr><th>简称</th><th>全称</th><th>项目</th><th>在办帮办</th></tr></thead><tbody>${items}</tbody></table>`
  return frame('企业档案', [`<header><h1>${escapeHtml(district)}企业档案</h1></header><section>${body}</section>`])
}

export function missingPage(): string {
  return frame('没有这份档案', ['<header><h1>没有这份档案</h1><p><a href="/enterprise">看全部企业</a></p></header>'])
}

const NEW_LINK = '请私聊机器人发“企业 简称”，会得到一个新的链接。'

const REFUSED = {
  expired: { title: '这个企业档案链接已过期', text: NEW_LINK },
  altered: { title: '这个企业档案链接不完整或被改动过', text: `请从消息里原样打开，不要手工输入。${NEW_LINK}` },
  'no-link': { title: '看企业档案需要链接', text: NEW_LINK },
} as const

/** What somebody reads who may not see a file: why, and how to get in. No enterprise's name. */
export function refusedPage(why: keyof typeof REFUSED): string {
  const { title, text } = REFUSED[why]
  return frame(title, [`<header><h1>${title}</h1><p>${text}</p></header>`])
}

function list(fields: readonly { readonly label: string; readonly value: string }[]): string {
  const items = fields.map(({ label, value }) => `<dt>${escapeHtml(label)}</dt><dd>${escapeHtml(value)}</dd>`)
  return `<dl>${items.join('')}</dl>`
}

function table({ title, columns, rows }: PrintTable): string {
  const cells = (row: readonly string[], tag: 'th' | 'td') =>
    row.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join('')
  if (rows.length === 0) return `<h3>${escapeHtml(title)}</h3><p class="none">没有</p>`
  const body = rows.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('')
  return `<h3>${escapeHtml(title)}</h3><div class="wide"><table><thead><tr>${cells(columns, 'th')}</tr></thead><tbody>${body}</tbody></table></div>`
}

function frame(title: string, parts: readonly string[]): string {
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="/enterprise/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/enterprise/css/reset.css">
<link rel="stylesheet" href="/enterprise/css/base.css">
<link rel="stylesheet" href="/enterprise/css/enterprise.css">
</head>
<body class="enterprise">
<main>
${parts.join('\n')}
</main>
</body>
</html>
`
}
