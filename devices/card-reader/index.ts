/** Door of the card reader: what it can be asked, and the way to make one from a machine profile. */
import type { Clock } from '../clock.ts';
import { noLog, type DeviceLog } from '../device-log.ts';
import { withListener, type ApduListener } from './apdu-listener.ts';
import { noAuthentication, softwareAuthentication, type CardAuthentication } from './authentication.ts';
import { createCardReaderOn } from './card-reader.ts';
import type { CardReader } from './contract.ts';
import { openPcsc } from './pcsc-binding.ts';
import { createPcscSlot } from './pcsc-driver.ts';
import type { CardSlot } from './slot.ts';
import { createVpcdSlot } from './vpcd-driver.ts';

export type { ApduListener } from './apdu-listener.ts';
export { createApduTrace } from './apdu-trace.ts';
export type * from './contract.ts';

export interface CardReaderOptions {
  /** Name in the machine profile. */
  readonly name: string;
  readonly reader:
    /** `reader` is the beginning of the reader's name; absent: the first found. */
    | { readonly driver: 'pcsc'; readonly reader?: string | undefined }
    /** `listen` is `tcp://host:port`. */
    | { readonly driver: 'vpcd'; readonly listen: string };
  readonly authentication: { readonly provider: 'software'; readonly testKey: string } | { readonly provider: 'none' };
  readonly clock: Clock;
  /** Told of the wire's troubles; never of anything personal. */
  readonly log?: DeviceLog;
  /** Hears every APDU as it is, personal data included: for a trace that masks it. Absent on a kiosk at work. */
  readonly onApdu?: ApduListener;
}

/** Opens the reader at once and keeps it open, whatever becomes of the service, until `close()`. */
export function createCardReader({ name, reader, authentication, clock, log = noLog, onApdu }: CardReaderOptions): CardReader {
  const slot = slotOf(reader, clock, log);
  return createCardReaderOn(onApdu ? withListener(slot, onApdu) : slot, { name, authentication: providerOf(authentication), clock });
}

function slotOf(reader: CardReaderOptions['reader'], clock: Clock, log: DeviceLog): CardSlot {
  switch (reader.driver) {
    case 'pcsc': return createPcscSlot({ readerName: reader.reader, clock, open: openPcsc, log });
    case 'vpcd': return createVpcdSlot({ listen: reader.listen, clock, log });
    default: return reader satisfies never;
  }
}

function providerOf(authentication: CardReaderOptions['authentication']): CardAuthentication {
  switch (authentication.provider) {
    case 'software': return softwareAuthentication(authentication.testKey);
    case 'none': return noAuthentication;
    default: return authentication satisfies never;
  }
}
