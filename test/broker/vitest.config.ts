import { defineConfig } from 'vitest/config'

/** `npm run test:broker`: real brokers start on what we leave behind. Two at a time, each takes half a gigabyte. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['*.test.ts'],
    globalSetup: ['prepare-brokers.ts'],
    maxWorkers: 2,
    maxConcurrency: 2,
    testTimeout: 180_000,
    hookTimeout: 60_000,
  },
})
