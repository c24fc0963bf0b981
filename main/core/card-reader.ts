/** Opens the card reader that the machine profile names, with whoever the profile says answers its cards. */
import { createCardReader, type CardReader, type CardReaderOptions, type HsmPort } from '../../devices/card-reader/index.ts';
import type { CardAuthenticationProfile, CardReaderProfile } from '../../kiosk-config/schema/card-reader-profile.ts';

type Surroundings = Pick<CardReaderOptions, 'clock' | 'log' | 'onApdu'> & {
  /** The way to the platform's HSM. */
  readonly hsm: HsmPort;
};

/** Opens it at once, whatever is there: what is missing is told by its status. */
export function openCardReader(reader: CardReaderProfile, authentication: CardAuthenticationProfile, { hsm, ...surroundings }: Surroundings): CardReader {
  return createCardReader({
    name: 'card-reader',
    reader,
    authentication: providerOf(authentication, hsm),
    ...(authentication.provider !== 'none' && { readKeyIds: authentication.readKeyIds }),
    ...surroundings,
  });
}

function providerOf(profile: CardAuthenticationProfile, hsm: HsmPort): CardReaderOptions['authentication'] {
  switch (profile.provider) {
    case 'none': return { provider: 'none' };
    case 'software': return { provider: 'software', testKey: profile.testKey };
    case 'hsm': return { provider: 'hsm', hsm };
    case 'psam': {
      const { reader, keys, algorithms, otherwise } = profile;
      return { provider: 'psam', reader, holds: { keys, algorithms }, ...(otherwise === 'hsm' && { hsm }) };
    }
    default: return profile satisfies never;
  }
}
