/** The command that decodes a chip's photograph: what the decoder says, in the words of the grammar. */
import type { DeviceLog } from '../device-log.ts';
import { fault, type CommandHandler, type Fault } from '../device.ts';
import type { IdScannerCommands, IdScannerReason } from './contract.ts';
import type { PhotoDecoder, PhotoProblem } from './photo-decoder.ts';

export function decodeBy(decoder: PhotoDecoder, log: DeviceLog): CommandHandler<IdScannerCommands['decodePhoto'], IdScannerReason> {
  return async (wlt, { signal }) => {
    const decoded = await decoder.decode(wlt, signal);
    if (decoded.ok) return { code: 'success', value: { bitmap: decoded.bitmap } };
    log('photograph not decoded', { problem: decoded.problem });
    return photoFault(decoded.problem);
  };
}

function photoFault(problem: PhotoProblem): Fault<IdScannerReason> {
  switch (problem) {
    case 'decoderMissing':
    case 'decoderFailed':
      return fault('deviceNotReady');
    case 'timeOut':
      return fault('timeOut');
    case 'canceled':
      return fault('canceled');
    case 'noBitmap':
      return fault('invalidData');
    default:
      return problem satisfies never;
  }
}
