/** A person's sign: two characters of the name on a ground that tells the role. */
import { h } from '../core/dom.js'

/** @param {{name: string, roles: string[]} | undefined} user undefined: the bot */
export function avatar(user) {
  if (user === undefined) return h('img', { class: 'avatar', src: '/console/icon.svg', alt: '', width: 36, height: 36 })
  return h('span', { class: `avatar role-${user.roles[0] ?? 'none'}`, 'aria-hidden': 'true' }, initials(user.name))
}

/** 演示王联络 → 王联; the word 演示 is on every demo name and tells nobody apart. */
function initials(name) {
  const bare = name.replace(/^演示/, '').replace(/[（(].*$/, '')
  return (bare === '' ? name : bare).slice(0, 2)
}
