import { defineConfig } from 'vite'

/** Builds the benchmark as it will run: bundled, so that the loops measured are those of the product. */
export default defineConfig({
  build: { ssr: 'test/bench/bench.ts', outDir: 'out/bench', target: 'node24', rolldownOptions: { external: ['koffi'] } },
})
