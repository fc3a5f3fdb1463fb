/** What the subjects of audited changes are called: the project behind a report, the month of an evaluation. */
import type { Tx } from '../database/client.ts'
import { month, showMonth } from '../domain/period.ts'

interface Row {
  readonly subject: string
  readonly subjectId: string
}

/** Names for the subjects that have one: the project behind a report, the person, the group. */
export async function subjectNames(tx: Tx, rows: readonly Row[]): Promise<ReadonlyMap<string, string>> {
  const ids = (subject: string): number[] =>
    rows.filter((row) => row.subject === subject && /^\d+$/.test(row.subjectId)).map((row) => Number(row.subjectId))
  const where = (subject: string) => ({ where: { id: { in: ids(subject) } } })
  const project = { select: { id: true, project: { select: { shortName: true } } } } as const
  const named = [
    ...(await tx.report.findMany({ ...where('report'), ...project })).map((row) => ['report', row] as const),
    ...(await tx.correction.findMany({ ...where('correction'), ...project })).map(
      (row) => ['correction', row] as const,
    ),
    ...(await tx.problem.findMany({ ...where('problem'), ...project })).map((row) => ['problem', row] as const),
    ...(await tx.annualPlan.findMany({ ...where('plan'), ...project })).map((row) => ['plan', row] as const),
    ...(await tx.stoppage.findMany({ ...where('stoppage'), ...project })).map((row) => ['stoppage', row] as const),
    ...(await tx.exemption.findMany({ ...where('exemption'), ...project })).map((row) => ['exemption', row] as const),
    ...(await tx.disqualification.findMany({ ...where('disqualification'), ...project })).map(
      (row) => ['disqualification', row] as const,
    ),
    ...(await tx.inspection.findMany({ ...where('inspection'), ...project })).map(
      (row) => ['inspection', row] as const,
    ),
    ...(await tx.targetPoint.findMany({ ...where('target'), ...project })).map((row) => ['target', row] as const),
    ...(await tx.objection.findMany({ ...where('objection'), ...project })).map((row) => ['objection', row] as const),
    ...(await tx.supervisionOrder.findMany({ ...where('order'), ...project })).map((row) => ['order', row] as const),
    ...(await tx.serviceRequest.findMany({ ...where('service'), ...project })).map((row) => ['service', row] as const),
    ...(await tx.serviceRecord.findMany({ ...where('service-record'), ...project })).map(
      (row) => ['service-record', row] as const,
    ),
    ...(await tx.jointReview.findMany({ ...where('joint'), ...project })).map((row) => ['joint', row] as const),
    ...(await tx.serviceVisit.findMany({ ...where('visit'), ...project })).map((row) => ['visit', row] as const),
  ].map(([subject, row]) => [`${subject}:${row.id}`, row.project.shortName] as const)
  const milestones = await tx.milestone.findMany({
    ...where('milestone'),
    select: { ...project.select, name: true },
  })
  const enterprises = await tx.enterprise.findMany({ ...where('enterprise'), select: { id: true, shortName: true } })
  const strategies = await tx.enterpriseStrategy.findMany({
    ...where('strategy'),
    select: { id: true, enterprise: { select: { shortName: true } } },
  })
  const units = await tx.unitTarget.findMany({
    ...where('unit-target'),
    select: { id: true, unit: { select: { shortName: true } } },
  })
  const permits = await tx.permit.findMany({
    ...where('permit'),
    select: { ...project.select, item: { select: { name: true } } },
  })
  const permitItems = await tx.permitItem.findMany({ ...where('permit-item'), select: { id: true, name: true } })
  const evaluated = rows.flatMap(({ subject, subjectId }) => (subject === 'evaluation' ? [subjectId.split(':')] : []))
  const projects = await tx.project.findMany({
    where: {
      id: { in: [...ids('project'), ...evaluated.flatMap(([, id]) => (id === undefined ? [] : [Number(id)]))] },
    },
    select: { id: true, shortName: true },
  })
  const shortName = new Map(projects.map((row) => [String(row.id), row.shortName]))
  const people = await tx.person.findMany({ ...where('person'), select: { id: true, name: true } })
  const pipeline = { select: { id: true, shortName: true } } as const
  const promotions = await tx.promotionProject.findMany({ ...where('promotion'), ...pipeline })
  const reserves = await tx.reserveProject.findMany({ ...where('reserve'), ...pipeline })
  const funds = await tx.promotionFunds.findMany({
    ...where('funds'),
    select: { id: true, promotion: { select: { shortName: true } } },
  })
  const chats = await tx.chat.findMany({ ...where('chat'), select: { id: true, name: true } })
  const districts = await tx.district.findMany({ ...where('district'), select: { id: true, name: true } })
  return new Map([
    ...named,
    ...milestones.map((row) => [`milestone:${row.id}`, `${row.project.shortName} ${row.name}`] as const),
    ...permits.map((row) => [`permit:${row.id}`, `${row.project.shortName} ${row.item.name}`] as const),
    ...permitItems.map((row) => [`permit-item:${row.id}`, row.name] as const),
    ...enterprises.map((row) => [`enterprise:${row.id}`, row.shortName] as const),
    ...strategies.map((row) => [`strategy:${row.id}`, row.enterprise.shortName] as const),
    ...units.map((row) => [`unit-target:${row.id}`, row.unit.shortName] as const),
    ...districts.map(({ id, name }) => [`district:${id}`, name] as const),
    ...evaluated.map(([of = '', id]) => {
      const project = id === undefined ? '' : ` ${shortName.get(id) ?? id}`
      return [
        `evaluation:${[of, ...(id === undefined ? [] : [id])].join(':')}`,
        `${showMonth(month(of))}${project}`,
      ] as const
    }),
    ...projects.map((row) => [`project:${row.id}`, row.shortName] as const),
    ...promotions.map((row) => [`promotion:${row.id}`, row.shortName] as const),
    ...reserves.map((row) => [`reserve:${row.id}`, row.shortName] as const),
    ...funds.map((row) => [`funds:${row.id}`, row.promotion.shortName] as const),
    ...people.map(({ id, name }) => [`person:${id}`, name] as const),
    ...chats.map(({ id, name }) => [`chat:${id}`, name ?? String(id)] as const),
  ])
}
