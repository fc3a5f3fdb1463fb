/**
 * The wall map's script: hears of changes and brings in the newer page, shows when the line is cut, turns the leaves.
 * The page itself comes from the server as a document; nothing is put together from strings here.
 */

/** Until the line is back, the page is asked for this often. */
const AGAIN_MS = 5000
const TURN_MS = 12_000

const link = location.search
let readAt = board().dataset.readAt
let connected = false
let loading = false
/** The newest state that the server told of. */
let heard = board().dataset.mark
/** Turning is for a screen that nobody touches; who wants less motion turns it on himself. */
let turning = !matchMedia('(prefers-reduced-motion: reduce)').matches
/** Which leaf each place shows. */
const shown = [0, 0, 0]

function board() {
  return document.getElementById('board')
}

/** Asks for the page and puts it in the place of this one. */
function load() {
  if (loading) return
  loading = true
  const asked = heard
  const request = new XMLHttpRequest()
  request.open('GET', `/board${link}`)
  request.responseType = 'document'
  request.timeout = 20_000
  request.onloadend = () => {
    loading = false
    const newer = request.status === 200 ? request.responseXML?.getElementById('board') : null
    if (newer) {
      board().replaceWith(document.adoptNode(newer))
      readAt = board().dataset.readAt
      show()
    } else if (request.status === 403 || request.status === 404) {
      // The link has ended: the server's own page says how to get a new one.
      location.reload()
      return
    }
    // What changed while the page was on its way.
    if (heard !== asked && heard !== board().dataset.mark) load()
  }
  request.send()
}

function listen() {
  const source = new EventSource(`/board/events${link}`)
  source.addEventListener('open', () => {
    connected = true
    show()
  })
  source.addEventListener('changed', ({ data }) => {
    heard = data
    if (data !== board().dataset.mark) load()
  })
  source.addEventListener('beat', ({ data }) => {
    readAt = data
    show()
  })
  source.addEventListener('error', () => {
    connected = false
    show()
    // A closed source does not try again by itself: the server answered with an error.
    if (source.readyState !== EventSource.CLOSED) return
    load()
    setTimeout(listen, AGAIN_MS)
  })
}

/** The line's state and the leaves, on the page as it is now. */
function show() {
  const line = document.getElementById('line')
  line.classList.toggle('live', connected)
  line.classList.toggle('cut', !connected)
  line.textContent = connected ? `实时　${readAt}` : `断线，正在重连；所示为 ${readAt} 的数据`
  const button = document.getElementById('turning')
  const places = [...document.querySelectorAll('.rotor')]
  button.hidden = places.every((place) => place.children.length < 2)
  button.textContent = turning ? '暂停轮换' : '继续轮换'
  button.onclick = () => {
    turning = !turning
    show()
  }
  for (const [i, place] of places.entries()) {
    const leaves = [...place.children]
    const at = shown[i] % leaves.length
    for (const [j, leaf] of leaves.entries()) leaf.classList.toggle('shown', j === at)
  }
}

setInterval(() => {
  if (!turning || document.hidden) return
  for (const i of shown.keys()) shown[i] += 1
  show()
}, TURN_MS)

show()
listen()
