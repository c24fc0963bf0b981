import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { beforeEach, describe, expect, test } from 'vitest';
import { memorySlot, type MemorySlot } from '../../test/support/card-slot.ts';
import { manualClock } from '../../test/support/manual-clock.ts';
import { systemClock } from '../clock.ts';
import { Personal } from '../personal.ts';
import { createCardPeer, createPsamCard, createSocialSecurityCard, deriveKey, issueCard, type VirtualCard } from '../simulators/card/index.ts';
import { personById } from '../simulators/persons.ts';
import { historicalBytes } from './atr.ts';
import { inTurn, softwareAuthentication, type CardAuthentication } from './authentication.ts';
import { authenticationCode, type SoftwareAlgorithm } from './card-cryptography.ts';
import { createCardReaderOn } from './card-reader.ts';
import { hsmAuthentication, type HsmPort } from './hsm.ts';
import { encodeHsmAnswers, parseHsmChallenges } from './hsm-strings.ts';
import { createCardReader } from './index.ts';
import { diversificationFactors } from './key-diversification.ts';
import { failFor, succeed } from './outcome.ts';
import { createPsam, type PsamContent } from './psam.ts';

const deadlineMs = 15_000;
const never = new AbortController().signal;
const hex = (bytes: Buffer): string => bytes.toString('hex').toUpperCase();
const psamAtr = Buffer.from('3B6500002063CB6A01', 'hex');
const nationalKey = Buffer.from('00112233445566778899AABBCCDDEEFF', 'hex');
const holds: PsamContent = { keys: { IRK: { usage: 0x11, keyId: 1 }, RKSSSE: { usage: 0x12, keyId: 1 } }, algorithms: ['SM4', '3DES'] };

const zhangSan = personById('zhang-san');
const holderCard = zhangSan?.card;
if (!zhangSan || !holderCard) throw new Error('no card');
const issued = (generation: '2.0' | '3.0') => issueCard({ ...holderCard, generation }, zhangSan);

/** A holder's card as really issued: its key derived from the national one in three levels. */
function cardWithDerivedKey(generation: '2.0' | '3.0') {
  const image = issued(generation);
  const factors = diversificationFactors('990000', historicalBytes(image.atr));
  if (!factors) throw new Error('no factors');
  const levels: Buffer[] = [nationalKey];
  for (const factor of factors) levels.push(deriveKey(image.algorithm, levels.at(-1) ?? nationalKey, factor));
  return { card: createSocialSecurityCard({ ...image, key: levels[3] ?? nationalKey }), algorithm: image.algorithm, levels };
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
    const { card, algorithm, levels: chain } = cardWithDerivedKey(generation);
    const psam = createPsam(samSlot.slot, holds);
    samSlot.insert(psamOf(algorithm, chain[3 - levels] ?? nationalKey, levels));
    expect(await readWith(psam, card)).toMatchObject({ code: 'success', value: { authenticity: 'proven' } });
  });

  test('is asked with the right number of levels from the second time on', async () => {
    const { card, algorithm, levels } = cardWithDerivedKey('3.0');
    samSlot.insert(psamOf(algorithm, levels[2] ?? nationalKey, 1));
    const psam = createPsam(samSlot.slot, holds);
    samSlot.insert(psamOf(algorithm, levels[2] ?? nationalKey, 1));
    await readWith(psam, card);
    expect(samSlot.sent.filter((command) => command.startsWith('BFDE')).map((command) => command.slice(0, 10))).toEqual([
      'BFDE110120', 'BFDE110118', 'BFDE110110', 'BFDE120110',
    ]);
  });

  test('with other keys exposes the card as not genuine', async () => {
    const { card, algorithm } = cardWithDerivedKey('3.0');
    const psam = createPsam(samSlot.slot, holds);
    samSlot.insert(psamOf(algorithm, Buffer.alloc(16, 9), 3));
    expect(await readWith(psam, card)).toMatchObject({ reason: 'authenticationFailed' });
  });

  test.each([
    ['absent', null],
    ['a holder\'s card in its place', cardWithDerivedKey('3.0').card],
    ['without the key', createPsamCard({ atr: psamAtr, algorithm: 'SM4', keys: [], levels: 3 })],
    ['that derives in more levels than there are', psamOf('SM4', nationalKey, 7)],
  ])('%s is unavailable, never the holder\'s fault', async (_, card) => {
    const psam = createPsam(samSlot.slot, holds);
    if (card) samSlot.insert(card);
    expect(await readWith(psam, cardWithDerivedKey('3.0').card)).toMatchObject({ code: 'deviceNotReady', reason: 'authenticationUnavailable' });
  });

  test('that enciphers otherwise than the card is not asked: its answer would make every card look forged', async () => {
    const psam = createPsam(samSlot.slot, { ...holds, algorithms: ['3DES'] });
    samSlot.insert(psamOf('3DES', nationalKey, 3));
    expect(await readWith(psam, cardWithDerivedKey('3.0').card)).toMatchObject({ reason: 'authenticationUnavailable' });
    expect(samSlot.sent).toEqual([]);
  });

  test('pulled and put back is powered anew', async () => {
    const { card, algorithm } = cardWithDerivedKey('3.0');
    const psam = createPsam(samSlot.slot, holds);
    samSlot.insert(psamOf(algorithm, nationalKey, 3));
    samSlot.pullAt('BFDE12', 'before');
    expect(await readWith(psam, card)).toMatchObject({ reason: 'authenticationUnavailable' });
    samSlot.insert(psamOf(algorithm, nationalKey, 3));
    expect(await readWith(psam, card)).toMatchObject({ code: 'success' });
  });
});

