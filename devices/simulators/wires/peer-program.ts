/** A simulated device on a wire as a program of its own: opens the wire, then obeys what is typed, line by line. */
import { createInterface } from 'node:readline';
import { portIn } from '../command-line.ts';
import type { FaultyPeer, PeerOutcome, PlugProblem, WireEnd } from './peer-port.ts';

/** The options of the command line that say where the wire is; for `parseArgs`. */
export const wireOptions = { link: { type: 'string' }, port: { type: 'string' } } as const;

export const wireEndOf = ({ link, port }: { readonly link?: string | undefined; readonly port?: string | undefined }, usualLink: string): WireEnd =>
  (port === undefined ? { link: link ?? usualLink } : { port: portIn('--port', port) });

/** One command of this device beyond those that all have. */
export interface PeerVerb<Peer> {
  /** As it is written, such as `place <person>`. */
  readonly usage: string;
  /** Gives the sentence to answer with. */
  obey(peer: Peer, words: string): string;
}

export interface PeerProgram<Fault extends string, Peer extends FaultyPeer<Fault>> {
  /** What stands at the wire, such as `SAM_V module`. */
  readonly title: string;
  readonly faults: readonly Fault[];
  readonly verbs: Readonly<Record<string, PeerVerb<Peer>>>;
  /** What may stand in the place of `<…>`, for the help; empty where the usage says it all. */
  readonly values: string;
  open(): Promise<PeerOutcome<Peer>>;
  /** What is done once it is plugged in, before the first line; gives a sentence, or null where there is nothing to say. */
  begin(peer: Peer): string | null;
}

const say = (sentence: string): void => void process.stdout.write(`${sentence}\n`);

const plugSentences: Readonly<Record<PlugProblem, string>> = {
  socatMissing: 'A pseudo-terminal needs the program socat; or use --port <number> for TCP.',
  linkUnusable: 'The link cannot be made there.',
  portTaken: 'The port is taken.',
};

/** For whoever started it. */
export const plugSentence = (problem: PlugProblem): string => plugSentences[problem];

function helpOf<Fault extends string, Peer extends FaultyPeer<Fault>>({ faults, verbs, values }: PeerProgram<Fault, Peer>): string {
  const usages = Object.values(verbs).map(({ usage }) => usage);
  return [`Commands: ${[...usages, `fault <${faults.join('|')}|none>`, 'unplug', 'plug', 'quit'].join(' | ')}`, values].filter(Boolean).join('\n');
}

async function obey<Fault extends string, Peer extends FaultyPeer<Fault>>(program: PeerProgram<Fault, Peer>, peer: Peer, line: string): Promise<string> {
  const [, verb = '', words = ''] = /^(\S+)\s*(.*)$/.exec(line.trim()) ?? [];
  switch (verb) {
    case 'fault': {
      const fault = program.faults.find((known) => known === words) ?? null;
      if (!fault && words !== 'none') return helpOf(program);
      peer.setFault(fault);
      return `fault: ${words}`;
    }
    case 'unplug':
      await peer.unplug();
      return 'unplugged';
    case 'plug': {
      const plugged = await peer.plug();
      return plugged.ok ? 'plugged in' : plugSentence(plugged.problem);
    }
    default:
      return (Object.hasOwn(program.verbs, verb) ? program.verbs[verb]?.obey(peer, words) : undefined) ?? helpOf(program);
  }
}

/** Runs until `quit` is typed or the input ends. */
export async function runPeerProgram<Fault extends string, Peer extends FaultyPeer<Fault>>(program: PeerProgram<Fault, Peer>): Promise<void> {
  const opened = await program.open();
  if (!opened.ok) {
    process.stderr.write(`${plugSentence(opened.problem)}\n`);
    process.exitCode = 1;
    return;
  }
  const { peer } = opened;
  say(`${program.title} at ${peer.address}`);
  const begun = program.begin(peer);
  if (begun !== null) say(begun);
  say(helpOf(program));
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() === 'quit') break;
    say(await obey(program, peer, line));
  }
  await peer.unplug();
}
