/**
 * Runs the simulated code scanner by itself, for other people's software to talk to:
 * `npm run simulate -- code --link /tmp/codescanner` (or `--port 9300` for TCP).
 */
import { parseArgs } from 'node:util';
import { runPeerProgram, wireEndOf, wireOptions } from '../wires/peer-program.ts';
import { codeScannerFaults, codeSuffixNamed, codeSuffixNames, createCodeScannerPeer, type CodeScannerPeer } from './index.ts';

function show(peer: CodeScannerPeer, content: string): string {
  peer.present(content);
  return 'scanned';
}

const { values } = parseArgs({
  options: { ...wireOptions, suffix: { type: 'string', default: 'crlf' }, encoding: { type: 'string', default: 'utf-8' } },
});
const suffix = codeSuffixNamed(values.suffix);
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
  console.error(`--suffix is one of ${codeSuffixNames.join(', ')}`);
  process.exitCode = 1;
}
