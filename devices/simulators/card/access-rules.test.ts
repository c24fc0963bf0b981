/** Who may read and who may rewrite which file of the card: every file of the layout meets every right. */
import { beforeEach, describe, expect, test } from 'vitest';
import { holderImage } from '../../../test/support/cards.ts';
import { applicationFiles, applicationIdOf, type ApplicationFile } from '../../card-reader/application-files.ts';
import { authenticationCode, commandMac } from '../../card-reader/card-cryptography.ts';
import { environmentName, holderReadKeyId } from '../../card-reader/social-security-application.ts';
import { createSocialSecurityCard, readKeyIds, type CardImage, type VirtualCard } from './index.ts';
import { updateKeyIdOf, updateKeyIds } from './update-keys.ts';

const image: CardImage = holderImage();
let card: VirtualCard;
const send = (...parts: readonly (string | Buffer)[]): string =>
  card.transmit(Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'hex') : part))))?.toString('hex').toUpperCase() ?? 'silent';
const statusOf = (answer: string): string => answer.slice(-4);
const challenge = (): Buffer => Buffer.from(send('0084000008').slice(0, 16), 'hex');
const byte = (value: number): string => value.toString(16).padStart(2, '0');

function prove(keyId: number): void {
  const [factor, raw] = [challenge(), challenge()];
  expect(send(`008200${byte(keyId)}10`, authenticationCode(image.algorithm, image.key, factor, raw), raw)).toBe('9000');
}
const selectName = (name: Buffer): string => send(`00A40400${byte(name.length)}`, name, '00');
function enter({ application }: Pick<ApplicationFile, 'application'>): void {
  selectName(environmentName);
  if (application !== 'SSSE') selectName(applicationIdOf(application));
}
const select = ({ fileId }: ApplicationFile): string => send('00A4020002', byte(fileId >> 8), byte(fileId & 0xff));

beforeEach(() => {
  card = createSocialSecurityCard(image);
  card.powerOn();
});

/** The simulator's cards have no fingerprint. */
const files = applicationFiles.filter(({ application, fileId }) => !(application === 'SSSE' && fileId === 0xef07));
const keyIdOf = ({ readKey }: ApplicationFile): number | null => (readKey === null ? null : readKey === 'RKSSSE' ? holderReadKeyId : readKeyIds[readKey]);
const updateKeyOf = ({ application, fileId }: ApplicationFile): number | null => updateKeyIdOf(application, fileId);
const otherUpdateKey = (file: ApplicationFile): number => updateKeyIds.find((id) => id !== updateKeyOf(file)) ?? 0;

interface Right {
  readonly gain: (file: ApplicationFile) => void;
  readonly reads: (file: ApplicationFile) => boolean;
  readonly writes: (file: ApplicationFile) => boolean;
}
const isFree = ({ opensByPin, readKey }: ApplicationFile): boolean => !opensByPin && readKey === null;
const proveIfAny = (keyId: number | null): void => {
  if (keyId !== null) prove(keyId);
};
const rights: Readonly<Record<string, Right>> = {
  'no right': { gain: () => undefined, reads: isFree, writes: () => false },
  'the PIN': {
    gain: () => void expect(send('0020000003260715')).toBe('9000'), reads: (file) => isFree(file) || file.opensByPin, writes: () => false,
  },
  'its read key': { gain: (file) => proveIfAny(keyIdOf(file)), reads: (file) => isFree(file) || file.readKey !== null, writes: () => false },
  'its update key': { gain: (file) => proveIfAny(updateKeyOf(file)), reads: isFree, writes: (file) => updateKeyOf(file) !== null },
  'the update key of another file': { gain: (file) => prove(otherUpdateKey(file)), reads: isFree, writes: () => false },
};

const isTransparent = ({ structure }: ApplicationFile): boolean => structure.kind === 'transparent';
const read = (file: ApplicationFile): string => (isTransparent(file) ? send('00B0000010') : send('00B2010400'));
/** Rewrites the beginning with what the issuer put there: the length of the record is known then. */
function rewrite(file: ApplicationFile): string {
  if (isTransparent(file)) return send('00D60000041111', '1111');
  const issued = (file.application === 'SSSE' ? image.files : image.applications.get(applicationIdOf(file.application).toString('hex')))?.get(file.fileId);
  const record = issued?.kind === 'records' ? issued.records[0] : undefined;
  if (!record) throw new Error('no record');
  return send(`00DC0104${byte(record.length)}`, record);
}
const named = files.map((file) => [`${file.application}/${file.fileId.toString(16).toUpperCase()}`, file] as const);

