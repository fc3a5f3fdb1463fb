/** The console's page: mounts its parts, reads the state, listens. */
import { mountClock } from './clock/clock.js'
import { api } from './core/api.js'
import { h } from './core/dom.js'
import { listen } from './core/live.js'
import { refresh } from './core/refresh.js'
import { change, on, store } from './core/store.js'
import { mountGuide } from './guide.js'
import { chooseFirst } from './people/choose.js'
import { mountPeople } from './people/people.js'
import { beginReading } from './people/unread.js'
import { mountTabs } from './tabs.js'
import { mountConversation } from './talk/conversation.js'

const place = (id) => document.getElementById(id)

function mount() {
  const guide = h('section', { class: 'guide', 'aria-label': '新手引导', hidden: true })
  const talk = place('talk')
  mountPeople(place('people'))
  mountConversation(talk)
  talk.querySelector('.talk-head').after(guide)
  mountClock(place('clock'))
  mountTabs(place('tabs'))
  mountGuide(guide, place('guide-open'))
  on(['district', 'demo'], () => {
    place('district').textContent = store.district === null ? '重点项目调度' : `${store.district}重点项目调度`
    place('demo-banner').hidden = !store.demo
  })
}

async function start() {
  await refresh()
  beginReading()
  chooseFirst()
  listen()
  change({ commands: await api.commands() })
  place('logout').hidden = !(await api.loggedIn())
}

function sayBroken(error) {
  const again = h('button', { type: 'button', class: 'button primary', onclick: () => location.reload() }, '重新打开')
  place('talk').replaceChildren(h('div', { class: 'broken', role: 'alert' }, h('p', {}, error.message), again))
}

mount()
start().catch(sayBroken)
