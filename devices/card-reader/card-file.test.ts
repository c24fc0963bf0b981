import { beforeEach, describe, expect, test } from 'vitest';
import { holderCard, holderImage } from '../../test/support/cards.ts';
import { manualClock } from '../../test/support/manual-clock.ts';
import { memorySlot, type MemorySlot } from '../../test/support/card-slot.ts';
import { Personal } from '../personal.ts';
import { createSocialSecurityCard, readKeyIds, type CardFile, type CardImage } from '../simulators/card/index.ts';
import { testAuthenticationKey } from '../simulators/persons.ts';
import { applicationFiles, type ApplicationFile } from './application-files.ts';
import { softwareAuthentication } from './authentication.ts';
import type { ReadKeyIds } from './card-file.ts';
import { createCardReaderOn } from './card-reader.ts';
import type { ApplicationName, CardReader, FileAccess, FileReading } from './contract.ts';

const deadlineMs = 15_000;
const cardId = new Personal(holderCard.cardId);
const imageOf = holderImage;

let slot: MemorySlot;
let reader: CardReader;

function open(keyIds: ReadKeyIds): void {
  slot = memorySlot();
  reader = createCardReaderOn(slot.slot, {
    name: 'card-reader', clock: manualClock(), authentication: softwareAuthentication(testAuthenticationKey), readKeyIds: keyIds,
  });
}
beforeEach(() => open(readKeyIds));

const read = (application: ApplicationName, fileId: number, access: FileAccess) =>
  reader.execute('readFile', { cardId, application, fileId, access }, { deadlineMs }).completion;
const verify = () => reader.execute('verifyPin', { pin: Buffer.from('260715'), cardId }, { deadlineMs }).completion;

async function reading(application: ApplicationName, fileId: number, access: FileAccess): Promise<FileReading> {
  const outcome = await read(application, fileId, access);
  if (outcome.code !== 'success') throw new Error(outcome.reason ?? outcome.code);
  return outcome.value;
}
async function recordsOf(application: ApplicationName, fileId: number, access: FileAccess) {
  const found = await reading(application, fileId, access);
  if (found.outcome !== 'records') throw new Error(found.outcome);
  return found.records;
}

const nameOf = ({ application, fileId }: ApplicationFile): string => `${application}/${fileId.toString(16).toUpperCase()}`;
const ofApplications = applicationFiles.filter(({ application }) => application !== 'SSSE').map((file) => [nameOf(file), file] as const);

describe('all that card and holder files hold', () => {
  const issuerTags = [0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07];
  const holderTags = [0x08, 0x09, 0x4e, 0x0a, 0x0b, 0x0c, 0x0d];
  const tags = (records: Awaited<ReturnType<typeof recordsOf>>) => records.map(({ tag }) => tag);

  test.each(['1.0', '2.0', '3.0'] as const)('is read from a %s card, the holder\'s by key only on the last', async (generation) => {
    slot.insert(createSocialSecurityCard(imageOf({ generation })));
    expect(tags(await recordsOf('SSSE', 0xef05, 'free'))).toEqual(issuerTags);
    if (generation === '3.0') {
      expect(await reading('SSSE', 0xef06, 'free')).toEqual({ outcome: 'closed' });
      expect(tags(await recordsOf('SSSE', 0xef06, 'key'))).toEqual(holderTags);
    } else {
      expect(tags(await recordsOf('SSSE', 0xef06, 'free'))).toEqual(generation === '1.0' ? holderTags.filter((tag) => tag !== 0x4e) : holderTags);
    }
  });

  test('comes as it is on the card: class, sex, ethnic group, birthplace and date among it', async () => {
    slot.insert(createSocialSecurityCard(imageOf()));
    const valueOf = async (fileId: number, access: FileAccess, tag: number) =>
      (await recordsOf('SSSE', fileId, access)).find((record) => record.tag === tag)?.value.reveal().toString('hex');
    expect(await valueOf(0xef05, 'free', 0x02)).toBe('33');
    expect(await Promise.all([0x0a, 0x0b, 0x0c, 0x0d].map((tag) => valueOf(0xef06, 'key', tag)))).toEqual(['31', '01', '990000', '19850615']);
  });
});

describe.each(['2.0', '3.0'] as const)('on a %s card', (generation) => {
  test.each(ofApplications)('%s is closed without a right and opens by PIN', async (_, { application, fileId }) => {
    slot.insert(createSocialSecurityCard(imageOf({ generation })));
    expect(await reading(application, fileId, 'pin')).toEqual({ outcome: 'closed' });
    await verify();
    expect((await recordsOf(application, fileId, 'pin')).length).toBeGreaterThan(0);
  });

  test.each(ofApplications)('%s opens by its read key, where it has one', async (_, { application, fileId, readKey }) => {
    slot.insert(createSocialSecurityCard(imageOf({ generation })));
    expect((await reading(application, fileId, 'key')).outcome).toBe(readKey ? 'records' : 'closed');
  });
});

