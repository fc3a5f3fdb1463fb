/** The declared commands: which one a text means, and which ones a person may use. */
import { isPrivate, store, userById } from '../core/store.js'

const namesOf = (command) => [command.name, ...command.aliases, command.id]

/** Whether a person may use a command (who: roles, member, observer, stranger). */
function mayUse(command, user) {
  const bound = user.roles.length > 0
  return command.who.some(
    (who) => who === 'observer' || who === 'stranger' || (bound && (who === 'member' || user.roles.includes(who))),
  )
}

/** The commands that whoever one is may use in the open chat. */
export function usable() {
  const me = userById(store.me)
  if (me === undefined) return []
  const wrongPlace = isPrivate(store.chat) ? 'group' : 'private'
  return store.commands.filter((command) => command.where !== wrongPlace && mayUse(command, me))
}

/** The command whose name is the first word of a text that nothing marks as meant for the bot. */
export function bareCommand(text) {
  const first = text.trim().split(/[\s，,：:]/)[0]
  return store.commands.find((command) => namesOf(command).includes(first)) ?? null
}

/** What marks a line as meant for the bot, taken off: {lead, rest}. */
export function splitLead(text) {
  const lead = text.match(/^(\s*[/／]\s*|\s*[@＠]赛马助手\s*)?/)[0]
  return { lead, rest: text.slice(lead.length) }
}

const MOST = 6

/** What could follow what is typed so far: [{fill, name, summary}]. */
export function suggestions(text) {
  const { lead, rest } = splitLead(text)
  if (lead === '' && (rest === '' || !isPrivate(store.chat))) {
    // In the group only a marked line is for the bot; a bare word is proposed in its marked form.
    if (rest === '') return []
  }
  const mark = isPrivate(store.chat) ? lead : lead === '' ? '/' : lead
  const [word, ...more] = rest.split(/\s/)
  if (more.length > 0) return examplesOf(word, rest, mark)
  const fitting = usable().filter((command) => namesOf(command).some((name) => name.startsWith(word)))
  const loose = usable().filter(
    (command) => !fitting.includes(command) && word !== '' && namesOf(command).some((name) => name.includes(word)),
  )
  return [...fitting, ...loose].slice(0, MOST).map((command) => ({
    fill: `${mark}${command.name}${takesMore(command) ? ' ' : ''}`,
    name: command.name,
    summary: command.summary,
  }))
}

/** After the name: the declared examples that begin with what is typed. */
function examplesOf(word, rest, mark) {
  const command = usable().find((known) => namesOf(known).includes(word))
  if (command === undefined) return []
  const texts = command.examples.map((example) => splitLead(example.text).rest)
  const fitting = [...new Set(texts)].filter((example) => example.startsWith(rest.trimEnd()) && example !== rest)
  return fitting.slice(0, MOST).map((example) => ({ fill: `${mark}${example}`, name: example, summary: '示例' }))
}

function takesMore(command) {
  return command.usage.some((usage) => /\s/.test(usage.trim()))
}

/** Commands worth a button above the input, by what the person is; the most wanted first, help always last. */
const WANTED = {
  office: ['overview', 'missing', 'dispatch', 'rank', 'projects'],
  admin: ['overview', 'missing', 'rank', 'projects', 'roster'],
  leader: ['mine', 'overview', 'rank', 'projects'],
  liaison: ['mine', 'overview', 'rank'],
  unit: ['mine', 'overview', 'rank', 'missing'],
}
const WANTED_BY_ALL = ['overview', 'rank', 'projects']

export function quickCommands() {
  const able = usable()
  const role = userById(store.me)?.roles.find((held) => held in WANTED)
  return [...(WANTED[role] ?? WANTED_BY_ALL), 'help']
    .map((id) => able.find((command) => command.id === id))
    .filter((command) => command !== undefined)
    .map(({ name }) => ({ label: name, text: isPrivate(store.chat) ? name : `/${name}` }))
}
