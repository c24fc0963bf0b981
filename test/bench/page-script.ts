/** Scripts that run in the kiosk's page before anything else of it. */
import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { inRepository } from '../../main/launch/paths.mjs';

/** The file of that name in `page-probe`, as a browser takes it. */
export const pageScript = (file: string): { readonly content: string } =>
  ({ content: stripTypeScriptTypes(readFileSync(inRepository('test', 'bench', 'page-probe', file), 'utf8')) });
