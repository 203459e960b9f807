import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

/**
 * Three builds into `out/`: `main` for Node (the window's main process, the command line, the worker), `preload` for the sandbox and
 * `renderer` for the page that the window and the loopback door both show.
 */
export default defineConfig({
  main: {
    build: {
      // The command line also runs on the Node of the broker's server, see "engines" in package.json.
      target: 'node22.12',
      // Only what package.json names as a dependency is loaded at run time; everything else is bundled.
      externalizeDeps: true,
      rolldownOptions: {
        input: {
          index: 'electron/main/index.ts',
          cli: 'electron/cli/index.ts',
          'engine-worker': 'electron/service/engine-worker.ts',
          'deep-worker': 'electron/service/deep/deep-worker.ts',
        },
        // Beside the entries, so that `import.meta.dirname` is out/main wherever a module ends up.
        output: { chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      // A sandboxed preload is one CommonJS file and can require nothing but 'electron'.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: 'electron/preload/index.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react()],
    build: {
      minify: true,
      // Fonts and pictures stay files, so that the page's policy needs no `data:` for them.
      assetsInlineLimit: 0,
      // The page comes from this machine; its size is not what anybody waits for.
      chunkSizeWarningLimit: 2000,
      rolldownOptions: { input: 'renderer/index.html' },
    },
  },
})
