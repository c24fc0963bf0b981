import { beforeEach, describe, expect, test } from 'vitest';
import { holderCard, holderImage, untilMedia } from '../../test/support/cards.ts';
import { untilReports } from '../../test/support/until-reports.ts';
import { memorySlot, type MemorySlot } from '../../test/support/card-slot.ts';
import { manualClock } from '../../test/support/manual-clock.ts';
import { systemClock } from '../clock.ts';
import { Personal } from '../personal.ts';
import { freePort } from '../../main/demo/listening.ts';
import { createHallHsm } from '../../main/core/platform/embedded/index.ts';
import { createCardPeer, createMuteCard, createPsamCard, createSocialSecurityCard, type VirtualCard } from '../simulators/card/index.ts';
import { testAuthenticationKey } from '../simulators/persons.ts';
import { historicalBytes } from './atr.ts';
import { inTurn, type CardAuthentication } from './authentication.ts';
import type { SoftwareAlgorithm } from './card-cryptography.ts';
import { createCardReaderOn } from './card-reader.ts';
import { hsmAuthentication, noHsm, type HsmPort } from './hsm.ts';
import { createCardReader, goesOnWithHsm, middlewareCodeOfFault } from './index.ts';
import { deriveKey, diversificationFactors } from './key-diversification.ts';
import { succeed } from './outcome.ts';
import { createPsam, type PsamContent } from './psam.ts';

const deadlineMs = 15_000;
const never = new AbortController().signal;
const hex = (bytes: Buffer): string => bytes.toString('hex').toUpperCase();
const psamAtr = Buffer.from('3B6500002063CB6A01', 'hex');
const nationalKey = Buffer.from(testAuthenticationKey, 'hex');
const holds: PsamContent = { keys: { IRK: { usage: 0x11, keyId: 1 }, RKSSSE: { usage: 0x12, keyId: 1 } }, algorithms: ['SM4', '3DES'] };

/** A holder's card, and the keys above its own: national, provincial, of the city. */
function issuedCard(generation: '2.0' | '3.0') {
  const image = holderImage({ generation });
  const levels: Buffer[] = [nationalKey];
  for (const factor of diversificationFactors('990000', historicalBytes(image.atr)) ?? []) levels.push(deriveKey(image.algorithm, levels.at(-1) ?? nationalKey, factor));
  return { card: createSocialSecurityCard(image), algorithm: image.algorithm, levels };
}

const psamOf = (algorithm: SoftwareAlgorithm, key: Buffer, levels: number): VirtualCard =>
  createPsamCard({ atr: psamAtr, algorithm, levels, keys: [{ usage: 0x11, keyId: 1, key }, { usage: 0x12, keyId: 1, key }] });

let holderSlot: MemorySlot;
let samSlot: MemorySlot;
beforeEach(() => {
  holderSlot = memorySlot();
  samSlot = memorySlot();
});

function readWith(authentication: CardAuthentication, card: VirtualCard) {
  const reader = createCardReaderOn(holderSlot.slot, { name: 'card-reader', clock: manualClock(), authentication });
  holderSlot.insert(card);
  return reader.execute('readHolder', null, { deadlineMs }).completion;
}

describe('the factors of a card key', () => {
  test('are province, city and the card itself', () => {
    const factors = diversificationFactors('990001', Buffer.from('00814A44468660990000000001', 'hex'));
    expect(factors?.map(hex)).toEqual([hex(Buffer.from('990000sh')), hex(Buffer.from('990001sx')), '8660990000000001']);
  });

  test('of a region beginning with 33 have four digits in the second', () => {
    expect(diversificationFactors('330102', Buffer.alloc(13))?.[1]).toEqual(Buffer.from('330100sx'));
  });

  test('are none where region or historical bytes are malformed', () => {
    expect(diversificationFactors('99000', Buffer.alloc(13))).toBeNull();
    expect(diversificationFactors('990000', Buffer.alloc(12))).toBeNull();
  });
});

