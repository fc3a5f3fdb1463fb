/** Who sees the wall map: whoever has a signed link, and whoever may use the console. */
import type { Request } from 'express'
import type { DistrictRef } from '../../chat/command.ts'
import type { Db } from '../../database/client.ts'
import { readBoardLink } from '../../services/board/link.ts'
import { shownDistrict } from '../../services/districts.ts'
import { type AccessRules, judge } from '../access.ts'

export type Admission =
  | {
      readonly ok: true
      readonly district: DistrictRef
      /** Wall time at which the link ends; null: by the console, whose session has an end of its own. */
      readonly until: Date | null
    }
  | { readonly ok: false; readonly why: 'altered' | 'expired' | 'no-link' | 'no-district'; readonly login: boolean }

/** `console` null: the console is off, so that only a link opens the board. */
export async function admit(db: Db, console: AccessRules | null, request: Request, wall: Date): Promise<Admission> {
  if (request.query.sig === undefined) return await byConsole(db, console, request, wall)
  const verdict = await readBoardLink(db, request.query, wall)
  if (!verdict.ok) return { ok: false, why: verdict.why, login: false }
  const { districtId: id, until } = verdict.link
  return found(await db.district.findUnique({ where: { id }, select: ref }), until)
}

const ref = { id: true, name: true, isDemo: true } as const

async function byConsole(
  db: Db,
  rules: AccessRules | null,
  { headers, query }: Request,
  wall: Date,
): Promise<Admission> {
  if (rules === null) return { ok: false, why: 'no-link', login: false }
  const verdict = judge(headers, rules, wall)
  if (!verdict.ok) return { ok: false, why: 'no-link', login: verdict.login }
  const id = /^\d{1,9}$/.test(String(query.d)) ? Number(query.d) : undefined
  return found(await shownDistrict(db, id), null)
}

function found(district: DistrictRef | null, until: Date | null): Admission {
  return district === null ? { ok: false, why: 'no-district', login: false } : { ok: true, district, until }
}
