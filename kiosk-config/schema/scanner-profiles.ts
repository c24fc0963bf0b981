/** The scanners' part of a machine profile: residents' documents by their chip, machine-readable lines, codes. */
import * as z from 'zod';
import { StreamAddress } from './stream-address.ts';

/** Who decodes chip photographs. `program`: one around the maker's library, WLT block in, BMP out; `platform`: the platform, to which the block is sent. */
const PhotoDecoderProfile = z.discriminatedUnion('driver', [
  z.strictObject({ driver: z.literal('program'), program: z.string().regex(/^\//), args: z.array(z.string()).default([]) }),
  z.strictObject({ driver: z.literal('platform') }),
]);

/**
 * Reads residents' documents by their chip. `photoDecoder` absent: photographs stay encoded. `rfBlock`: the longest block in
 * bytes that the module sends over its antenna, for readers whose manual asks for one (mostly 80); absent: its own choice.
 * `switchBaudTo`: the speed that the module is told to go on at; `address` names the one at which it starts.
 */
export const IdScannerProfile = z.strictObject({
  driver: z.literal('sam-v'),
  address: StreamAddress,
  photoDecoder: PhotoDecoderProfile.optional(),
  rfBlock: z.int().min(16).max(255).optional(),
  switchBaudTo: z.literal([115_200, 57_600, 38_400, 19_200, 9600]).optional(),
}).refine(({ address, switchBaudTo }) => switchBaudTo === undefined || address.startsWith('serial:'), {
  path: ['switchBaudTo'], message: 'only a serial line has a speed',
});
export type IdScannerProfile = z.infer<typeof IdScannerProfile>;

/** How a device that speaks unasked is set up. `ending`: whether it sends a suffix behind what it has seen, or nothing. */
const speaking = {
  address: StreamAddress,
  ending: z.enum(['suffix', 'gap']).default('suffix'),
  encoding: z.enum(['utf-8', 'gbk']).default('utf-8'),
};

/** Reads passports and travel cards: a reader that sends their machine-readable lines unasked. */
export const DocumentReaderProfile = z.strictObject({ driver: z.literal('mrz-lines'), ...speaking });

/** A module on a serial line that sends each code it sees. */
export const CodeScannerProfile = z.strictObject({ driver: z.literal('serial-code'), ...speaking });
