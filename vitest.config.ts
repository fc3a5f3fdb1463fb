import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/database/setup.ts'],
    pool: 'forks',
    // Each fork may hold a PostgreSQL in its memory; two keep a small machine alive.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 90_000,
    teardownTimeout: 10_000,
  },
})
