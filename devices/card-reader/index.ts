/** Door of the card reader: what it can be asked, and the way to make one from a machine profile. */
import type { Clock } from '../clock.ts';
import { noLog, type DeviceLog } from '../device-log.ts';
import { withListener, type ApduListener } from './apdu-listener.ts';
import { inTurn, noAuthentication, softwareAuthentication, type CardAuthentication } from './authentication.ts';
import type { ReadKeyIds } from './card-file.ts';
import { createCardReaderOn } from './card-reader.ts';
import type { CardReader } from './contract.ts';
import { hsmAuthentication, type HsmPort } from './hsm.ts';
import { openPcsc } from './pcsc-binding.ts';
import { createPcscSlot } from './pcsc-driver.ts';
import { createPsam, type Psam, type PsamContent } from './psam.ts';
import type { CardSlot } from './slot.ts';
import { createVpcdSlot } from './vpcd-driver.ts';

export type { ApduListener } from './apdu-listener.ts';
export { createApduTrace } from './apdu-trace.ts';
export type * from './contract.ts';

export { reinsertWaitMs } from './card-write.ts';
export { atrWithoutSerial } from './atr.ts';
export { applicationFiles, type ApplicationFile } from './application-files.ts';
export { goesOnWithHsm, middlewareCode, middlewareCodeOfFault, middlewareCodeOfFile, middlewareCodeOfPin, middlewareCodeOfStatusWord, type MiddlewareCode } from './middleware-codes.ts';
export { hsmKeyAddress, noHsm, type HsmPort } from './hsm.ts';
export { encodeHsmAnswers, parseHsmChallenges } from './hsm-strings.ts';
export { softwareAuthentication, type CardKeyOrigin } from './authentication.ts';
export type { ReadKeyIds } from './card-file.ts';
export type { PsamContent, PsamKeys } from './psam.ts';

export type ReaderChoice =
  /** `reader`: name of the reader, or names in order of preference, each as `reader-name.ts` has it; absent: the first found. */
  | { readonly driver: 'pcsc'; readonly reader?: string | readonly string[] | undefined }
  /** `listen` is `tcp://host:port`. */
  | { readonly driver: 'vpcd'; readonly listen: string };

export interface CardReaderOptions {
  /** Name in the machine profile. */
  readonly name: string;
  readonly reader: ReaderChoice;
  readonly authentication:
    | { readonly provider: 'none' }
    | { readonly provider: 'software'; readonly testKey: string }
    /** The PSAM in another reader; what it cannot do goes to `hsm`, where there is one. */
    | { readonly provider: 'psam'; readonly reader: ReaderChoice; readonly holds: PsamContent; readonly hsm?: HsmPort }
    | { readonly provider: 'hsm'; readonly hsm: HsmPort };
  /** Identifiers of the applications' read keys on this region's cards, for reading files by key. */
  readonly readKeyIds?: ReadKeyIds;
  readonly clock: Clock;
  /** Told of the wire's troubles; never of anything personal. */
  readonly log?: DeviceLog;
  /** Hears every APDU of card and PSAM as it is, personal data and keys' work included: for a trace that masks it. Absent on a kiosk at work. */
  readonly onApdu?: ApduListener;
}

/** Opens the reader at once and keeps it open, whatever becomes of the service, until `close()`. */
export function createCardReader({ name, reader, authentication, readKeyIds, clock, log = noLog, onApdu }: CardReaderOptions): CardReader {
  const slot = slotOf(reader, clock, log);
  const provider = providerOf(authentication, { clock, log, onApdu });
  const device = createCardReaderOn(onApdu ? withListener(slot, 'card', onApdu) : slot, {
    name, authentication: provider, clock, log, ...(readKeyIds && { readKeyIds }), ...(provider.psam && { psam: provider.psam }),
  });
  return {
    ...device,
    async close() {
      await device.close();
      await provider.close();
    },
  };
}

function slotOf(reader: ReaderChoice, clock: Clock, log: DeviceLog): CardSlot {
  switch (reader.driver) {
    case 'pcsc': return createPcscSlot({ readerNames: [reader.reader ?? []].flat(), clock, open: openPcsc, log });
    case 'vpcd': return createVpcdSlot({ listen: reader.listen, clock, log });
    default: return reader satisfies never;
  }
}

/** `psam`: null where the choice is without one. */
type Provider = CardAuthentication & { readonly psam: Psam | null; close(): Promise<void> };

const withoutWire = (authentication: CardAuthentication): Provider => ({ ...authentication, psam: null, close: async () => undefined });

interface Surroundings {
  readonly clock: Clock;
  readonly log: DeviceLog;
  readonly onApdu: ApduListener | undefined;
}

function providerOf(choice: CardReaderOptions['authentication'], { clock, log, onApdu }: Surroundings): Provider {
  switch (choice.provider) {
    case 'software': return withoutWire(softwareAuthentication(choice.testKey));
    case 'none': return withoutWire(noAuthentication);
    case 'hsm': return withoutWire(hsmAuthentication(choice.hsm));
    case 'psam': {
      const slot = slotOf(choice.reader, clock, log);
      const psam = createPsam(onApdu ? withListener(slot, 'psam', onApdu) : slot, choice.holds);
      return { ...(choice.hsm ? inTurn(psam, hsmAuthentication(choice.hsm)) : psam), psam, close: psam.close };
    }
    default: return choice satisfies never;
  }
}
