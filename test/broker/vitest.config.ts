import { defineConfig } from 'vitest/config'

/** `npm run test:broker`: real brokers start on what we leave behind. Two at a time, each takes half a gigabyte. */
export default defineConfig({
  test: {
    include: ['test/broker/**/*.test.ts'],
    globalSetup: ['test/broker/prepare-brokers.ts'],
    maxWorkers: 2,
    maxConcurrency: 2,
    // Other programs are started and waited for: what a busy machine upsets once is tried again, what is wrong fails again.
    retry: 1,
    testTimeout: 180_000,
    hookTimeout: 60_000,
  },
})
