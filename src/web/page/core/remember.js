/**
 * What the browser keeps: who one is and which chat is open belongs to the window (two windows can be two people),
 * what was read and whether the guide was closed belongs to the browser. A browser that keeps nothing still works.
 */

function read(storage, key) {
  try {
    return JSON.parse(window[storage].getItem(`saima.${key}`))
  } catch {
    return null
  }
}

function write(storage, key, value) {
  try {
    window[storage].setItem(`saima.${key}`, JSON.stringify(value))
  } catch {
    // Private browsing or a full disk: forgotten at the next visit, nothing else.
  }
}

export const windowMemory = {
  read: (key) => read('sessionStorage', key),
  write: (key, value) => write('sessionStorage', key, value),
}
export const browserMemory = {
  read: (key) => read('localStorage', key),
  write: (key, value) => write('localStorage', key, value),
}
