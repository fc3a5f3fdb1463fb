/** Reads a time of day as people type it. */
import { isTime } from './calendar-day.ts'
import { fold, visible } from './normalise.ts'

/** 'HH:mm' of '17:00', '９：００', '17点', '17点30分', '下午5点半'; null when the text is no time of day. */
export function readTime(text: string): string | null {
  const word = fold(visible(text)).replace(/\s/g, '')
  const match = /^(上午|早上|下午|晚上|中午)?(\d{1,2})(?::(\d{2})|[点时](?:(\d{1,2})分?|(半))?)(?:整)?$/.exec(word)
  if (!match) return null
  const [, half, hours = '', minutes, spoken, thirty] = match
  const typed = Number(hours)
  const later = (half === '下午' || half === '晚上' || (half === '中午' && typed < 3)) && typed < 12
  const minute = thirty ? '30' : (minutes ?? spoken ?? '0')
  const time = `${String(typed + (later ? 12 : 0)).padStart(2, '0')}:${minute.padStart(2, '0')}`
  return isTime(time) ? time : null
}
