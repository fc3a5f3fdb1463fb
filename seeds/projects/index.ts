/** The 53 projects of the list, in its order. */
import { type LiaisonName, unitOfLiaison } from '../people.ts'
import type { UnitName } from '../units.ts'
import { articleProjects } from './article.ts'
import { chemistryProjects } from './chemistry.ts'
import { energyProjects } from './energy.ts'
import { environmentProjects } from './environment.ts'
import { infrastructureProjects } from './infrastructure.ts'
import { materialsProjects } from './materials.ts'
import type { DemoProject } from './row.ts'
import { servicesProjects } from './services.ts'

const all: readonly DemoProject[] = [
  ...articleProjects,
  ...chemistryProjects,
  ...energyProjects,
  ...environmentProjects,
  ...infrastructureProjects,
  ...materialsProjects,
  ...servicesProjects,
]

export const projects: readonly DemoProject[] = all.toSorted((a, b) => a.number - b.number)

export function unitOf(project: { readonly liaison: LiaisonName }): UnitName {
  return unitOfLiaison(project.liaison)
}
