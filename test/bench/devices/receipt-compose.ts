/** How long a receipt takes to become ESC/POS bytes: on both widths of paper, with and without characters that the head lacks. */
import { bundledGlyphs, composeReceipt, rareSetter, type PaperColumns } from '../../../devices/receipt-printer/index.ts';
import { certificationReceipt } from '../certification-receipt.ts';
import { tellProgress } from '../progress.ts';
import type { Measurement } from '../table.ts';

const times = 300;
/** Until the engine has compiled what it runs. */
const warmUp = 50;
const common = certificationReceipt('张*');
const rare = certificationReceipt('𠮷𬭎㛃䶮');

/** Rows in milliseconds for one receipt. Rejects where a receipt cannot be composed. */
export async function measureReceiptCompose(): Promise<readonly Measurement[]> {
  tellProgress(`${6 * times} receipts composed`);
  const glyphs = bundledGlyphs();
  const widths: readonly PaperColumns[] = [32, 48];
  return widths.flatMap((columns): Measurement[] => [
    { name: `compose, ${columns} columns`, samples: timed(() => composeReceipt(common, columns)), note: 'characters of the head only' },
    {
      name: `compose, ${columns} columns, rare name`,
      samples: timed(() => composeReceipt(rare, columns, rareSetter('user-defined', glyphs))),
      note: 'three of its characters in dots, by FS 2',
    },
    {
      name: `compose, ${columns} columns, rare name, pictures`,
      samples: timed(() => composeReceipt(rare, columns, rareSetter('bit-image', glyphs))),
      note: 'the same three by ESC *',
    },
  ]);
}

function timed(compose: () => ReturnType<typeof composeReceipt>): number[] {
  const once = (): number => {
    const began = performance.now();
    const composed = compose();
    const took = performance.now() - began;
    if (!composed.ok) throw new Error(`the receipt cannot be composed: ${composed.problem}`);
    return took;
  };
  for (let n = 0; n < warmUp; n++) once();
  return Array.from({ length: times }, once);
}
