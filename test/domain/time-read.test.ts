import { describe, expect, it } from 'vitest'
import { readTime } from '../../src/domain/time-read.ts'

describe('a time of day as people type it', () => {
  it.each([
    ['17:00', '17:00'],
    ['９：００', '09:00'],
    ['9点', '09:00'],
    ['17点30分', '17:30'],
    ['下午5点半', '17:30'],
    ['下午 5:00', '17:00'],
    ['中午12点', '12:00'],
    ['中午1点', '13:00'],
    ['上午9时', '09:00'],
    ['8点5分', '08:05'],
  ])('%s is %s', (text, time) => {
    expect(readTime(text)).toBe(time)
  })

  it.each(['', '24:00', '9', '9:60', '下午', '五点', '9:5'])('%j is none', (text) => {
    expect(readTime(text)).toBeNull()
  })
})
