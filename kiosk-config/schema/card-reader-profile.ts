/** The card reader's part of a machine profile: which reader, and who answers the cards that ask for keys. */
import * as z from 'zod';
import { TcpAddress } from './stream-address.ts';

/** Beginning of a reader's name; `*` stands for anything. `*PICC` is in every name that has PICC in it. */
const ReaderName = z.string().min(1).max(200);

export const CardReaderProfile = z.discriminatedUnion('driver', [
  /**
   * The machine's PC/SC service. A contactless antenna is a reader of its own there: of several names, in order of preference,
   * the first whose reader holds a card is used. Absent: the first reader found.
   */
  z.strictObject({ driver: z.literal('pcsc'), reader: z.union([ReaderName, z.array(ReaderName).min(1).max(8)]).optional() }),
  /** Cards that attach to us over the vpcd protocol, for machines without a PC/SC service (training, tests). `tcp://host:port`. */
  z.strictObject({ driver: z.literal('vpcd'), listen: TcpAddress }),
]);
export type CardReaderProfile = z.infer<typeof CardReaderProfile>;

const Byte = z.int().min(0).max(0xff);

/** Keys that open files of the applications, each by its identifier on the cards of this region; the standard publishes none. */
const readKeyIds = z.partialRecord(z.enum(['RK1DF01', 'RK1DF02', 'RK1DF03', 'RK2DF03', 'RK1DF04']), Byte).default({});

/** Where keys lie on the PSAM of this region. */
const PsamKeys = z.partialRecord(
  z.enum(['IRK', 'RKSSSE', 'RK1DF01', 'RK1DF02', 'RK1DF03', 'RK2DF03', 'RK1DF04']),
  z.strictObject({ usage: Byte, keyId: Byte }),
);

/** Who answers the authentication challenges of cards. */
export const CardAuthenticationProfile = z.discriminatedUnion('provider', [
  /** Keys in software, derived from one national test key of 32 hex digits: test keys only, never real ones. */
  z.strictObject({ provider: z.literal('software'), testKey: z.string().regex(/^[0-9A-Fa-f]{32}$/), readKeyIds }),
  /** A PSAM in a slot of its own. `otherwise`: what it cannot do, the platform's HSM is asked for. */
  z.strictObject({
    provider: z.literal('psam'),
    reader: CardReaderProfile,
    keys: PsamKeys,
    algorithms: z.array(z.enum(['3DES', 'SM4'])).min(1),
    otherwise: z.literal('hsm').optional(),
    readKeyIds,
  }),
  /** The platform's HSM answers everything. */
  z.strictObject({ provider: z.literal('hsm'), readKeyIds }),
  z.strictObject({ provider: z.literal('none') }),
]);
export type CardAuthenticationProfile = z.infer<typeof CardAuthenticationProfile>;
