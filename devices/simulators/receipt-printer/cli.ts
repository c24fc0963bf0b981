/**
 * Runs the simulated receipt printer by itself, for other people's software to print on; each receipt is shown as text:
 * `npm run simulate -- printer [--link /tmp/printer | --port 9100] [--columns 32] [--lacks "GS r 1" …] [--svg folder]`.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { headAnswers } from '../../receipt-printer/head.ts';
import { oneOf, portIn } from '../command-line.ts';
import { plugSentence } from '../wires/peer-program.ts';
import { createReceiptPrinterPeer, receiptSvg, receiptText, well, type PrinterSituation, type ReceiptPrinterPeer } from './index.ts';

const help = 'Commands: paper full|low|out|<lines until out> | cover open|closed | cutter ok|fault | head cool|hot | answers prompt|slow|silent | mode online|offline | ok | unplug | plug | quit';

/** Null where the words make no sense. */
function changeOf(verb: string, word: string): Partial<PrinterSituation> | null {
  switch (`${verb} ${word}`) {
    case 'paper full':
    case 'paper low':
    case 'paper out':
      return { paper: word as 'full' | 'low' | 'out' };
    case 'cover open':
    case 'cover closed':
      return { cover: word as 'open' | 'closed' };
    case 'cutter ok':
    case 'cutter fault':
      return { cutter: word as 'ok' | 'fault' };
    case 'head cool':
    case 'head hot':
      return { head: word as 'cool' | 'hot' };
    case 'answers prompt':
    case 'answers slow':
    case 'answers silent':
      return { answers: word as 'prompt' | 'slow' | 'silent' };
    case 'mode online':
    case 'mode offline':
      return { mode: word as 'online' | 'offline' };
    case 'ok ':
      return well;
    default:
      return verb === 'paper' && /^\d{1,4}$/.test(word) ? { paper: { outAfterLines: Number(word) } } : null;
  }
}

async function obey(peer: ReceiptPrinterPeer, line: string): Promise<void> {
  const [verb = '', word = ''] = line.trim().split(/\s+/);
  if (verb === 'unplug') await peer.unplug();
  else if (verb === 'plug') await peer.plug();
  else {
    const change = changeOf(verb, word);
    if (change) peer.setCondition(change);
    else console.log(help);
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      link: { type: 'string' }, port: { type: 'string', default: '9100' }, columns: { type: 'string', default: '48' },
      lacks: { type: 'string', multiple: true, default: [] }, svg: { type: 'string' },
    },
  });
  const lacks = values.lacks.map((answer) => oneOf('--lacks', headAnswers, answer));
  const where = values.link === undefined ? { port: portIn('--port', values.port) } : { link: values.link };
  const columns = oneOf('--columns', ['32', '48'], values.columns) === '32' ? 32 : 48;
  const made = await createReceiptPrinterPeer({ where, columns, lineMs: 20, knows: headAnswers.filter((answer) => !lacks.includes(answer)) });
  if (!made.ok) {
    console.error(plugSentence(made.problem));
    process.exitCode = 1;
    return;
  }
  const { peer } = made;
  peer.onChange(() => {
    const receipt = peer.receipts()[0];
    if (!receipt) return;
    peer.takeReceipt();
    console.log(['', `──── receipt ${receipt.number} (${receipt.cut} cut) ────`, ...receiptText(receipt), ''].join('\n'));
    if (values.svg) void writeFile(join(values.svg, `receipt-${receipt.number}.svg`), receiptSvg(receipt));
  });
  console.log(`ESC/POS printer at ${peer.address}\n${help}`);
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() === 'quit') {
      await peer.close();
      return;
    }
    await obey(peer, line);
  }
}

await main();
