/** A person's id on a platform, in the one spelling that the program keeps. */
import type { PlatformName } from './message.ts'

/** WeCom's encrypted ids (open_userid): told from names by their length and their beginning. */
const ENCRYPTED = /^wo[A-Za-z0-9_-]{26,}$/

/**
 * WeCom's userids differ not by case, and some answers of it spell them in lower case; its encrypted ids differ by
 * case. Other platforms' ids stay as they are.
 */
export function accountId(platform: PlatformName, id: string): string {
  return platform !== 'wecom' || isEncryptedId(id) ? id : id.toLowerCase()
}

/** Whether it is an id that WeCom has encrypted. */
export function isEncryptedId(id: string): boolean {
  return ENCRYPTED.test(id)
}
