import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/database/setup.ts'],
    setupFiles: ['test/support/file-end.ts'],
    pool: 'forks',
    // The files share two processes: to load the program anew for each of them would take a third of the time.
    isolate: false,
    // Each fork may hold a PostgreSQL in its memory; two keep a small machine alive.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 90_000,
    teardownTimeout: 10_000,
  },
})
