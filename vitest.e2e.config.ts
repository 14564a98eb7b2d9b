import { defineConfig } from 'vitest/config'

/** Tests with clients of others: a browser, the Agents Playground, an emulated Slack. Needs Chromium. */
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 90_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 30_000 } },
  },
})
