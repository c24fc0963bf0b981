import fc from 'fast-check';
import { expect, test } from 'vitest';
import { writeTextBlock, type DocumentFields } from '../simulators/id-scanner/index.ts';
import { checkCharacterOf, idNumberProblem } from './id-number.ts';
import { citizenFields, foreigner2017Fields, foreigner2023Fields, hmtPermitFields } from './text-layout.ts';
import { readTextBlock } from './text-block.ts';

const citizen: DocumentFields = {
  type: 'citizen', name: '张三', sex: '1', ethnic: '01', birth: '19850615', address: '示范省通办示范区社保路1号',
  number: '990000198506150010', issuer: '通办示范区公安分局', validFrom: '20160520', validTo: '20360520',
};

/** The same document written by hand from the published offsets, without our layout table. */
function citizenByHand(): Buffer {
  const block = Buffer.from(' '.repeat(128), 'utf16le');
  const fields: [number, string][] = [
    [0, '张三'], [30, '1'], [32, '01'], [36, '19850615'], [52, '示范省通办示范区社保路1号'], [122, '990000198506150010'],
    [158, '通办示范区公安分局'], [188, '20160520'], [204, '20360520'],
  ];
  for (const [offset, text] of fields) block.write(text, offset, 'utf16le');
  return block;
}

function read(block: Uint8Array) {
  const outcome = readTextBlock(block);
  if (!outcome.ok) return outcome.field;
  const { name, latinName, number, sex, ethnicCode, nationality, birthDate, address, issuer, ...plain } = outcome.document;
  return {
    ...plain, name: name.reveal(), latinName: latinName?.reveal() ?? null, number: number.reveal(), sex: sex.reveal(),
    ethnicCode: ethnicCode?.reveal() ?? null, nationality: nationality?.reveal() ?? null, birthDate: birthDate.reveal(),
    address: address?.reveal() ?? null, issuer: issuer?.reveal() ?? null,
  };
}

test('a citizen\'s card written by hand from the published offsets is read', () => {
  expect(read(citizenByHand())).toEqual({
    type: 'citizen', name: '张三', latinName: null, number: '990000198506150010', sex: 'male', ethnicCode: '01', nationality: null,
    birthDate: '1985-06-15', address: '示范省通办示范区社保路1号', issuer: '通办示范区公安分局', validFrom: '2016-05-20', validTo: '2036-05-20',
  });
  expect(Buffer.from(writeTextBlock(citizen)).equals(citizenByHand())).toBe(true);
});

test('every layout fills the 256 bytes without gap or overlap', () => {
  for (const layout of [citizenFields, hmtPermitFields, foreigner2017Fields, foreigner2023Fields]) {
    const fields = Object.values(layout).toSorted(([a], [b]) => a - b);
    let end = 0;
    for (const [offset, length] of fields) {
      expect(offset).toBe(end);
      end = offset + length;
    }
    expect(end).toBe(256);
  }
});

test('a residence permit of a Hong Kong, Macao or Taiwan resident is told by its mark', () => {
  expect(read(writeTextBlock({
    type: 'hmt-residence-permit', name: '陈大文', sex: '1', birth: '18900505', address: '示范市', number: '810000189005050035',
    issuer: '示范分局', validFrom: '20200101', validTo: '20250101', passNumber: 'H12345678', issueCount: '01',
  }))).toMatchObject({ type: 'hmt-residence-permit', name: '陈大文', ethnicCode: null, number: '810000189005050035' });
});

test('a foreigner\'s card of 2017 has its own places and a 15-character number', () => {
  expect(read(writeTextBlock({
    type: 'foreign-permanent-resident-2017', latinName: 'ERIKSSON, ANNA MARIA', chineseName: '安娜', nationality: 'UTO', sex: '2',
    birth: '18901212', number: 'UTO990018901212', validFrom: '20200101', validTo: '20300101',
  }))).toMatchObject({ type: 'foreign-permanent-resident-2017', name: '安娜', latinName: 'ERIKSSON, ANNA MARIA', nationality: 'UTO', sex: 'female', number: 'UTO990018901212' });
});

test('a Latin name of 46 characters is joined from its two places, a space at the seam included', () => {
  const latinName = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ ABCDEFG  HIJKLMNOPQ';
  expect(latinName.slice(34, 36)).toContain(' ');
  expect(read(writeTextBlock({
    type: 'foreign-permanent-resident-2023', latinName, chineseName: '', nationality: 'UTO', sex: '1',
    birth: '18901212', number: '911840189012120053', validFrom: '20240101', validTo: '20340101',
  }))).toMatchObject({ name: latinName, latinName });
});

test('a card without an end says so', () => {
  expect(read(writeTextBlock({ ...citizen, validTo: '长期' }))).toMatchObject({ validTo: 'long-term' });
});

test('a rare name outside the basic plane is read whole, and one cut through the middle of a character is refused', () => {
  expect(read(writeTextBlock({ ...citizen, name: '王𬱖䶮' }))).toMatchObject({ name: '王𬱖䶮' });
  expect(read(writeTextBlock({ ...citizen, name: '𬱖'.repeat(8) }))).toBe('name or address');
});

test.each([
  ['birth date', { birth: '19850230' }],
  ['number', { number: '990000198506150011' }],
  ['number', { birth: '19850616' }],
  ['number', { sex: '2' }],
  ['sex', { sex: '7' }],
  ['name or address', { name: '' }],
  ['name or address', { name: '张\u0007三' }],
  ['validity', { validTo: '永远' }],
  ['ethnic code', { ethnic: 'XX' }],
])('a wrong %s makes the block undecodable', (field, change) => {
  expect(read(writeTextBlock({ ...citizen, ...change } as DocumentFields))).toBe(field);
});

test('a block of another size or with an unknown mark is refused', () => {
  expect(read(new Uint8Array(255))).toBe('size');
  const block = citizenByHand();
  block.write('Q', 248, 'utf16le');
  expect(read(block)).toBe('type');
});

test('no block makes the reader throw', () => {
  fc.assert(fc.property(fc.uint8Array({ minLength: 256, maxLength: 256 }), fc.constantFrom(' ', 'I', 'J', 'Y', '\0'), (noise, mark) => {
    const block = Buffer.from(noise);
    block.write(mark, 248, 'utf16le');
    readTextBlock(block);
  }), { numRuns: 300 });
});

test.each(['990000198506150010', '990000196002290002', '990000201010100022', '810000189005050035', '820000189008080012', '830000189009090046', '911840189012120053'])(
  'the published synthetic number %s has the check character of its digits', (number) => {
    expect(checkCharacterOf(number.slice(0, 17))).toBe(number.charAt(17));
  });

test('a number is also compared with the birth date and sex of its holder', () => {
  expect(idNumberProblem('990000198506150010', { birthDate: '1985-06-15', sex: 'unknown' })).toBeNull();
  expect(idNumberProblem('990000198506150010', { birthDate: '1985-06-15', sex: 'female' })).toBe('sex');
  expect(idNumberProblem('990000198506150010', { birthDate: '1985-06-16', sex: 'male' })).toBe('birthDate');
  expect(idNumberProblem('99000019850615001', { birthDate: '1985-06-15', sex: 'male' })).toBe('form');
});
