/** What a person may be in a district. Permissions name roles, never persons. */

const LABELS = {
  admin: '管理员',
  office: '项目办',
  supervision: '督查室',
  approval: '审批局',
  leader: '包联领导',
  unit: '责任单位',
  liaison: '联络员',
  enterprise: '企业联系人',
} as const

export type Role = keyof typeof LABELS

export function isRole(text: string): text is Role {
  return Object.hasOwn(LABELS, text)
}

/** All roles, the one with the widest rights first. */
export const roles: readonly Role[] = Object.keys(LABELS).filter(isRole)

/** '联络员' */
export function showRole(role: Role): string {
  return LABELS[role]
}

/** 项目办 keeps the roster; who administers, and who is 项目办, is decided by an administrator. */
export function mayAppoint(by: ReadonlySet<Role>, role: Role): boolean {
  return by.has('admin') || (role !== 'admin' && role !== 'office')
}

/** The role of a Chinese name ('联络员') or an English one ('liaison'); null when there is none. */
export function readRole(text: string): Role | null {
  const word = text.trim()
  if (isRole(word)) return word
  return roles.find((role) => LABELS[role] === word) ?? null
}
