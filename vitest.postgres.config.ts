import { defineConfig } from 'vitest/config'

/** Tests with a real PostgreSQL 17 and pgvector. Needs root, and debootstrap the first time. */
export default defineConfig({
  test: {
    include: ['test/postgres/**/*.test.ts'],
    globalSetup: ['test/postgres/global-setup.ts'],
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 30_000 } },
  },
})
