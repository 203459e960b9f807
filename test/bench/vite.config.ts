import { defineConfig } from 'vite'

/** Builds the benchmark as it will run: bundled, so that the loops measured are those of the product. */
export default defineConfig({
  build: { ssr: true, outDir: 'out/bench', target: 'node24', rolldownOptions: { input: ['test/bench/bench.ts', 'test/bench/scan-part.ts'], external: ['koffi'] } },
})
