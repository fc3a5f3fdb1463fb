/** Times as people in Shanghai read them, whatever zone the browser is in. The offset is a fixed eight hours. */

const OFFSET = 8 * 3_600_000
const WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六']

function parts(instant) {
  const local = new Date(new Date(instant).getTime() + OFFSET)
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    weekday: WEEKDAYS[local.getUTCDay()],
    time: local.toISOString().slice(11, 16),
    iso: local.toISOString(),
  }
}

/** '2023-09-08' */
export const dayKey = (instant) => parts(instant).iso.slice(0, 10)
/** '08:58' */
export const showTime = (instant) => parts(instant).time
/** '星期五' */
export const showWeekday = (instant) => `星期${parts(instant).weekday}`
/** '2023年' */
export const showYear = (instant) => `${parts(instant).year}年`
/** '9月8日' */
export function showDay(instant) {
  const { month, day } = parts(instant)
  return `${month}月${day}日`
}
/** '9月8日 周五' */
export const showDayShort = (instant) => `${showDay(instant)} 周${parts(instant).weekday}`
/** What a datetime-local input shows for an instant: '2023-09-08T08:58'. */
export const toInput = (instant) => parts(instant).iso.slice(0, 16)
/** The instant, ISO, that a datetime-local input names. */
export const fromInput = (value) => `${value.slice(0, 16)}:00+08:00`
