/**
 * The synthetic persons of demonstrations, training and tests. None of them exists: region 990000 is not allocated in
 * GB/T 2260, permit-type numbers have a birth year of 1890; every check digit is valid (GB 11643).
 */

export interface SyntheticCard {
  readonly generation: '1.0' | '2.0' | '3.0';
  /** Card identification code, 32 hex digits: region 3 bytes, D156000005, serial 4 bytes, authentication code 4 bytes. */
  readonly cardId: string;
  readonly cardNumber: string;
  readonly issuedOn: string;
  readonly expiresOn: string;
  readonly pin: string;
}

export interface SyntheticIdCard {
  readonly type: 'citizen' | 'foreign-permanent-resident-2023';
  readonly address: string;
  readonly issuer: string;
  readonly nationality: string | null;
  readonly validFrom: string;
  /** ISO date or `long-term`. */
  readonly validTo: string;
}

export const travelDocumentKinds = ['passport', 'residence-permit', 'identity-card'] as const;
export type TravelDocumentKind = (typeof travelDocumentKinds)[number];

/** A document with a machine-readable zone (ICAO 9303), issued abroad: a passport, or a card. */
export interface SyntheticTravelDocument {
  readonly kind: TravelDocumentKind;
  readonly number: string;
  /** ISO 3166 alpha-3, or ICAO's specimen state `UTO`. */
  readonly nationality: string;
  readonly validTo: string;
}

/** What the demo hall knows of the person's benefit. */
export type SyntheticBenefit =
  | { readonly state: 'drawing'; /** Days from today to the end of the present certification; negative: overdue. */ readonly certifiedForDays: number }
  | { readonly state: 'suspended'; readonly sinceDays: number }
  | { readonly state: 'pending-review'; readonly sinceDays: number }
  | { readonly state: 'no-record' }
  | { readonly state: 'deceased-flag' };

/** Insurance as flexible employment, as the demo hall knows it on its first day. */
export interface SyntheticFlexibleInsurance {
  /** The monthly contribution base in force, in fen. */
  readonly baseFen: number;
  /** Days from that day to the first and to the last day of the yearly declaration window; negative: past. */
  readonly windowOpensInDays: number;
  readonly windowClosesInDays: number;
  /** What was declared in that window, so many days ago; absent: nothing. */
  readonly declared?: { readonly baseFen: number; readonly daysAgo: number };
}

export interface SyntheticPerson {
  /** Name used on the dock and its command line. */
  readonly id: string;
  readonly name: string;
  readonly latinName: string | null;
  readonly number: string;
  readonly sex: 'male' | 'female';
  readonly ethnicCode: string;
  readonly birthDate: string;
  /** Why this person is in the tray. */
  readonly role: { readonly 'zh-CN': string; readonly en: string };
  readonly card: SyntheticCard | null;
  readonly idCard: SyntheticIdCard | null;
  /** Absent where the person has none. */
  readonly travelDocuments?: readonly SyntheticTravelDocument[];
  readonly benefit: SyntheticBenefit;
  /** Absent for everybody who is not insured as flexible employment. */
  readonly flexibleInsurance?: SyntheticFlexibleInsurance;
  /** Which portrait of the bundled training set is this person's face. */
  readonly portrait: 'a' | 'b' | 'c' | 'd' | 'e' | 'f';
}

const address = '示范省通办示范区社保路1号';
const issuer = '通办示范区公安分局';
const idCard = (validTo: string): SyntheticIdCard => ({ type: 'citizen', address, issuer, nationality: null, validFrom: '2016-05-20', validTo });
const card = (serial: number, cardNumber: string, more: Partial<SyntheticCard> = {}): SyntheticCard => ({
  generation: '3.0',
  cardId: `990000D156000005${serial.toString(16).toUpperCase().padStart(8, '0')}A1B2C3D4`,
  cardNumber,
  issuedOn: '2024-06-01',
  expiresOn: '2034-06-01',
  pin: '260715',
  ...more,
});

