/** Sample faces of the on-screen keyboard: the pad fresh, with a character on it and its candidates, and where nobody reads it; and pinyin. */
import type { ScreenBodyOf, Strokes } from '../../main/contract/index.ts';
import { entrySamples } from './entry-samples.ts';
import type { Doing, Sample } from './sample.ts';

/** 木, as one writes it. */
const tree: Strokes = [[[150, 360], [850, 340]], [[500, 80], [500, 940]], [[490, 370], [360, 580], [140, 760]], [[510, 370], [650, 580], [870, 750]]];
const like = ['木', '术', '本', '不', '才', '米', '禾', '末', '未', '朩', '东', '来', '水', '求', '杰', '材', '村', '林', '李', '枚'];

function addressQuestion(): ScreenBodyOf<'entry'> {
  const body = entrySamples.find(({ name }) => name === 'entry-text')?.body;
  if (body?.kind !== 'entry') throw new Error('there is no sample entry-text');
  return body;
}

const keyboard = (name: string, ...done: readonly Doing[]): Sample => ({ name: `keyboard-${name}`, body: addressQuestion(), done });

export const keyboardSamples: readonly Sample[] = [
  keyboard('pinyin', { key: 'pinyin' }, ...[...'shi'].map((key) => ({ key }))),
  keyboard('pad', { key: 'handwriting' }),
  keyboard('pad-written', { key: 'handwriting' }, { write: tree, read: like }),
  keyboard('pad-unread', { key: 'handwriting' }, { write: tree.slice(0, 2), read: null }),
];
