/** 联络员 · 产业园 */
export function describe(user) {
  return [user.roleNames.join('、'), user.unit].filter(Boolean).join(' · ')
}