export const persons: readonly SyntheticPerson[] = [
  {
    id: 'zhang-san', name: '张三', latinName: null, number: '990000198506150010', sex: 'male', ethnicCode: '01', birthDate: '1985-06-15',
    role: { 'zh-CN': '正常，本月到期应认证；灵活就业，可申报缴费基数', en: 'normal: certification due this month; in flexible employment, can declare a base' },
    card: card(1, 'K00000014'), idCard: idCard('2036-05-20'), benefit: { state: 'drawing', certifiedForDays: 20 }, portrait: 'a',
    flexibleInsurance: { baseFen: 520_000, windowOpensInDays: -20, windowClosesInDays: 39 },
  },
  {
    id: 'li-si', name: '李四', latinName: null, number: '990000196002290002', sex: 'female', ethnicCode: '01', birthDate: '1960-02-29',
    role: { 'zh-CN': '已逾期，应尽快认证（二代卡）', en: 'overdue (second-generation card)' },
    card: card(2, 'K00000022', { generation: '2.0' }), idCard: idCard('long-term'), benefit: { state: 'drawing', certifiedForDays: -15 }, portrait: 'b',
  },
  {
    id: 'wang-wu', name: '王五', latinName: null, number: '990000195803010010', sex: 'male', ethnicCode: '03', birthDate: '1958-03-01',
    role: { 'zh-CN': '未到认证期', en: 'not due yet' },
    card: card(3, 'K00000030'), idCard: idCard('long-term'), benefit: { state: 'drawing', certifiedForDays: 300 }, portrait: 'c',
  },
  {
    id: 'zhao-liu', name: '赵六', latinName: null, number: '990000196207180026', sex: 'female', ethnicCode: '11', birthDate: '1962-07-18',
    role: { 'zh-CN': '待遇已暂停', en: 'benefit suspended' },
    card: card(4, 'K00000049'), idCard: idCard('2036-05-20'), benefit: { state: 'suspended', sinceDays: 40 }, portrait: 'd',
  },
  {
    id: 'sun-qi', name: '孙七', latinName: null, number: '990000196509090034', sex: 'male', ethnicCode: '01', birthDate: '1965-09-09',
    role: { 'zh-CN': '无待遇记录；今年已申报缴费基数', en: 'no benefit record; has declared a base this year' },
    card: card(5, 'K00000057'), idCard: idCard('2036-05-20'), benefit: { state: 'no-record' }, portrait: 'e',
    flexibleInsurance: { baseFen: 520_000, windowOpensInDays: -20, windowClosesInDays: 39, declared: { baseFen: 600_000, daysAgo: 5 } },
  },
  {
    id: 'zhou-ba', name: '周八', latinName: null, number: '990000195712120046', sex: 'female', ethnicCode: '01', birthDate: '1957-12-12',
    role: { 'zh-CN': '社保卡已过期', en: 'card expired' },
    card: card(6, 'K00000065', { issuedOn: '2014-06-01', expiresOn: '2024-06-01' }), idCard: idCard('long-term'), benefit: { state: 'drawing', certifiedForDays: 10 }, portrait: 'f',
  },
  {
    id: 'wang-yan', name: '王𬱖䶮', latinName: null, number: '990000195404050058', sex: 'male', ethnicCode: '02', birthDate: '1954-04-05',
    role: { 'zh-CN': '姓名含生僻字', en: 'rare characters in the name' },
    card: card(7, 'K00000073'), idCard: idCard('long-term'), benefit: { state: 'drawing', certifiedForDays: 5 }, portrait: 'a',
  },
  {
    id: 'anna', name: '安娜', latinName: 'ERIKSSON ANNA MARIA', number: '911840189012120053', sex: 'male', ethnicCode: '98', birthDate: '1890-12-12',
    role: { 'zh-CN': '外国人永久居留身份证', en: 'foreigner with a permanent-resident ID card' },
    card: null,
    idCard: { type: 'foreign-permanent-resident-2023', address: '', issuer: '', nationality: 'UTO', validFrom: '2024-01-01', validTo: '2034-01-01' },
    // The first two have the numbers of ICAO's own specimens.
    travelDocuments: [
      { kind: 'passport', number: 'L898902C3', nationality: 'UTO', validTo: '2034-06-30' },
      { kind: 'residence-permit', number: 'D23145890', nationality: 'UTO', validTo: '2031-03-31' },
      { kind: 'identity-card', number: 'I10734589', nationality: 'UTO', validTo: '2029-09-30' },
    ],
    benefit: { state: 'drawing', certifiedForDays: 12 }, portrait: 'd',
  },
  {
    id: 'wu-jiu', name: '吴九', latinName: null, number: '99000019480120006X', sex: 'female', ethnicCode: '01', birthDate: '1948-01-20',
    role: { 'zh-CN': '上次认证人工复核中', en: 'last certification under review' },
    card: card(8, 'K00000081'), idCard: idCard('long-term'), benefit: { state: 'pending-review', sinceDays: 3 }, portrait: 'b',
  },
  {
    id: 'zheng-shi', name: '郑十', latinName: null, number: '990000197008150072', sex: 'male', ethnicCode: '01', birthDate: '1970-08-15',
    role: { 'zh-CN': '系统标记异常（不告知本人）；缴费基数申报期已过', en: 'flagged in the records (never told to the person); window for declaring a base is closed' },
    card: card(9, 'K0000009X'), idCard: idCard('2036-05-20'), benefit: { state: 'deceased-flag' }, portrait: 'e',
    flexibleInsurance: { baseFen: 520_000, windowOpensInDays: -80, windowClosesInDays: -21 },
  },
];

/** The attendant's own card, which co-signs; listed in kiosk.yaml. */
export const attendantCard: SyntheticCard = {
  generation: '3.0', cardId: '990000D15600000500000099A1A2A3A4', cardNumber: 'K00000903', issuedOn: '2024-06-01', expiresOn: '2034-06-01', pin: '260715',
};

/** National key from which those of the test cards are derived; the published SM4 example key, never a real one. */
export const testAuthenticationKey = '0123456789ABCDEFFEDCBA9876543210';

export function personById(id: string): SyntheticPerson | null {
  return persons.find((person) => person.id === id) ?? null;
}
