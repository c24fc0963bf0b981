import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { authenticationCode } from '../../card-reader/card-cryptography.ts';
import { personById } from '../persons.ts';
import type { CardImage } from './card-image.ts';
import { issueCard } from './card-issuer.ts';
import { cardByName, cardNames, createSocialSecurityCard, mutedAfter, type VirtualCard } from './index.ts';

const zhangSan = personById('zhang-san');
if (!zhangSan?.card) throw new Error('no card');
const zhangSansCard = zhangSan.card;
const image = issueCard(zhangSansCard, zhangSan);
const selectEnvironment = '00A404000F7378312E73682EC9E7BBE1B1A3D5CF';
const fci = '6F1C840F7378312E73682EC9E7BBE1B1A3D5CFA50988011E9F0C03860103';
const cardIdRecord = '0110990000D15600000500000001A1B2C3D4';

let card: VirtualCard;
const send = (command: string): string => card.transmit(Buffer.from(command, 'hex'))?.toString('hex').toUpperCase() ?? 'silent';

function insert(change: Partial<CardImage> = {}): void {
  card = createSocialSecurityCard({ ...image, ...change });
  card.powerOn();
}
const enter = (): string => send(`${selectEnvironment}00`);

beforeEach(() => insert());

describe('SELECT', () => {
  test('of the environment without an expected length is fetched by GET RESPONSE', () => {
    expect(send(selectEnvironment)).toBe('611E');
    expect(send('00C000001E')).toBe(`${fci}9000`);
    expect(send('00C000001E')).toBe('6985');
  });

  test('of the environment with an expected length answers at once, or tells the right length', () => {
    expect(send(`${selectEnvironment}00`)).toBe(`${fci}9000`);
    expect(send(`${selectEnvironment}1E`)).toBe(`${fci}9000`);
    expect(send(`${selectEnvironment}10`)).toBe('6C1E');
  });

  test('GET RESPONSE may take the answer in parts', () => {
    send(selectEnvironment);
    expect(send('00C0000010')).toBe(`${fci.slice(0, 32)}610E`);
    expect(send('00C000000F')).toBe('6C0E');
    expect(send('00C000000E')).toBe(`${fci.slice(32)}9000`);
  });

  test('an answer not fetched is lost with the next command', () => {
    send(selectEnvironment);
    send('0084000008');
    expect(send('00C000001E')).toBe('6985');
  });

  test('of the master file enters too; of another name or file finds nothing', () => {
    expect(send('00A40000023F00')).toBe('611E');
    expect(send('00A4040006D15600000509')).toBe('6A82');
    expect(send('00A4020002EF17')).toBe('6A82');
  });

  test('of a file needs the environment first', () => {
    expect(send('00A4020002EF05')).toBe('6A82');
    enter();
    expect(send('00A4020002EF05')).toBe('9000');
    expect(send('00A4000002EF06')).toBe('9000');
  });
});

describe('READ RECORD', () => {
  beforeEach(() => {
    enter();
    send('00A4020002EF05');
  });

  test('by identifier gives the whole record when the length is right, else tells it', () => {
    expect(send('00B2010012')).toBe(`${cardIdRecord}9000`);
    expect(send('00B2010000')).toBe('6C12');
    expect(send('00B20100')).toBe('6C12');
    expect(send('00B24E0016')).toBe('6A83');
  });

  test('by number, and all from a number on', () => {
    expect(send('00B2020403')).toBe('0201339000');
    expect(send('00B2010540')).toMatch(new RegExp(`^${cardIdRecord}020133.*9000$`));
    expect(send('00B2060511')).toBe('06042034060107094B30303030303031349000');
    expect(send('00B2060611')).toBe('07094B30303030303031340604203406019000');
    expect(send('00B2080400')).toBe('6A83');
  });

  test('by short file identifier, without selecting', () => {
    enter();
    expect(send('00B2010412')).toBe('6986');
    expect(send('00B2012C12')).toBe(`${cardIdRecord}9000`);
    expect(send('00B2020403')).toBe('0201339000');
    expect(send('00B2013C00')).toBe('6A82');
    expect(send('00B201FC00')).toBe('6A86');
  });

  test('next and previous go on from the record read last, and the current record is number 0', () => {
    expect(send('00B2000400')).toBe('6A83');
    send('00B2020403');
    expect(send('00B2000403')).toBe('0201339000');
    expect(send('00B2030206')).toBe('0304332E30309000');
    expect(send('00B2010312')).toBe(`${cardIdRecord}9000`);
    expect(send('00B2010312')).toBe('6A83');
    expect(send('00B2010112')).toBe(`${cardIdRecord}9000`);
    expect(send('00B2010700')).toBe('6A86');
  });

  test('of the holder is closed on a third-generation card, open on an older one', () => {
    expect(send('00B2013400')).toBe('6982');
    insert(issueCard({ ...zhangSansCard, generation: '2.0' }, zhangSan));
    enter();
    expect(send('00B2013414')).toMatch(/9000$/);
  });
});

describe('READ BINARY', () => {
  test('of the photo is closed until authentication, and does not read records', () => {
    enter();
    expect(send('00B0880010')).toBe('6982');
    expect(send('00B0850010')).toBe('6981');
    expect(send('00B0000010')).toBe('6981');
  });

  test('gives what is there from an offset, within the file', () => {
    insert({ files: new Map([[0xef08, { kind: 'transparent', read: 'free', updateKeyId: null, content: Buffer.from('00112233', 'hex') }]]) });
    enter();
    expect(send('00B0880002')).toBe('00119000');
    expect(send('00B0000200')).toBe('22339000');
    expect(send('00B0000208')).toBe('6C02');
    expect(send('00B0000400')).toBe('6B00');
  });
});

