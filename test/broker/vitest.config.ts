import { defineConfig } from 'vitest/config'

/** `npm run test:broker`: real brokers start on what we leave behind. Two at a time, each takes half a gigabyte. */
export default defineConfig({
  test: {
    include: ['test/broker/**/*.test.ts'],
    globalSetup: ['test/broker/prepare-brokers.ts'],
    maxWorkers: 2,
    maxConcurrency: 2,
    testTimeout: 300_000,
    hookTimeout: 60_000,
  },
})
