import { defineConfig } from 'vite'

/** Builds the fuzzing as it will run: bundled, so that a hundred million inputs take minutes. */
export default defineConfig({
  build: { ssr: 'test/fuzz/fuzz.ts', outDir: 'out/fuzz', target: 'node24', rolldownOptions: { external: ['koffi', 'vitest'] } },
})
