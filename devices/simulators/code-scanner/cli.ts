/**
 * Runs the simulated code scanner by itself, for other people's software to talk to:
 * `node devices/simulators/code-scanner/cli.ts --link /tmp/codescanner` (or `--port 9300` for TCP).
 */
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { codeScannerFaults, codeSuffixes, createCodeScannerPeer, type CodeScannerPeer, type CodeSuffix } from './index.ts';

const help = `Commands: show <content> | fault <${codeScannerFaults.join('|')}|none> | unplug | plug | quit`;
const suffixNames = Object.keys(codeSuffixes) as CodeSuffix[];

async function obey(peer: CodeScannerPeer, line: string): Promise<string> {
  const [, verb = '', words = ''] = /^(\S+)\s*(.*)$/.exec(line.trim()) ?? [];
  switch (verb) {
    case 'show':
      peer.show(words);
      return 'scanned';
    case 'fault': {
      const fault = codeScannerFaults.find((known) => known === words) ?? null;
      if (!fault && words !== 'none') return help;
      peer.setFault(fault);
      return `fault: ${words}`;
    }
    case 'unplug':
      await peer.unplug();
      return 'unplugged';
    case 'plug': {
      const plugged = await peer.plug();
      return plugged.ok ? 'plugged in' : plugged.problem;
    }
    default:
      return help;
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { link: { type: 'string' }, port: { type: 'string' }, suffix: { type: 'string', default: 'crlf' }, encoding: { type: 'string', default: 'utf-8' } },
  });
  const suffix = suffixNames.find((known) => known === values.suffix);
  const encoding = values.encoding === 'gbk' ? 'gbk' : 'utf-8';
  if (!suffix) {
    console.error(`--suffix is one of ${suffixNames.join(', ')}`);
    process.exitCode = 1;
    return;
  }
  const where = values.port ? { port: Number(values.port) } : { link: values.link ?? '/tmp/codescanner' };
  const made = await createCodeScannerPeer({ ...where, suffix, encoding });
  if (!made.ok) {
    console.error(made.problem === 'socatMissing' ? 'A pseudo-terminal needs the program socat; or use --port <number> for TCP.' : `Cannot open: ${made.problem}`);
    process.exitCode = 1;
    return;
  }
  const { peer } = made;
  console.log(`Code scanner at ${peer.address}\n${help}`);
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() === 'quit') {
      await peer.unplug();
      return;
    }
    console.log(await obey(peer, line));
  }
}

await main();
