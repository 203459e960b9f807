import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Serves the preview: `npx vite --config test/renderer/preview/vite.config.ts`. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  server: { port: 5199, strictPort: true, fs: { allow: ['../../..'] } },
  build: { outDir: '../../../out/preview', emptyOutDir: true },
  cacheDir: '../../../node_modules/.vite/preview',
})
