/** The devices below the visit, one section each: APDU round trip, codec, receipt, recovery after an unplug. */
import { measureApduRoundTrip } from './devices/apdu-round-trip.ts';
import { measureCodecRate } from './devices/codec-rate.ts';
import { measureReceiptCompose } from './devices/receipt-compose.ts';
import { measureRecovery } from './devices/recovery.ts';
import type { Section } from './table.ts';

export async function measureDevices(): Promise<readonly Section[]> {
  return [
    { title: 'APDU round trip over the PC/SC service', measurements: await measureApduRoundTrip() },
    { title: 'SAM_V codec', measurements: await measureCodecRate() },
    { title: 'Composing a receipt', measurements: await measureReceiptCompose() },
    { title: 'Recovery after an unplug', measurements: await measureRecovery() },
  ];
}
