/** Puts the dock's page into its document. */
import '@fontsource/noto-sans-sc/400.css';
import '@fontsource/noto-sans-sc/600.css';
import { createApp } from 'vue';
import DockPage from './DockPage.vue';
import './style.css';

createApp(DockPage).mount('#dock');
