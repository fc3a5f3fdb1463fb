/** Once per test run: a migrated PGlite to copy from, and a real PostgreSQL with a migrated database to clone. */
import type { TestProject } from 'vitest/node'
import type { DeskIds } from './desk.ts'
import { embeddedTemplate } from './embedded-template.ts'
import { startServer } from './postgres-server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A data folder of a migrated PGlite, as a tar file. */
    readonly embeddedTemplate: string
    /** The address of the PostgreSQL server, up to the name of a database. */
    readonly serverUrl: string
    /** The ids of the invented district in the desks' databases. */
    readonly desk: DeskIds
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const [template, server] = await Promise.all([embeddedTemplate(), startServer()])
  project.provide('embeddedTemplate', template)
  project.provide('serverUrl', server.url)
  const { id, name, people, units, projects } = server.desk
  project.provide('desk', { id, name, people: [...people], units: [...units], projects: [...projects] })
  return () => server.stop()
}
