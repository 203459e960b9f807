import { defineConfig } from 'vitest/config'

/** `npm run test:e2e`: the built app in a real browser, two files at a time. */
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts'],
    // Other programs are started and waited for: a busy machine takes its time, and only what hangs should fail.
    testTimeout: 240_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    passWithNoTests: true,
  },
})
