/** Builds the shell into `dist/shell`: main and preload apart, because a sandboxed preload script can load no second file. */
import { builtinModules } from 'node:module';
import { defineConfig, type EnvironmentOptions } from 'vite';

/** Electron 25, the oldest we run on, has Node 18 in its main process; no ES modules there. */
function bundle(name: 'main' | 'preload'): EnvironmentOptions {
  return {
    consumer: 'server',
    resolve: { noExternal: true },
    build: {
      outDir: 'dist/shell',
      emptyOutDir: name === 'main',
      copyPublicDir: name === 'main',
      target: 'node18',
      minify: false,
      sourcemap: false,
      rolldownOptions: {
        input: { [name]: `main/shell/${name}.ts` },
        external: ['electron', /^node:/, ...builtinModules],
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  };
}

export default defineConfig({
  publicDir: 'main/shell/static',
  environments: { main: bundle('main'), preload: bundle('preload') },
  builder: {
    async buildApp(builder) {
      for (const environment of ['main', 'preload'] as const) await builder.build(builder.environments[environment] ?? expected(environment));
    },
  },
});

function expected(environment: string): never {
  throw new Error(`no build environment ${environment}`);
}