describe('a PSAM in a second slot', () => {
  test.each([
    ['3.0', 'national', 3], ['3.0', 'provincial', 2], ['3.0', 'city', 1], ['2.0', 'national', 3], ['2.0', 'city', 1],
  ] as const)('proves a %s card with %s keys', async (generation, _, levels) => {
    const { card, algorithm, levels: chain } = issuedCard(generation);
    const psam = createPsam(samSlot.slot, holds);
    samSlot.insert(psamOf(algorithm, chain[3 - levels] ?? nationalKey, levels));
    expect(await readWith(psam, card)).toMatchObject({ code: 'success', value: { authenticity: 'proven' } });
  });

  test('is asked with the right number of levels from the second time on', async () => {
    const { card, algorithm, levels } = issuedCard('3.0');
    samSlot.insert(psamOf(algorithm, levels[2] ?? nationalKey, 1));
    const psam = createPsam(samSlot.slot, holds);
    samSlot.insert(psamOf(algorithm, levels[2] ?? nationalKey, 1));
    await readWith(psam, card);
    expect(samSlot.sent.filter((command) => command.startsWith('BFDE')).map((command) => command.slice(0, 10))).toEqual([
      'BFDE110120', 'BFDE110118', 'BFDE110110', 'BFDE120110',
    ]);
  });

  test('stays under power while its slot only repeats itself, and is asked anew when another one is in', async () => {
    const { card, algorithm } = issuedCard('3.0');
    const psam = createPsam(samSlot.slot, holds);
    const selections = (): number => samSlot.sent.filter((command) => command.startsWith('00A40400')).length;
    samSlot.insert(psamOf(algorithm, nationalKey, 3));
    await readWith(psam, card);
    samSlot.say({ kind: 'card', insertion: 1 });
    expect(await readWith(psam, card)).toMatchObject({ code: 'success' });
    expect(selections()).toBe(1);
    samSlot.insert(psamOf(algorithm, nationalKey, 3));
    expect(await readWith(psam, card)).toMatchObject({ code: 'success' });
    expect(selections()).toBe(2);
  });

  test('with other keys exposes the card as not genuine', async () => {
    const { card, algorithm } = issuedCard('3.0');
    const psam = createPsam(samSlot.slot, holds);
    samSlot.insert(psamOf(algorithm, Buffer.alloc(16, 9), 3));
    expect(await readWith(psam, card)).toMatchObject({ reason: 'authenticationFailed' });
  });

  test.each([
    ['absent', null, -2201],
    ['a holder\'s card in its place', issuedCard('3.0').card, -2201],
    ['that is mute', createMuteCard(psamAtr), -2201],
    ['without any key', createPsamCard({ atr: psamAtr, algorithm: 'SM4', keys: [], levels: 3 }), -27272],
    ['without RKSSSE', createPsamCard({ atr: psamAtr, algorithm: 'SM4', keys: [{ usage: 0x11, keyId: 1, key: nationalKey }], levels: 3 }), -2203],
    ['that derives in more levels than there are', psamOf('SM4', nationalKey, 7), -24],
  ])('%s is unavailable, never the holder\'s fault, and says why', async (_, card, code) => {
    const psam = createPsam(samSlot.slot, holds);
    if (card) samSlot.insert(card);
    const read = await readWith(psam, issuedCard('3.0').card);
    expect(read).toMatchObject({ code: 'deviceNotReady', reason: 'authenticationUnavailable' });
    expect(read.code !== 'success' && middlewareCodeOfFault(read)).toBe(code);
    expect(goesOnWithHsm.has(code)).toBe(true);
  });

  test('that enciphers otherwise than the card is not asked: its answer would make every card look forged', async () => {
    const psam = createPsam(samSlot.slot, { ...holds, algorithms: ['3DES'] });
    samSlot.insert(psamOf('3DES', nationalKey, 3));
    const read = await readWith(psam, issuedCard('3.0').card);
    expect(read.code !== 'success' && [read.reason, middlewareCodeOfFault(read)]).toEqual(['authenticationUnavailable', -2202]);
    expect(samSlot.sent).toEqual([]);
  });

  test('pulled and put back is powered anew', async () => {
    const { card, algorithm } = issuedCard('3.0');
    const psam = createPsam(samSlot.slot, holds);
    samSlot.insert(psamOf(algorithm, nationalKey, 3));
    samSlot.pullAt('BFDE12', 'before');
    expect(await readWith(psam, card)).toMatchObject({ reason: 'authenticationUnavailable' });
    samSlot.insert(psamOf(algorithm, nationalKey, 3));
    expect(await readWith(psam, card)).toMatchObject({ code: 'success' });
  });
});

/** The demo hall's HSM, which notes what it was asked. */
function notingHsm(): HsmPort & { readonly asked: string[] } {
  const asked: string[] = [];
  const hsm = createHallHsm(testAuthenticationKey);
  return {
    asked,
    authenticate(challenges, signal) {
      asked.push(challenges);
      return hsm.authenticate(challenges, signal);
    },
    prove(proof, signal) {
      asked.push(proof.keyAddress);
      return hsm.prove(proof, signal);
    },
    seal(seal, signal) {
      asked.push(`${seal.keyAddress} ${hex(seal.head)}`);
      return hsm.seal(seal, signal);
    },
  };
}

