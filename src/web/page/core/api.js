/** The console's API, as the page calls it. A failure is an Error whose message can be shown. */

export class ApiError extends Error {
  constructor(status, sentence) {
    super(sentence)
    this.status = status
  }
}

const ROOT = '/console/api'

async function call(path, options) {
  let response
  try {
    response = await fetch(ROOT + path, options)
  } catch {
    throw new ApiError(0, '连不上服务器，请检查网络后再试')
  }
  const body = await response.json().catch(() => null)
  if (!response.ok) throw new ApiError(response.status, body?.error ?? `服务器没有正常回答（${response.status}）`)
  return body
}

const get = (path) => call(path, { headers: { accept: 'application/json' } })
const post = (path, body) =>
  call(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

/** Where a file of the bot's lies. */
export const fileAddress = ({ id }) => `${ROOT}/files/${id}`

export const api = {
  /** Whether one came in by a login, which one can then end. */
  loggedIn: () =>
    fetch('/console/session')
      .then((response) => response.json())
      .then((body) => body.loggedIn),
  state: () => get('/state'),
  commands: () => get('/commands').then((body) => body.commands),
  upcoming: () => get('/upcoming').then((body) => body.upcoming),
  outbox: () => get('/outbox'),
  messages: (chat, range = {}) =>
    get(`/messages?${new URLSearchParams({ chat, ...range })}`).then((body) => body.messages),
  say: (line) => post('/messages', line),
  sendFile: (place, file) =>
    call(`/files?${new URLSearchParams({ ...place, name: file.name })}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: file,
    }),
  click: (made) => post('/actions', made),
  moveClock: (target) => post('/clock', target),
}
