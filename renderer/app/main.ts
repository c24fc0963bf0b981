/** Starts the page: words, link, stage. */
import '@fontsource/noto-sans-sc/400.css';
import '@fontsource/noto-sans-sc/600.css';
import '@fontsource/noto-sans-tc/400.css';
import '@fontsource/noto-sans-tc/600.css';
import '../theme/base.css';
import { createApp } from 'vue';
import * as z from 'zod';
import { createWords } from '../locale/words.ts';
import App from './App.vue';
import { openPage } from './page-state.ts';
import { openWireOf } from './wires.ts';

// The content security policy forbids code made from strings, which zod would otherwise try.
z.config({ jitless: true });

const words = createWords();
const page = openPage(words, openWireOf(window), () => window.location.reload());
createApp(App, { page }).use(words).mount('#page');
