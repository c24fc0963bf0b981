/**
 * Runs the simulated code scanner by itself, for other people's software to talk to:
 * `npm run simulate -- code --link /tmp/codescanner` (or `--port 9300` for TCP).
 */
import { parseArgs } from 'node:util';
import { runPeerProgram, wireEndOf, wireOptions } from '../wires/peer-program.ts';
import { codeScannerFaults, codeSuffixes, createCodeScannerPeer, type CodeScannerPeer, type CodeSuffix } from './index.ts';

const suffixNames = Object.keys(codeSuffixes) as CodeSuffix[];

function show(peer: CodeScannerPeer, content: string): string {
  peer.present(content);
  return 'scanned';
}

const { values } = parseArgs({
  options: { ...wireOptions, suffix: { type: 'string', default: 'crlf' }, encoding: { type: 'string', default: 'utf-8' } },
});
const suffix = suffixNames.find((known) => known === values.suffix);
const encoding = values.encoding === 'gbk' ? 'gbk' : 'utf-8';
if (suffix) {
  await runPeerProgram({
    title: 'Code scanner',
    faults: codeScannerFaults,
    verbs: { show: { usage: 'show <content>', obey: show } },
    values: '',
    open: () => createCodeScannerPeer({ ...wireEndOf(values, '/tmp/codescanner'), suffix, encoding }),
    begin: () => null,
  });
} else {
  console.error(`--suffix is one of ${suffixNames.join(', ')}`);
  process.exitCode = 1;
}
