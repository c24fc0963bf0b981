/** Serves the page from its sources, reloading as they change, with the link to the core passed through. */
import { createServer } from 'vite';
import { loopbackLink } from '../contract/index.ts';
import { inRepository } from './paths.mjs';

const entrance = '/enter';

export interface DevelopmentServer {
  /** One-time address of the page. */
  readonly url: string;
  close(): Promise<void>;
}

/** `coreUrl`: the core's own one-time address. The page's requests reach the core as if they came from its own page. */
export async function serveForDevelopment(coreUrl: string): Promise<DevelopmentServer> {
  const core = new URL(coreUrl);
  const pass = { target: core.origin, changeOrigin: true, headers: { origin: core.origin } };
  const server = await createServer({
    configFile: inRepository('vite.config.ts'),
    server: { host: '127.0.0.1', proxy: { [entrance]: pass, [loopbackLink.path]: { ...pass, ws: true, rewriteWsOrigin: true } } },
  });
  await server.listen();
  const here = server.resolvedUrls?.local[0];
  if (!here) throw new Error('the development server has no address');
  return { url: new URL(`${core.pathname}${core.search}`, here).href, close: () => server.close() };
}
