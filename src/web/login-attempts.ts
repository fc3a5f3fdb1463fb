/** A brake on guessing the token: so many wrong tries a minute over all callers, then nobody is asked for a while. */
export interface LoginAttempts {
  /** Whether another try may be judged now. */
  mayTry(wall: Date): boolean
  /** Counts a wrong try. */
  failed(wall: Date): void
}

const WINDOW_MS = 60_000

/** Counts over the whole process: behind a proxy every caller has the same address, so addresses tell nothing. */
export function loginAttempts(most = 10): LoginAttempts {
  let failures: number[] = []
  const recent = (wall: Date) => {
    failures = failures.filter((at) => at > wall.getTime() - WINDOW_MS)
    return failures
  }
  return {
    mayTry: (wall) => recent(wall).length < most,
    failed(wall) {
      failures = [...recent(wall), wall.getTime()]
    },
  }
}
