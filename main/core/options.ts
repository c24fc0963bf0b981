/** The command line of the core. */
import { parseArgs } from 'node:util';

export interface CoreOptions {
  /** Folder with kiosk.yaml, services, receipts, languages. */
  readonly config: string;
  /** Machine profile, a YAML file. */
  readonly profile: string;
  /** Folder for the journal and everything else that must outlive a restart; made where absent, mode 0700. */
  readonly state: string;
  /** Path of the local socket on which the shell connects; null without a shell. */
  readonly shellSocket: string | null;
  /** Serve the page on loopback from `page`; null where only a shell shows it. Port 0: any free one. */
  readonly loopback: { readonly port: number; readonly page: string } | null;
}

const coreUsage = `usage: core --config DIR --profile FILE --state DIR [--shell-socket PATH] [--loopback --page DIR [--port N]]`;

/** Throws an Error with a sentence and the usage where the command line is off. */
export function readCoreOptions(argv: readonly string[]): CoreOptions {
  const { values } = parseArgs({
    args: [...argv],
    strict: true,
    options: {
      config: { type: 'string' },
      profile: { type: 'string' },
      state: { type: 'string' },
      'shell-socket': { type: 'string' },
      loopback: { type: 'boolean' },
      page: { type: 'string' },
      port: { type: 'string', default: '0' },
    },
  });
  const required = (name: 'config' | 'profile' | 'state' | 'page'): string => {
    const value = values[name];
    if (!value) throw new Error(`--${name} is missing\n${coreUsage}`);
    return value;
  };
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`--port ${values.port} is not a port\n${coreUsage}`);
  return {
    config: required('config'),
    profile: required('profile'),
    state: required('state'),
    shellSocket: values['shell-socket'] ?? null,
    loopback: values.loopback ? { port, page: required('page') } : null,
  };
}
