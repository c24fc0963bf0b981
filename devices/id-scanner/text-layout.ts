/** Where each field stands in the 256-byte text block, for the four kinds of document told apart at offset 248. */
import type { ResidentDocumentType } from './contract.ts';

export const textBlockSize = 256;
export const typeOffset = 248;

/** Byte offset and byte length; text is UTF-16LE, padded at the right with spaces. */
export type Field = readonly [offset: number, length: number];

/** The type mark at offset 248; a citizen's card has a space or zero there. */
export const typeMarks = {
  citizen: ' ',
  'foreign-permanent-resident-2017': 'I',
  'hmt-residence-permit': 'J',
  'foreign-permanent-resident-2023': 'Y',
} as const satisfies Record<ResidentDocumentType, string>;

/** Citizen's resident identity card. */
export const citizenFields = {
  name: [0, 30], sex: [30, 2], ethnic: [32, 4], birth: [36, 16], address: [52, 70], number: [122, 36],
  issuer: [158, 30], validFrom: [188, 16], validTo: [204, 16], reserved: [220, 36],
} as const satisfies Record<string, Field>;

/** Residence permit of Hong Kong, Macao and Taiwan residents (J). */
export const hmtPermitFields = {
  name: [0, 30], sex: [30, 2], reserved: [32, 4], birth: [36, 16], address: [52, 70], number: [122, 36],
  issuer: [158, 30], validFrom: [188, 16], validTo: [204, 16], passNumber: [220, 18], issueCount: [238, 4],
  reservedToo: [242, 6], type: [248, 2], reservedLast: [250, 6],
} as const satisfies Record<string, Field>;

/** Foreigner's permanent-resident card of 2017 (I). */
export const foreigner2017Fields = {
  latinName: [0, 120], sex: [120, 2], number: [122, 30], nationality: [152, 6], chineseName: [158, 30],
  validFrom: [188, 16], validTo: [204, 16], birth: [220, 16], version: [236, 4], authority: [240, 8],
  type: [248, 2], reserved: [250, 6],
} as const satisfies Record<string, Field>;

/** Foreigner's permanent-resident card issued from 2023-12-01 (Y); the Latin name is continued in a second field. */
export const foreigner2023Fields = {
  chineseName: [0, 30], sex: [30, 2], renewals: [32, 4], birth: [36, 16], latinName: [52, 70], number: [122, 36],
  reserved: [158, 30], validFrom: [188, 16], validTo: [204, 16], latinNameMore: [220, 22], nationality: [242, 6],
  type: [248, 2], oldNumberLink: [250, 6],
} as const satisfies Record<string, Field>;