/** An HSM with one test key, which notes what it was asked. */
function testHsm(key: Buffer): HsmPort & { readonly asked: string[] } {
  const asked: string[] = [];
  const software = softwareAuthentication(key.toString('hex'));
  return {
    asked,
    async authenticate(text) {
      asked.push(text);
      const challenges = parseHsmChallenges(text);
      if (!challenges) return failFor('authenticationUnavailable');
      // The HSM knows SSF33; SM4 stands in for it here.
      const algorithm = challenges.algorithm === 'SSF33' ? 'SM4' : challenges.algorithm;
      const answerTo = ({ factor, raw }: { readonly factor: Buffer; readonly raw: Buffer }) => ({ authentication: authenticationCode(algorithm, key, factor, raw), raw });
      return succeed(encodeHsmAnswers({ internal: answerTo(challenges.internal), external: challenges.external && answerTo(challenges.external) }));
    },
    async prove({ keyAddress, ...challenge }, signal) {
      asked.push(keyAddress);
      return software.answer({ ...challenge, key: 'PUK' }, signal);
    },
    async seal({ keyAddress, head, packedPin, ...seal }, signal) {
      asked.push(`${keyAddress} ${hex(head)}`);
      return packedPin ? software.sealPinReset(seal, packedPin, signal) : software.sealPinUnblock(seal, signal);
    },
  };
}

describe('an HSM behind a port', () => {
  test('is told of the card in the published string', async () => {
    const { card, levels } = cardWithDerivedKey('3.0');
    const hsm = testHsm(levels[3] ?? nationalKey);
    expect(await readWith(hsmAuthentication(hsm), card)).toMatchObject({ code: 'success', value: { authenticity: 'proven' } });
    expect(hsm.asked[0]).toMatch(/^990000\|00814A44468660990000000001\|03\|990000D15600000500000001A1B2C3D4\|[0-9A-F]{16}\|[0-9A-F]{16}\|\|\|$/);
    expect(hsm.asked[1]).toMatch(/\|03\|990000D15600000500000001A1B2C3D4(\|[0-9A-F]{16}){4}\|$/);
  });

  test('takes over what the PSAM cannot do, SSF33 among it', async () => {
    const { card, algorithm, levels } = cardWithDerivedKey('3.0');
    const psam = createPsam(samSlot.slot, holds);
    samSlot.insert(psamOf(algorithm, nationalKey, 3));
    const hsm = testHsm(levels[3] ?? nationalKey);
    const both = inTurn(psam, hsmAuthentication(hsm));
    expect(await readWith(both, card)).toMatchObject({ code: 'success' });
    expect(hsm.asked).toEqual([]);
    const challenge = {
      key: 'IRK', algorithm: 'SSF33', issuingRegion: '110105', cardId: holderCard.cardId, atrHistorical: Buffer.alloc(13), factor: Buffer.alloc(8), raw: Buffer.alloc(8),
    } as const;
    expect(await both.answer(challenge, never)).toMatchObject({ code: 'success' });
    expect(hsm.asked[0]).toContain('|02|');
    expect(await psam.answer(challenge, never)).toMatchObject({ reason: 'authenticationUnavailable' });
  });

  test('seals the reset of a PIN with the keys of the published addresses', async () => {
    const { card, levels } = cardWithDerivedKey('3.0');
    const hsm = testHsm(levels[3] ?? nationalKey);
    const reader = createCardReaderOn(holderSlot.slot, { name: 'card-reader', clock: manualClock(), authentication: hsmAuthentication(hsm) });
    holderSlot.insert(card);
    const cardId = new Personal(holderCard.cardId);
    expect(await reader.execute('resetPin', { newPin: Buffer.from('654321'), cardId }, { deadlineMs }).completion).toEqual(succeed({ outcome: 'changed' }));
    expect(await reader.execute('unblockPin', { cardId }, { deadlineMs }).completion).toEqual(succeed({ outcome: 'changed' }));
    expect(hsm.asked).toEqual(['0090', '0173 8424000114', '0090', '0173 8424000004']);
  });

  test.each(['', '|', `${'00'.repeat(16)}|`, 'no hex|no hex|', `${'00'.repeat(16)}||more|`, '0'.repeat(2000)])(
    'that answers "%s" counts as unavailable', async (answer) => {
      const port: HsmPort = { ...testHsm(nationalKey), authenticate: async () => succeed(answer) };
      expect(await readWith(hsmAuthentication(port), cardWithDerivedKey('3.0').card)).toMatchObject({ reason: 'authenticationUnavailable' });
    },
  );
});

test('holder\'s card and PSAM work side by side over their wires', async () => {
  const ports = await Promise.all([freePort(), freePort()]);
  const listen = ports.map((port) => `tcp://127.0.0.1:${port}`);
  const { card, algorithm } = cardWithDerivedKey('3.0');
  const reader = createCardReader({
    name: 'card-reader', clock: systemClock(), reader: { driver: 'vpcd', listen: listen[0] ?? '' },
    authentication: { provider: 'psam', reader: { driver: 'vpcd', listen: listen[1] ?? '' }, holds },
  });
  const peers = ports.map((port) => createCardPeer({ host: '127.0.0.1', port, clock: systemClock() }));
  await peers[1]?.insert(psamOf(algorithm, nationalKey, 3));
  await peers[0]?.insert(card);
  await new Promise<void>((resolve) => reader.watch(({ specific }) => specific.media === 'present' && resolve()));
  expect(await reader.execute('readHolder', null, { deadlineMs }).completion).toMatchObject({ code: 'success', value: { authenticity: 'proven' } });
  await Promise.all(peers.map((peer) => peer.close()));
  await reader.close();
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
