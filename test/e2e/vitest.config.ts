import { defineConfig } from 'vitest/config'

/** `npm run test:e2e`: the built app in a real browser, one file after another. */
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    fileParallelism: false,
    passWithNoTests: true,
  },
})
