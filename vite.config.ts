/** Builds the page: one document that works under any origin, for the oldest Chromium a kiosk may have (Electron 25). */
import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import { defineConfig, type Plugin } from 'vite';
import { pinyinDictionary } from './renderer/entry/dictionary.vite.ts';
import { faceAssets } from './renderer/face/assets.vite.ts';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** While developing, Vite puts styles into the document itself; only then may inline styles be used. */
const developmentPolicy: Plugin = {
  name: 'development-policy',
  apply: 'serve',
  transformIndexHtml: (html) => html.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'"),
};

/** Every Chromium reads woff2; the older copies of the font would double the size of the page. */
const oneFontFormat: Plugin = {
  name: 'one-font-format',
  enforce: 'pre',
  transform(code, id) {
    return id.includes('@fontsource') ? code.replaceAll(/, url\([^)]+\.woff\) format\('woff'\)/g, '') : undefined;
  },
};

export default defineConfig({
  root: path('renderer/app'),
  base: './',
  plugins: [oneFontFormat, vue(), faceAssets(), pinyinDictionary(), developmentPolicy],
  define: {
    __VUE_OPTIONS_API__: 'false',
    __VUE_I18N_LEGACY_API__: 'false',
    __VUE_I18N_FULL_INSTALL__: 'false',
    __INTLIFY_PROD_DEVTOOLS__: 'false',
  },
  server: { host: '127.0.0.1', fs: { allow: [path('.')] } },
  build: {
    outDir: path('dist/page'),
    emptyOutDir: true,
    target: 'chrome114',
    modulePreload: { polyfill: false },
    // Fonts are files of their own: the policy allows no data: fonts.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
  },
  worker: { format: 'es' },
});
