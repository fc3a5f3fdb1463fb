/** Keeping an enterprise's file: opening it, its name and unit, its projects, contacts and certificates. */
import type { Context, Doubt } from '../../chat/command.ts'
import { type Day, dayFromDb, dayToDb } from '../../domain/calendar-day.ts'
import { UserError } from '../../errors.ts'
import { type Enterprise, type EnterpriseCertificate, Role } from '../../generated/prisma/client.ts'
import { tellAll } from '../daily-bundle.ts'
import { heldOn } from '../people.ts'
import { unitIdOf } from '../units-meant.ts'
import { enterpriseOf } from './find.ts'
import { mustServeAll, mustServeEnterprise } from './rights.ts'

/** 建档. The short name is the district's own for it. */
export async function openFile(
  ctx: Context,
  { shortName, name }: { readonly shortName: string; readonly name: string },
): Promise<Enterprise> {
  mustServeAll(ctx, '建企业档案')
  const { tx, district } = ctx
  const same = await tx.enterprise.findFirst({ where: { districtId: district.id, OR: [{ shortName }, { name }] } })
  if (same !== null) throw new UserError(`“${same.shortName}”已经有档案了`, [`企业 ${same.shortName}`])
  const row = await tx.enterprise.create({
    data: { districtId: district.id, shortName, name, isDemo: district.isDemo },
  })
  await ctx.audit({ subject: 'enterprise', subjectId: row.id, before: null, after: { enterprise: row.id } })
  return row
}

/** 统一社会信用代码. */
export async function setCreditCode(ctx: Context, enterprise: Enterprise, creditCode: string): Promise<void> {
  await mustServeEnterprise(ctx, enterprise, '登记信用代码')
  await ctx.tx.enterprise.update({ where: { id: enterprise.id }, data: { creditCode } })
  await audit(ctx, enterprise, { hasCreditCode: enterprise.creditCode !== null }, { hasCreditCode: true })
}

/** 服务单位, by short name. */
export async function setUnit(ctx: Context, enterprise: Enterprise, shortName: string): Promise<void> {
  mustServeAll(ctx, '登记服务单位')
  const unitId = await unitIdOf(ctx, shortName)
  await ctx.tx.enterprise.update({ where: { id: enterprise.id }, data: { unitId } })
  await audit(ctx, enterprise, { unitId: enterprise.unitId }, { unitId })
}

interface ProjectRef {
  readonly id: number
  readonly shortName: string
}

/** Asked before a project leaves the file of another enterprise: what its contacts see changes with it. */
export async function linkDoubts(ctx: Context, enterprise: Enterprise, project: ProjectRef): Promise<readonly Doubt[]> {
  mustServeAll(ctx, '登记企业的项目')
  const before = await enterpriseOf(ctx.tx, project.id)
  if (before === null || before.id === enterprise.id) return []
  return [{ sentence: `${project.shortName}现在登记在${before.shortName}名下，改到${enterprise.shortName}吗？` }]
}

/** Puts a project into the file; it leaves the one in which it was. Both files' records say so. */
export async function linkProject(ctx: Context, enterprise: Enterprise, project: ProjectRef): Promise<void> {
  mustServeAll(ctx, '登记企业的项目')
  const before = await enterpriseOf(ctx.tx, project.id)
  if (before?.id === enterprise.id) throw new UserError(`${project.shortName}已经在${enterprise.shortName}的档案里`)
  const enterpriseId = enterprise.id
  await ctx.tx.enterpriseProject.upsert({
    where: { projectId: project.id },
    create: { projectId: project.id, enterpriseId },
    update: { enterpriseId },
  })
  const was = { project: project.id, enterprise: before?.id ?? null }
  const after = { project: project.id, enterprise: enterpriseId }
  await audit(ctx, enterprise, was, after)
  if (before !== null) await audit(ctx, before, was, after)
}

/** Binds a contact: somebody who is 企业联系人 on the roster, and of no other enterprise. */
export async function bindContact(ctx: Context, enterprise: Enterprise, personId: number): Promise<string> {
  mustServeAll(ctx, '登记企业联系人')
  const { tx, district, today } = ctx
  const { name } = await tx.person.findUniqueOrThrow({ where: { id: personId }, select: { name: true } })
  const post = await tx.membership.findFirst({
    where: { districtId: district.id, personId, role: Role.ENTERPRISE, ...heldOn(today) },
    select: { id: true },
  })
  if (post === null) {
    throw new UserError(`${name} 在花名册上不是企业联系人，请项目办先发：人员 身份 ${name} 企业联系人`)
  }
  const bound = await tx.enterpriseContact.findFirst({
    where: { personId, enterprise: { districtId: district.id }, ...heldOn(today) },
    include: { enterprise: { select: { shortName: true } } },
  })
  if (bound !== null) throw new UserError(`${name} 已经是${bound.enterprise.shortName}的联系人`)
  const row = await tx.enterpriseContact.create({
    data: { enterpriseId: enterprise.id, personId, since: dayToDb(today) },
  })
  await audit(ctx, enterprise, {}, { contact: row.id, person: personId })
  const item = {
    text: `您是${enterprise.shortName}的企业联系人`,
    detail: '需要帮办请发：帮办 什么事；看本企业档案请发：企业',
  }
  await tellAll(ctx, [personId], item, ctx.speaker.personId)
  return name
}

/** Ends a contact's binding today. */
export async function releaseContact(ctx: Context, enterprise: Enterprise, personId: number): Promise<string> {
  mustServeAll(ctx, '撤销企业联系人')
  const { name } = await ctx.tx.person.findUniqueOrThrow({ where: { id: personId }, select: { name: true } })
  const { count } = await ctx.tx.enterpriseContact.updateMany({
    where: { enterpriseId: enterprise.id, personId, ...heldOn(ctx.today) },
    data: { until: dayToDb(ctx.today) },
  })
  if (count === 0) throw new UserError(`${name} 不是${enterprise.shortName}的联系人`)
  await audit(ctx, enterprise, { person: personId }, { person: null, until: ctx.today })
  return name
}

export interface Certificate {
  readonly name: string
  readonly expiresOn: Day
  readonly number: string | null
}

/** Enters a certificate, or its renewal: the older one of the same name is told of no more. */
export async function enterCertificate(
  ctx: Context,
  enterprise: Enterprise,
  { name, expiresOn, number }: Certificate,
): Promise<EnterpriseCertificate> {
  await mustServeEnterprise(ctx, enterprise, '登记证照')
  const older = { enterpriseId: enterprise.id, name, replacedOn: null }
  const before = await ctx.tx.enterpriseCertificate.findFirst({ where: older })
  if (before !== null && dayFromDb(before.expiresOn) === expiresOn) throw new UserError(`${name}已经登记过，有效期相同`)
  await ctx.tx.enterpriseCertificate.updateMany({ where: older, data: { replacedOn: dayToDb(ctx.today) } })
  const row = await ctx.tx.enterpriseCertificate.create({
    data: { enterpriseId: enterprise.id, name, number, expiresOn: dayToDb(expiresOn) },
  })
  const was = before === null ? {} : { expiresOn: dayFromDb(before.expiresOn) }
  await audit(ctx, enterprise, was, { certificate: row.id, expiresOn })
  return row
}

async function audit(
  ctx: Context,
  { id }: Enterprise,
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): Promise<void> {
  await ctx.audit({ subject: 'enterprise', subjectId: id, before, after })
}
