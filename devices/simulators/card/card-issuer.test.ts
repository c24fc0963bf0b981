import { describe, expect, test } from 'vitest';
import { personById, persons, type SyntheticPerson } from '../persons.ts';
import type { CardImage } from './card-image.ts';
import { issueCard } from './card-issuer.ts';
import { cardByName, cardNames } from './index.ts';

const hex = (bytes: Buffer): string => bytes.toString('hex').toUpperCase();

function imageOf(id: string): CardImage {
  const person = personById(id);
  if (!person?.card) throw new Error(`${id} has no card`);
  return issueCard(person.card, person);
}

function recordsOf(image: CardImage, fileId: number): string[] {
  const file = image.files.get(fileId);
  return file?.kind === 'records' ? file.records.map(hex) : [];
}

describe('the card of Zhang San is the reference card byte for byte', () => {
  const image = imageOf('zhang-san');

  test('ATR and FCI', () => {
    expect(hex(image.atr)).toBe('3B6D000000814A44468660990000000001');
    expect(hex(image.fci)).toBe('6F1C840F7378312E73682EC9E7BBE1B1A3D5CFA50988011E9F0C03860103');
  });

  test('EF05 tells of the card in 64 bytes', () => {
    const records = recordsOf(image, 0xef05);
    expect(records).toEqual([
      '0110990000D15600000500000001A1B2C3D4', '020133', '0304332E3030', '040C915600000299000099000001', '050420240601', '060420340601', '07094B3030303030303134',
    ]);
    expect(records.join('')).toHaveLength(2 * 0x40);
  });

  test('EF06 tells of the holder in 91 bytes', () => {
    const records = recordsOf(image, 0xef06);
    expect(records).toEqual([
      '0812393930303030313938353036313530303130', `091ED5C5C8FD${'00'.repeat(26)}`, `4E14${'00'.repeat(20)}`, '0A0131', '0B0101', '0C03990000', '0D0419850615',
    ]);
    expect(records.join('')).toHaveLength(2 * 0x5b);
  });
});

test('a first-generation card has no name extension', () => {
  const person = personById('li-si') as SyntheticPerson;
  if (!person.card) throw new Error('no card');
  const image = issueCard({ ...person.card, generation: '1.0' }, person);
  expect(recordsOf(image, 0xef06).some((record) => record.startsWith('4E'))).toBe(false);
});

test('every card of the tray can be issued, each with an ATR of its own holder', () => {
  const atrs = cardNames.map((name) => cardByName(name)?.atr.toString('hex'));
  expect(atrs).not.toContain(undefined);
  const holders = persons.filter(({ card }) => card !== null).length;
  expect(new Set(atrs.slice(0, holders)).size).toBe(holders);
  expect(cardByName('anna')).toBeNull();
  expect(cardByName('nobody')).toBeNull();
});
