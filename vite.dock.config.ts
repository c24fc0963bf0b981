/** Builds the dock's page, apart from the kiosk's own page: what demonstrates never enters what is deployed. */
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

export default defineConfig({
  root: 'devices/simulators/dock/page',
  base: './',
  plugins: [vue()],
  build: {
    outDir: '../../../../dist/dock',
    emptyOutDir: true,
    target: 'chrome114',
    // The page's content security policy takes fonts from files only.
    assetsInlineLimit: 0,
  },
});
