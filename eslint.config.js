/** Style and, above all, the layers of the house: who may know whom (a broken layer is a red build). */
import js from '@eslint/js';
import boundaries from 'eslint-plugin-boundaries';
import vue from 'eslint-plugin-vue';
import tseslint from 'typescript-eslint';
import vueParser from 'vue-eslint-parser';

/** Rooms, most particular first: a file belongs to the first that matches. */
const rooms = [
  ['test', ['test/**']],
  ['contract', ['main/contract/**']],
  ['shell', ['main/shell/**']],
  ['platform-embedded', ['main/core/platform/embedded/**']],
  ['core', ['main/core/**']],
  ['demo', ['main/demo/**']],
  ['launch', ['main/launch/**']],
  ['simulators', ['devices/simulators/**']],
  ['devices', ['devices/**']],
  ['config-schema', ['kiosk-config/schema/**']],
  ['catalogue', ['renderer/catalogue/**']],
  ['face-arithmetic', ['renderer/face/arithmetic/**']],
  ['renderer', ['renderer/**']],
];

/** Who may import whom; a room may always import itself. */
const mayKnow = {
  contract: [],
  shell: ['contract'],
  'config-schema': ['contract'],
  devices: ['contract'],
  core: ['contract', 'devices', 'config-schema'],
  'platform-embedded': ['contract', 'core', 'devices'],
  // Pure: what the page measures of a face, and the demo hall with its own engine too.
  'face-arithmetic': [],
  renderer: ['contract', 'face-arithmetic'],
  // Shows the page to eyes and tests; no part of it.
  catalogue: ['contract', 'config-schema', 'renderer'],
  simulators: ['devices', 'contract', 'config-schema'],
  demo: ['contract', 'devices', 'simulators', 'config-schema', 'platform-embedded', 'face-arithmetic'],
  launch: ['contract', 'shell', 'demo', 'config-schema'],
  test: rooms.map(([name]) => name),
};

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', '.tongban/', 'test-results/', 'playwright-report/'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  ...vue.configs['flat/recommended'],
  {
    files: ['**/*.vue'],
    languageOptions: { parser: vueParser, parserOptions: { parser: tseslint.parser, sourceType: 'module' } },
  },
  {
    files: ['**/*.ts', '**/*.vue', '**/*.mjs'],
    plugins: { boundaries },
    settings: {
      'boundaries/elements': rooms.map(([type, pattern]) => ({ type, pattern, partialMatch: false })),
      'import/resolver': { node: { extensions: ['.ts', '.vue', '.js', '.mjs'] } },
    },
    rules: {
      'boundaries/dependencies': ['error', {
        default: 'disallow',
        policies: Object.entries(mayKnow).map(([room, known]) => ({
          from: { element: { type: room } },
          allow: { to: { element: { types: { anyOf: [room, ...known] } } } },
        })),
      }],
      'no-undef': 'off',
      eqeqeq: 'error',
      'no-console': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
      'vue/multi-word-component-names': 'off',
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/html-self-closing': 'off',
    },
  },
  {
    // A test may reach for whatever plays the other end.
    files: ['**/*.test.ts'],
    rules: { 'boundaries/dependencies': 'off' },
  },
  {
    // Programs a person runs from a terminal speak to it.
    files: ['main/launch/**', 'main/demo/**', 'test/**', 'devices/simulators/**/cli.ts', 'kiosk-config/schema/generate.ts'],
    rules: { 'no-console': 'off' },
  },
);