describe.each(Object.entries(rights))('with %s', (_, { gain, reads, writes }) => {
  test.each(named)('%s', (_name, file) => {
    enter(file);
    gain(file);
    expect(select(file)).toBe('9000');
    expect(statusOf(read(file)) === '6982').toBe(!reads(file));
    expect(rewrite(file)).toBe(writes(file) ? '9000' : '6982');
    card.powerOff();
    card.powerOn();
    enter(file);
    select(file);
    expect(rewrite(file), 'the right ends with the power').toBe('6982');
  });
});

describe('rewriting', () => {
  const contact = files.find(({ application, fileId }) => application === 'DF01' && fileId === 0xef06);
  if (!contact) throw new Error('no contact file');
  const phone = (digits: string): Buffer => Buffer.concat([Buffer.from([0x28, 0x0c]), Buffer.from(digits)], 14);

  beforeEach(() => {
    enter(contact);
    prove(updateKeyOf(contact) ?? 0);
    prove(readKeyIds.RK1DF01);
    select(contact);
  });

  test('a record by its tag is what is read from then on, by this card alone and after the power too', () => {
    expect(send('00DC28000E', phone('13900000001'))).toBe('9000');
    card.powerOff();
    card.powerOn();
    enter(contact);
    prove(readKeyIds.RK1DF01);
    select(contact);
    expect(send('00B228000E')).toBe(`${phone('13900000001').toString('hex').toUpperCase()}9000`);
    card = createSocialSecurityCard(image);
    card.powerOn();
    enter(contact);
    prove(readKeyIds.RK1DF01);
    select(contact);
    expect(send('00B228000E')).not.toContain('3133393030303030303031');
  });

  test.each([
    ['of another length', '00DC28000D', Buffer.from('280B0000000000000000000000', 'hex'), '6A84'],
    ['whose length contradicts its tag', '00DC28000E', Buffer.from('2803000000000000000000000000', 'hex'), '6A85'],
    ['that is not there', '00DC99000E', Buffer.alloc(14), '6A83'],
    ['without anything', '00DC2800', Buffer.alloc(0), '6700'],
    ['all at once', '00DC01050E', Buffer.alloc(14), '6A86'],
  ])('a record %s is refused', (_, head, body, refusal) => {
    expect(send(head, body)).toBe(refusal);
  });

  test('under a MAC counts only with the right one', () => {
    const head = Buffer.from('04DC280012', 'hex');
    const body = phone('13900000002');
    expect(send(head, body, commandMac(image.algorithm, image.key, challenge(), Buffer.concat([head, body])))).toBe('9000');
    challenge();
    expect(send(head, body, '00000000')).toBe('6988');
  });
});

describe('blocking by the issuer', () => {
  const sealed = (head: string): string => {
    selectName(environmentName);
    const factor = challenge();
    return send(head, commandMac(image.algorithm, image.key, factor, Buffer.from(head, 'hex')));
  };
  const again = (): void => {
    card.powerOff();
    card.powerOn();
  };

  test('the application: afterwards every command is answered 9303, for good', () => {
    expect(sealed('841E000104')).toBe('9000');
    again();
    expect([selectName(environmentName), send('0084000008'), send('0020000000')]).toEqual(['9303', '9303', '9303']);
  });

  test('the card: afterwards it cannot be selected any more, for good', () => {
    expect(sealed('8416000004')).toBe('9000');
    again();
    expect([selectName(environmentName), send('00A40000023F00'), send('0020000000')]).toEqual(['6A81', '6A81', '6985']);
  });

  test.each([['841E000004', '6A86'], ['8416000104', '6A86'], ['84CA000004', '6D00']])('not by %s', (head, refusal) => {
    expect(sealed(head)).toBe(refusal);
    expect(selectName(environmentName)).toMatch(/9000$/);
  });

  test.each(['841E000104', '8416000004'])('not by %s without the right MAC', (head) => {
    selectName(environmentName);
    challenge();
    expect(send(head, '00000000')).toBe('6988');
    expect(send(head.replace(/04$/, '00'))).toBe('6988');
    expect(selectName(environmentName)).toMatch(/9000$/);
  });
});
