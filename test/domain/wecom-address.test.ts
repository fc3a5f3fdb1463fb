import { describe, expect, it } from 'vitest'
import { holdsHookAddress, hookAddress, withoutHookKey } from '../../src/domain/wecom-address.ts'

const OWN = 'http://wx.example.gov.cn:8080'
const PUBLIC = 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa'

describe("a group robot's address", () => {
  it('is taken from the public WeCom and from the deployment, with its scheme and port', () => {
    expect(hookAddress(PUBLIC, OWN)?.href).toBe(PUBLIC)
    expect(hookAddress(`${OWN}/cgi-bin/webhook/send?key=0123456789`, OWN)).not.toBeNull()
  })

  it.each([
    'http://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=0123456789',
    'https://qyapi.weixin.qq.com.example.com/cgi-bin/webhook/send?key=0123456789',
    'https://qyapi.weixin.qq.com@example.com/cgi-bin/webhook/send?key=0123456789',
    'https://user:word@qyapi.weixin.qq.com/cgi-bin/webhook/send?key=0123456789',
    'https://qyapi.weixin.qq.com/cgi-bin/gettoken?key=0123456789',
    'https://qyapi.weixin.qq.com/cgi-bin/webhook/send',
    'http://wx.example.gov.cn/cgi-bin/webhook/send?key=0123456789',
    'http://169.254.169.254/cgi-bin/webhook/send?key=0123456789',
    'qyapi.weixin.qq.com',
  ])('is not %s', (address) => {
    expect(hookAddress(address, OWN)).toBeNull()
  })

  it('is known in a text, and crossed out', () => {
    const text = `绑定 群机器人 ${PUBLIC} 调度群`
    expect(holdsHookAddress(text)).toBe(true)
    expect(holdsHookAddress('绑定 调度群')).toBe(false)
    expect(withoutHookKey(text)).toBe('绑定 群机器人 https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=*** 调度群')
  })
})
