/** Sliding windows over moments in ms. */
export function slidingWindow(count: number, perMs: number) {
  const taken = new Map<string, number[]>()
  return {
    /** Ms until there is room again; 0: taken. */
    take(key: string, now: number): number {
      const recent = (taken.get(key) ?? []).filter((moment) => moment > now - perMs)
      const oldest = recent[0]
      if (recent.length >= count && oldest !== undefined) return oldest + perMs - now
      taken.set(key, [...recent, now])
      return 0
    },
  }
}
