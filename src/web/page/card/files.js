/** The files of a card: a picture is seen at once, everything else is saved. */
import { fileAddress } from '../core/api.js'
import { h, icon } from '../core/dom.js'

export function files(list) {
  return h(
    'ul',
    { class: 'card-files' },
    ...list.map((file) => h('li', {}, isPicture(file) ? picture(file) : saved(file))),
  )
}

function isPicture({ name }) {
  return /\.png$/i.test(name)
}

function picture(file) {
  const image = h('img', { src: fileAddress(file), alt: file.name, loading: 'lazy' })
  return h('a', { href: fileAddress(file), target: '_blank', rel: 'noopener' }, image)
}

function saved(file) {
  return h('a', { class: 'button default', href: fileAddress(file), download: file.name }, icon('file'), file.name)
}
