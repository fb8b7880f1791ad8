import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'
import { hlsSwitches, slimHls } from './build/hls'

export default defineConfig({
  plugins: [slimHls(), vue()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  define: {
    ...hlsSwitches,
    __VUE_OPTIONS_API__: 'false',
    __VUE_PROD_DEVTOOLS__: 'false',
    __VUE_I18N_FULL_INSTALL__: 'false',
    __VUE_I18N_LEGACY_API__: 'false',
    __INTLIFY_PROD_DEVTOOLS__: 'false',
    __INTLIFY_DROP_MESSAGE_COMPILER__: 'true',
  },
  build: {
    target: ['es2020', 'chrome80', 'safari14', 'firefox90'],
    // the server sends a strict content policy: nothing inline, no data: scripts
    assetsInlineLimit: 0,
    manifest: true,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
    reportCompressedSize: false,
  },
  server: {
    proxy: Object.fromEntries(
      ['/api', '/hls', '/flv', '/replay', '/start', '/stop', '/message'].map((path) => [path, { target: process.env.LYCEUM ?? 'http://127.0.0.1:8080', ws: true }]),
    ),
  },
  test: { environment: 'node', include: ['src/**/*.test.ts'] },
})