describe('records', () => {
  beforeEach(async () => {
    slot.insert(createSocialSecurityCard(imageOf()));
    await verify();
  });

  test('come by their tags, each instance once, with items where the record holds such', async () => {
    const education = await recordsOf('DF01', 0xef15, 'pin');
    expect(education.map(({ tag }) => tag)).toEqual([0x2a, 0x40, 0x40, 0x40]);
    expect(education.map(({ items }) => items && items.map(({ tag }) => tag))).toEqual([null, [0x57, 0x58, 0x59], [0x57, 0x58, 0x59], [0x57, 0x58, 0x59]]);
    expect(new Set(education.slice(1).map(({ value }) => value.reveal().toString('hex'))).size).toBe(3);
  });

  test('of fixed length are the insured proofs with their seven items', async () => {
    const proofs = await recordsOf('DF03', 0xef19, 'pin');
    expect(proofs.map(({ tag, value }) => [tag, value.reveal().length])).toEqual([[0x79, 0x27], [0x79, 0x27]]);
    expect(proofs[0]?.items?.map(({ tag }) => tag)).toEqual([0x18, 0x19, 0x1a, 0x1b, 0x1c, 0x1d, 0x1e]);
  });

  test('of a cyclic file come newest first and without tags', async () => {
    expect((await recordsOf('DF02', 0xef07, 'pin')).map(({ tag, value }) => [tag, value.reveal().length])).toEqual(Array(4).fill([null, 0x55]));
    expect(await recordsOf('DF04', 0xef08, 'pin')).toHaveLength(30);
  });

  test('show nothing of themselves when printed', async () => {
    expect(JSON.stringify(await recordsOf('DF01', 0xef06, 'pin'))).toMatch(/^(?!.*\d{4}).*\[personal\]/);
  });
});

describe('the photo', () => {
  const withPhoto = (content: Buffer): CardImage => {
    const image = imageOf();
    return { ...image, files: new Map<number, CardFile>(image.files).set(0xef08, { kind: 'transparent', read: 'afterAuthentication', updateKeyId: null, content }) };
  };

  test.each([1, 0xf0, 0x1000])('of %i bytes is read whole by its key, never by PIN', async (length) => {
    const content = Buffer.from(Array.from({ length }, (_, at) => at % 251));
    slot.insert(createSocialSecurityCard(withPhoto(content)));
    await verify();
    expect(await reading('SSSE', 0xef08, 'pin')).toEqual({ outcome: 'closed' });
    const photo = await reading('SSSE', 0xef08, 'key');
    expect(photo.outcome === 'bytes' && photo.bytes.reveal().equals(content)).toBe(true);
  });
});

describe('refusals', () => {
  test('a first-generation card has no insured proofs', async () => {
    slot.insert(createSocialSecurityCard(imageOf({ generation: '1.0' })));
    await verify();
    expect(await reading('DF03', 0xef19, 'pin')).toEqual({ outcome: 'absent' });
    expect((await reading('DF03', 0xef07, 'pin')).outcome).toBe('records');
  });

  test('a card without the application has none of its files', async () => {
    slot.insert(createSocialSecurityCard({ ...imageOf(), applications: new Map() }));
    expect(await reading('DF02', 0xef06, 'pin')).toEqual({ outcome: 'absent' });
  });

  test('a file outside the layout is not asked for', async () => {
    slot.insert(createSocialSecurityCard(imageOf()));
    expect(await read('DF02', 0xef30, 'pin')).toMatchObject({ code: 'invalidData' });
    expect(slot.sent).toEqual([]);
  });

  test('another card is not read', async () => {
    slot.insert(createSocialSecurityCard(imageOf({ cardId: '990000D15600000500000002A1B2C3D4' })));
    expect(await read('DF01', 0xef05, 'key')).toMatchObject({ reason: 'otherCard' });
  });

  test('a read key whose identifier nobody told cannot be proven', async () => {
    open({});
    slot.insert(createSocialSecurityCard(imageOf()));
    expect(await read('DF01', 0xef05, 'key')).toMatchObject({ reason: 'authenticationUnavailable' });
  });

  test('rights end with the power', async () => {
    slot.insert(createSocialSecurityCard(imageOf()));
    await verify();
    await reader.execute('powerOff', null, { deadlineMs }).completion;
    expect(await reading('DF01', 0xef05, 'pin')).toEqual({ outcome: 'closed' });
  });
});