describe('an HSM behind a port', () => {
  test('that does not answer is unavailable, and one no longer waited for is cancelled', async () => {
    const port: HsmPort = { authenticate: async () => null, prove: async () => null, seal: async () => null };
    expect(await readWith(hsmAuthentication(port), issuedCard('3.0').card)).toMatchObject({ reason: 'authenticationUnavailable' });
    const seal = { algorithm: 'SM4', issuingRegion: '990000', cardId: holderCard.cardId, atrHistorical: Buffer.alloc(13), factor: Buffer.alloc(8) } as const;
    expect(await hsmAuthentication(port).sealPinUnblock(seal, AbortSignal.abort())).toMatchObject({ code: 'canceled' });
  });

  test('is told of the card in the published string', async () => {
    const { card } = issuedCard('3.0');
    const hsm = notingHsm();
    expect(await readWith(hsmAuthentication(hsm), card)).toMatchObject({ code: 'success', value: { authenticity: 'proven' } });
    expect(hsm.asked[0]).toMatch(/^990000\|00814A44468660990000000001\|03\|990000D15600000500000001A1B2C3D4\|[0-9A-F]{16}\|[0-9A-F]{16}\|\|\|$/);
    expect(hsm.asked[1]).toMatch(/\|03\|990000D15600000500000001A1B2C3D4(\|[0-9A-F]{16}){4}\|$/);
  });

  test('takes over what the PSAM cannot do, SSF33 among it', async () => {
    const { card, algorithm } = issuedCard('3.0');
    const psam = createPsam(samSlot.slot, holds);
    samSlot.insert(psamOf(algorithm, nationalKey, 3));
    const hsm = notingHsm();
    const both = inTurn(psam, hsmAuthentication(hsm));
    expect(await readWith(both, card)).toMatchObject({ code: 'success' });
    expect(hsm.asked).toEqual([]);
    const challenge = {
      key: 'IRK', algorithm: 'SSF33', issuingRegion: '110105', cardId: holderCard.cardId, atrHistorical: Buffer.alloc(13), factor: Buffer.alloc(8), raw: Buffer.alloc(8),
    } as const;
    await both.answer(challenge, never);
    expect(hsm.asked[0]).toContain('|02|');
    samSlot.pull();
    expect(await readWith(both, card)).toMatchObject({ code: 'success', value: { authenticity: 'proven' } });
    expect(hsm.asked).toHaveLength(3);
  });

  test('that does not answer either leaves standing what the PSAM lacked', async () => {
    const both = inTurn(createPsam(samSlot.slot, holds), hsmAuthentication(noHsm));
    expect(await readWith(both, issuedCard('3.0').card)).toMatchObject({ reason: 'authenticationUnavailable', detail: { provider: 'noSam' } });
  });

  test('seals the reset of a PIN with the keys of the published addresses', async () => {
    const { card } = issuedCard('3.0');
    const hsm = notingHsm();
    const reader = createCardReaderOn(holderSlot.slot, { name: 'card-reader', clock: manualClock(), authentication: hsmAuthentication(hsm) });
    holderSlot.insert(card);
    const cardId = new Personal(holderCard.cardId);
    expect(await reader.execute('resetPin', { newPin: Buffer.from('654321'), cardId }, { deadlineMs }).completion).toEqual(succeed({ outcome: 'changed' }));
    expect(await reader.execute('unblockPin', { cardId }, { deadlineMs }).completion).toEqual(succeed({ outcome: 'changed' }));
    expect(hsm.asked).toEqual(['0090', '0173 8424000114', '0090', '0173 8424000004']);
  });

  test.each(['', '|', `${'00'.repeat(16)}|`, 'no hex|no hex|', `${'00'.repeat(16)}||more|`, '0'.repeat(2000)])(
    'that answers "%s" counts as unavailable', async (answer) => {
      const port: HsmPort = { ...notingHsm(), authenticate: async () => answer };
      expect(await readWith(hsmAuthentication(port), issuedCard('3.0').card)).toMatchObject({ reason: 'authenticationUnavailable' });
    },
  );
});

test('holder\'s card and PSAM work side by side over their wires', async () => {
  const ports = await Promise.all([freePort(0), freePort(0)]);
  const listen = ports.map((port) => `tcp://127.0.0.1:${port}`);
  const { card, algorithm } = issuedCard('3.0');
  const heard: string[] = [];
  const reader = createCardReader({
    name: 'card-reader', clock: systemClock(), reader: { driver: 'vpcd', listen: listen[0] ?? '' },
    authentication: { provider: 'psam', reader: { driver: 'vpcd', listen: listen[1] ?? '' }, holds },
    onApdu: (direction, apdu, slot) => void heard.push(`${slot} ${direction} ${hex(Buffer.from(apdu)).slice(0, 4)}`),
  });
  await untilReports(reader, ({ specific }) => specific.psam === 'notPresent');
  const peers = ports.map((port) => createCardPeer({ host: '127.0.0.1', port, clock: systemClock() }));
  await peers[1]?.insert(psamOf(algorithm, nationalKey, 3));
  await untilReports(reader, ({ specific }) => specific.psam === 'present');
  await peers[0]?.insert(card);
  await untilMedia(reader, 'present');
  expect(await reader.execute('readHolder', null, { deadlineMs }).completion).toMatchObject({ code: 'success', value: { authenticity: 'proven' } });
  expect(heard).toEqual(expect.arrayContaining(['psam toDevice BFDE', 'psam fromDevice 9000', 'psam toDevice 80FA', 'card toDevice 0082']));
  await Promise.all(peers.map((peer) => peer.close()));
  await reader.close();
});
