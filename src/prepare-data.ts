/** What is made ready at every start: the demo district in an empty database, the clock, administrators, a way in. */
import { demoStart } from '../seeds/moment.ts'
import { type Clock, wallClock } from './clock.ts'
import { openDemoClock } from './clock-store.ts'
import { type Config, isOnRealPlatform } from './config.ts'
import type { Db } from './database/client.ts'
import { ConfigError } from './errors.ts'
import { issueClaimCode, needsClaimCode } from './services/claiming.ts'
import { hasDemoDistrict } from './services/districts.ts'
import { syncEnvAdmins } from './services/identities.ts'
import { keepPublicAddress } from './services/public-address.ts'

/** What the terminal is to be told. */
export interface Opening {
  readonly demo: boolean
  /** One-time code for `认领管理员`; null: there is an administrator. */
  readonly claimCode: string | null
}

export interface Prepared {
  readonly clock: Clock
  readonly opening: Opening
}

/** Brings the data to where the program can start. */
export async function prepareData(db: Db, config: Config): Promise<Prepared> {
  if (config.demo && (await db.district.count()) === 0) {
    // Loaded only when wanted: a real district never needs the demonstration's data.
    const { seedDemo } = await import('../seeds/index.ts')
    await seedDemo(db)
  }
  const demo = await hasDemoDistrict(db)
  const clock = await openClock(db, config, demo)
  await syncEnvAdmins(db, config.adminUsers)
  await keepPublicAddress(db, config.publicUrl)
  const claimCode = (await needsClaimCode(db)) ? await issueClaimCode(db, clock.wall()) : null
  return { clock, opening: { demo, claimCode } }
}

async function openClock(db: Db, config: Config, demo: boolean): Promise<Clock> {
  const startAt = config.demoNow ?? (demo ? demoStart : null)
  if (startAt === null) return wallClock
  if (isOnRealPlatform(config)) {
    throw new ConfigError(
      '数据库里是演示区，它的时钟不能用在真实平台上：请换一个空的 DATA_DIR（或 DATABASE_URL）并设 DEMO=off，或先在控制台发“退出演示”',
    )
  }
  return await openDemoClock(db, startAt)
}
