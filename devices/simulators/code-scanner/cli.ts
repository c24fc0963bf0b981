/**
 * Runs the simulated code scanner by itself, for other people's software to talk to:
 * `npm run simulate -- code --link /tmp/codescanner` (or `--port 9300` for TCP).
 */
import { parseArgs } from 'node:util';
import { oneOf } from '../command-line.ts';
import { runPeerProgram, wireEndOf, wireOptions } from '../wires/peer-program.ts';
import { codeScannerFaults, codeSuffixNames, createCodeScannerPeer, type CodeScannerPeer } from './index.ts';

function show(peer: CodeScannerPeer, content: string): string {
  peer.present(content);
  return 'scanned';
}

const { values } = parseArgs({
  options: { ...wireOptions, suffix: { type: 'string', default: 'crlf' }, encoding: { type: 'string', default: 'utf-8' } },
});
const suffix = oneOf('--suffix', codeSuffixNames, values.suffix);
const encoding = oneOf('--encoding', ['utf-8', 'gbk'], values.encoding);
await runPeerProgram({
  title: 'Code scanner',
  faults: codeScannerFaults,
  verbs: { show: { usage: 'show <content>', obey: show } },
  values: '',
  open: () => createCodeScannerPeer({ ...wireEndOf(values, '/tmp/codescanner'), suffix, encoding }),
  begin: () => null,
});
