import { defineConfig } from 'vitest/config'

/** `npm run test:broker`: real brokers start on what we leave behind. Three at a time, each takes half a gigabyte and waits more than it works. */
export default defineConfig({
  test: {
    include: ['test/broker/**/*.test.ts'],
    globalSetup: ['test/broker/prepare-brokers.ts'],
    maxWorkers: 3,
    maxConcurrency: 3,
    testTimeout: 300_000,
    hookTimeout: 60_000,
  },
})
