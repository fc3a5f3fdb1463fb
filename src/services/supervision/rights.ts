/**
 * Who may do what with an order: 项目办 and 督查室 draft, 督查室 signs and reviews (a district may let 项目办 do it too),
 * the lead unit works on it; everybody else reads what concerns him.
 */
import type { Context } from '../../chat/command.ts'
import { dayOf } from '../../domain/calendar-day.ts'
import { UserError } from '../../errors.ts'
import { AssignmentKind, type Prisma } from '../../generated/prisma/client.ts'
import type { Acting } from '../acting.ts'
import { officePeople } from '../office-push.ts'
import { heldOn, membersWith } from '../people.ts'
import { type OrderRow, orderName } from './find.ts'

type Reader = Pick<Context, 'speaker' | 'rules' | 'today'>

export function mayDraft({ speaker }: Pick<Context, 'speaker'>): boolean {
  return speaker.roles.has('supervision') || speaker.roles.has('office')
}

export function mustDraft(ctx: Context): void {
  if (mayDraft(ctx)) return
  throw new UserError('只有督查室和项目办可以拟督办单。遇到困难请发：报问题 项目 情况', ['督办'])
}

/** Signs, reviews, voids. */
export function maySign({ speaker, rules }: Pick<Context, 'speaker' | 'rules'>): boolean {
  if (speaker.roles.has('supervision')) return true
  return rules.supervision.signers === 'office-too' && speaker.roles.has('office')
}

/** '督查室', '督查室和项目办' */
export function signersOf({ rules }: Pick<Acting, 'rules'>): string {
  return rules.supervision.signers === 'office-too' ? '督查室和项目办' : '督查室'
}

/** @param what '签发', '审核' */
export async function mustSign(ctx: Context, what: string): Promise<void> {
  if (maySign(ctx)) return
  const own = await membersWith(ctx.tx, ctx.district.id, 'supervision', ctx.today)
  if (own.length > 0) throw new UserError(`督办单由${signersOf(ctx)}${what}，您不能${what}`, ['督办'])
  throw new UserError(
    `督办单由督查室${what}，本区花名册上还没有督查室的人。请管理员发：人员 增加 姓名 单位 督查室；或让项目办也能签发和审核：规则 督办签发 督查室和项目办`,
    ['人员 督查室', '规则 督办签发'],
  )
}

/** Those who sign, today. */
export async function signerPeople(acting: Acting): Promise<number[]> {
  const own = await membersWith(acting.tx, acting.district.id, 'supervision', dayOf(acting.now))
  const office = acting.rules.supervision.signers === 'office-too' || own.length === 0 ? await officePeople(acting) : []
  return [...new Set([...own.map(({ personId }) => personId), ...office])]
}

export function worksOn({ speaker }: Pick<Context, 'speaker'>, { leadUnit }: Pick<OrderRow, 'leadUnit'>): boolean {
  return leadUnit !== null && speaker.unitIds.includes(leadUnit.id)
}

/** The lead unit's people only: several units answer through it. */
export function mustWorkOnOrder(ctx: Context, order: OrderRow): void {
  if (worksOn(ctx, order)) return
  throw new UserError(`${orderName(order)}由${order.leadUnit?.shortName ?? '主办单位'}主办，请由主办单位办理和反馈`, [
    `督办 ${orderName(order)}`,
  ])
}

/** 督查室, or whoever signed the order. */
export function mayDecideExtension(ctx: Pick<Context, 'speaker' | 'rules'>, { signedById }: OrderRow): boolean {
  return maySign(ctx) || (signedById !== null && signedById === ctx.speaker.personId)
}

const NEVER_SIGNED: Prisma.SupervisionOrderWhereInput = { number: null }

/** Which orders the reader may see: directing offices all, a leader those of his projects, a unit its own. */
export function seenBy({ speaker, today }: Reader): Prisma.SupervisionOrderWhereInput {
  const { roles, personId, unitIds } = speaker
  if (mayDraft({ speaker }) || roles.has('admin')) return {}
  const units = [...unitIds]
  return {
    NOT: NEVER_SIGNED,
    OR: [
      // Whoever signed it decides on its extension, whatever his post is today.
      ...(personId === null ? [] : [{ signedById: personId }]),
      { leadUnitId: { in: units } },
      { coUnits: { some: { unitId: { in: units } } } },
      {
        project: {
          assignments: { some: { kind: AssignmentKind.LEADER, personId: personId ?? -1, ...heldOn(today) } },
        },
      },
    ],
  }
}

/** What concerns the reader himself: his units', his projects', what he drafted or signed. */
export function mineOf(reader: Reader): Prisma.SupervisionOrderWhereInput {
  const { speaker } = reader
  const person = speaker.personId ?? -1
  const seen = seenBy({ ...reader, speaker: { ...speaker, roles: new Set() } })
  return { OR: [seen, { draftedById: person }] }
}
