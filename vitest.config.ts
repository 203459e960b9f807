import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

/** `npm test`: everything that needs neither a browser nor a broker. Those two have a configuration of their own beside their tests. */
export default defineConfig({
  test: {
    // Whole stores are copied and processes started: a busy machine takes its time, and only what hangs should fail.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // By itself Vitest leaves one processor free: of two that is half.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/renderer/**', 'test/broker/**', 'test/e2e/**', 'test/bench/**'],
        },
      },
      {
        plugins: [react()],
        test: {
          name: 'renderer',
          environment: 'happy-dom',
          include: ['test/renderer/**/*.test.{ts,tsx}'],
          setupFiles: ['test/renderer/setup.ts'],
        },
      },
    ],
  },
})
