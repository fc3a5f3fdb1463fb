/** 一企一档 on a phone, and the list of files. */
import { type Action, type Block, button, type Card, say } from '../../chat/card.ts'
import { showGrade } from '../../domain/agency.ts'
import { type Day, daysBetween, showDay, showFullDay } from '../../domain/calendar-day.ts'
import { DEMO_MARK } from '../as-of.ts'
import type { FileCertificate, FileFacts } from './file-facts.ts'
import type { Contact } from './find.ts'
import { showAgents } from './find.ts'
import type { FileLine } from './list.ts'
import { countPermits, demoMark } from './permit-words.ts'
import { isOpenRequest, type TrackingFacts } from './tracking-facts.ts'

const SHOWN = 4
const SOON_DAYS = 30

/** What the reader may see and do: phones are for who serves the enterprise, and in private only. */
export interface Reader {
  readonly serves: boolean
  readonly phones: boolean
  /** The whole file as a page, to read and to print; null: the program has no address of its own. */
  readonly link: { readonly url: string; readonly note: string } | null
}

export function fileCard(facts: FileFacts, today: Day, reader: Reader): Card {
  const { enterprise, contacts, projects, certificates, strategies } = facts
  const [strategy] = strategies
  const blocks: Block[] = [
    {
      kind: 'fields',
      items: [
        { label: '全称', value: enterprise.name },
        ...(enterprise.creditCode === null ? [] : [{ label: '信用代码', value: enterprise.creditCode }]),
        { label: '服务单位', value: enterprise.unit ?? '未登记' },
        { label: '联系人', value: showContacts(contacts, reader.phones) },
      ],
    },
    ...listed(
      '项目',
      projects.map((project) => ({ text: project.project.shortName, detail: projectLine(project) })),
      `企业 ${enterprise.shortName} 项目`,
    ),
    ...certificateBlock(enterprise.shortName, certificates, today),
    {
      kind: 'text',
      text: strategy === undefined ? '一企一策：还没有' : `一企一策（第 ${strategy.version} 版）：${strategy.text}`,
    },
    { kind: 'note', text: asOfNote(facts, today, reader) },
  ]
  return say(`${enterprise.shortName} 企业档案：项目 ${projects.length} 个`, {
    blocks,
    actions: waysOn(facts, reader),
  })
}

function asOfNote({ enterprise }: FileFacts, today: Day, { link }: Reader): string {
  const asOf = [`截至 ${showDay(today)}`, ...(enterprise.isDemo ? [DEMO_MARK] : [])].join('；')
  return link === null ? asOf : `${asOf}\n${link.note}；过期后再发“企业 ${enterprise.shortName}”`
}

/** '甲 生产副总经理、乙'; phones only where the reader may see them. */
export function showContacts(contacts: readonly Contact[], phones: boolean): string {
  if (contacts.length === 0) return '未登记'
  return contacts
    .map(({ name, title, phone }) => [name, title, phones ? phone : null].filter((part) => part !== null).join(' '))
    .join('、')
}

/** 'A角 甲；手续应办 6 项…；帮办 1 件，诉求 0 件；回访满意' */
export function projectLine({ project, agents, permits, requests, demands, services, visits }: TrackingFacts): string {
  const [last] = visits
  return [
    `专员 ${showAgents(agents)}`,
    `手续${countPermits(permits, project)}`,
    `在办帮办 ${requests.filter(isOpenRequest).length} 件，诉求 ${demands.length} 件，服务 ${services.length} 次${services.length > 0 ? demoMark(project) : ''}`,
    last === undefined ? '' : `${showDay(last.on)}回访${showGrade(last.grade)}`,
  ]
    .filter((part) => part !== '')
    .join('；')
}

/** '2023年10月20日到期'; within 30 days with the days that are left. */
export function showExpiry({ expiresOn }: Pick<FileCertificate, 'expiresOn'>, today: Day): string {
  const left = daysBetween(today, expiresOn)
  if (left < 0) return `${showFullDay(expiresOn)}已到期`
  return `${showFullDay(expiresOn)}到期${left <= SOON_DAYS ? `，还有 ${left} 天` : ''}`
}

/** All certificates in force, the soonest to expire first. */
export function certificatesCard({ enterprise, certificates }: FileFacts, today: Day): Card {
  const { shortName } = enterprise
  const how = `登记或换发请发：企业 ${shortName} 证照 安全生产许可证 2026-09-30 编号 证号`
  return say(`${shortName} 的证照 ${certificates.length} 项`, {
    blocks: [
      ...(certificates.length === 0
        ? []
        : [
            {
              kind: 'list' as const,
              items: certificates.map((row) => ({ text: row.name, detail: showExpiry(row, today) })),
            },
          ]),
      { kind: 'note', text: `截至 ${showDay(today)}；${how}` },
    ],
    actions: [button('企业档案', `企业 ${shortName}`)],
  })
}

function certificateBlock(shortName: string, certificates: readonly FileCertificate[], today: Day): Block[] {
  return listed(
    '证照',
    certificates.map((row) => ({ text: row.name, detail: showExpiry(row, today) })),
    `企业 ${shortName} 证照`,
  )
}

function listed(
  caption: string,
  items: readonly { readonly text: string; readonly detail: string }[],
  action: string,
): Block[] {
  if (items.length === 0) return []
  const left = items.length - SHOWN
  return [
    {
      kind: 'list',
      items: items.slice(0, SHOWN).map(({ text, detail }) => ({ text: `${caption} ${text}`, detail })),
      ...(left > 0 ? { more: { count: left, action } } : {}),
    },
  ]
}

function waysOn({ enterprise, projects }: FileFacts, { serves, link }: Reader): Action[] {
  const cards = projects
    .slice(0, 3)
    .map(({ project }) => button(`${project.shortName}跟踪卡`, `跟踪卡 ${project.shortName}`))
  return [
    ...(link === null ? [] : [{ kind: 'link' as const, label: '打开档案', url: link.url }]),
    ...cards,
    button('一企一策', `一企一策 ${enterprise.shortName}`),
    ...(serves ? [button('全部企业', '企业')] : []),
  ]
}

/** The list of files, page by page. */
export function fileListCard(rows: readonly FileLine[], from: number, page = 12): Card {
  if (rows.length === 0)
    return say('还没有企业档案', { blocks: [{ kind: 'note', text: '建档请审批局或项目办发：企业 新增 简称 全称' }] })
  const shown = rows.slice(from, from + page)
  const left = rows.length - from - shown.length
  return say(`企业档案 ${rows.length} 家`, {
    blocks: [
      {
        kind: 'list',
        items: shown.map(({ shortName, name, projects, open }) => ({
          text: `${shortName} ${name}`,
          detail: `项目 ${projects} 个，在办帮办 ${open} 件`,
        })),
        ...(left > 0 ? { more: { count: left, action: `企业 从 ${from + page + 1}` } } : {}),
      },
      { kind: 'note', text: '看一家请发：企业 简称' },
    ],
    actions: shown.slice(0, 4).map(({ shortName }) => button(shortName, `企业 ${shortName}`)),
  })
}