describe('authentication', () => {
  const challenge = (): Buffer => Buffer.from(send('0084000008').slice(0, 16), 'hex');
  const external = (factor: Buffer, raw: Buffer, keyId = '0A'): string => {
    const code = authenticationCode(image.algorithm, image.key, factor, raw);
    return send(`008200${keyId}10${code.toString('hex')}${raw.toString('hex')}`);
  };

  beforeEach(() => enter());

  test('INTERNAL AUTHENTICATE answers with the reference vector', () => {
    insert({ key: Buffer.from('0123456789ABCDEFFEDCBA9876543210', 'hex') });
    enter();
    expect(send('00880000101122334455667788A1A2A3A4A5A6A7A8')).toBe('6108');
    expect(send('00C0000008')).toBe('2A73A50994D225D69000');
  });

  test('two challenges answered with RKSSSE open the holder\'s file, until the power goes', () => {
    expect(external(challenge(), challenge())).toBe('9000');
    expect(send('00B2013414')).toMatch(/9000$/);
    card.powerOff();
    card.powerOn();
    enter();
    expect(send('00B2013414')).toBe('6982');
  });

  test('a challenge serves once, and needs to be the card\'s own', () => {
    const [factor, raw] = [challenge(), challenge()];
    expect(external(factor, raw)).toBe('9000');
    expect(external(factor, raw)).toBe('6984');
    expect(external(challenge(), Buffer.alloc(8))).toBe('6984');
  });

  test('a wrong proof counts down and takes the right away', () => {
    external(challenge(), challenge());
    challenge();
    const raw = challenge();
    expect(send(`0082000A10${'00'.repeat(8)}${raw.toString('hex')}`)).toBe('63CE');
    expect(send('00B2013414')).toBe('6982');
  });

  test('an unknown key is told as such', () => {
    expect(external(challenge(), challenge(), '07')).toBe('6A88');
  });

  test('challenges come in three lengths only', () => {
    expect(send('0084000004')).toMatch(/^[0-9A-F]{8}9000$/);
    expect(send('0084000010')).toMatch(/^[0-9A-F]{32}9000$/);
    expect(send('0084000005')).toBe('6700');
  });
});

describe('the PIN', () => {
  beforeEach(() => enter());

  test('counts down to locked; asking costs nothing; the counter outlives the power', () => {
    expect(send('0020000000')).toBe('63C6');
    expect([5, 4, 3, 2, 1, 0].map(() => send('0020000003111111'))).toEqual(['63C5', '63C4', '63C3', '63C2', '63C1', '63C0']);
    card.powerOff();
    card.powerOn();
    enter();
    expect(send('0020000003260715')).toBe('6983');
    expect(send('0020000000')).toBe('6983');
  });

  test('verified brings all tries back', () => {
    send('0020000003111111');
    expect(send('0020000003260715')).toBe('9000');
    expect(send('0020000000')).toBe('63C6');
  });

  test('is changed with the old one only', () => {
    expect(send('805E010007111111FF654321')).toBe('63C5');
    expect(send('805E010007260715FF654321')).toBe('9000');
    expect(send('0020000003260715')).toBe('63C5');
    expect(send('0020000003654321')).toBe('9000');
  });

  test.each(['805E010003260715', '805E010007260715FFABCDEF', '805E010004260715FF'])('a change without a new PIN is refused: %s', (command) => {
    expect(send(command)).toBe('6A80');
  });

  test('never set is told by an empty VERIFY', () => {
    insert({ pin: null });
    enter();
    expect(send('0020000000')).toBe('9000');
  });
});

describe('anything else', () => {
  test.each([
    ['00', '6700'], ['00A40400', '6A82'], ['00A404000F73', '6700'], ['00FF0000', '6D00'], ['80CA0000', '6D00'], ['04B20104', '6E00'], ['FF00000000', '6E00'],
    ['00B2010400', '6985'], ['0020000000', '6985'], ['00A4090002EF05', '6A86'],
  ])('%s is answered %s', (command, answer) => {
    expect(send(command)).toBe(answer);
  });

  test('a locked application answers 9303 to everything, damaged records 6581', () => {
    insert({ condition: 'locked' });
    expect([enter(), send('0084000008')]).toEqual(['9303', '9303']);
    insert({ condition: 'damagedRecords' });
    enter();
    expect(send('00B2012C12')).toBe('6581');
  });

  test('a card muted after some commands answers those and no more', () => {
    card = mutedAfter(createSocialSecurityCard(image), 1);
    expect([enter(), enter(), enter()]).toEqual([`${fci}9000`, 'silent', 'silent']);
  });

  test('no bytes whatever make a card throw, or answer with less than a status word', () => {
    const cards = cardNames.map(cardByName);
    const header = fc.tuple(fc.constantFrom(0x00, 0x80, 0x04), fc.constantFrom(0xa4, 0xb2, 0xb0, 0x20, 0x82, 0x84, 0x88, 0x5e, 0xc0), fc.nat(255), fc.nat(255));
    const plausible = fc.tuple(header, fc.uint8Array({ maxLength: 40 })).map(([head, body]) => Uint8Array.from([...head, body.length, ...body]));
    fc.assert(fc.property(fc.array(fc.oneof(fc.uint8Array({ maxLength: 300 }), plausible), { maxLength: 20 }), (commands) => {
      for (const one of cards) {
        one?.powerOn();
        one?.transmit(Buffer.from(`${selectEnvironment}00`, 'hex'));
        for (const command of commands) {
          const response = one?.transmit(Buffer.from(command));
          if (!response) continue;
          expect(response.length).toBeGreaterThanOrEqual(2);
          expect(response.length).toBeLessThanOrEqual(258);
        }
      }
    }), { numRuns: 60 });
  });
});
