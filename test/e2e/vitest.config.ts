import { defineConfig } from 'vitest/config'

/** `npm run test:e2e`: the built app in a real browser, one file after another. */
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts'],
    // Other programs are started and waited for: what a busy machine upsets once is tried again, what is wrong fails again.
    retry: 1,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    fileParallelism: false,
    passWithNoTests: true,
  },
})
