/** Turns an intent into the visit's event, if the screen shown offers it; everything else is dropped. */
import { Personal } from '../../../devices/personal.ts';
import type { Choice, Intent, Screen } from '../../contract/index.ts';
import type { VisitEvent } from './machine.ts';

const besideRows = (body: Screen['body']): readonly Choice[] => ('rows' in body ? body.rows.flatMap(({ change }) => (change ? [change] : [])) : []);

const offersChoice = ({ body }: Screen, choice: string): boolean =>
  'choices' in body && [...body.choices, ...besideRows(body)].some(({ id }) => id === choice);

const isOpen = ({ body }: Screen, service: string): boolean =>
  body.kind === 'menu' && body.entries.some((entry) => entry.service === service && entry.closed === null);

/** Null where the intent answers another screen or something this screen does not offer. */
export function eventFor(intent: Intent, shown: Screen): VisitEvent | null {
  if (intent.screenId !== shown.id) return null;
  switch (intent.kind) {
    case 'start':
      return shown.body.kind === 'attract' ? { type: 'person.start', modes: intent.modes } : null;
    case 'open-service':
      return isOpen(shown, intent.service) ? { type: `open.${intent.service}` } : null;
    case 'choose':
      return offersChoice(shown, intent.choice) ? { type: `choose.${intent.choice}` } : null;
    case 'pin-key':
      return shown.body.kind === 'pin' ? { type: 'person.pin-key', key: intent.key } : null;
    case 'enter':
      return shown.body.kind === 'entry' ? { type: 'person.enter', value: new Personal(intent.value) } : null;
    case 'rate':
      return shown.body.kind === 'rating' ? { type: 'person.rate', level: intent.level } : null;
    case 'back':
      return shown.allows.back ? { type: 'person.back' } : null;
    case 'cancel':
      return shown.allows.cancel ? { type: 'person.cancel' } : null;
    case 'help':
      return { type: 'person.help' };
    case 'more-time':
      return shown.allows.moreTime ? { type: 'person.more-time' } : null;
    case 'active':
      // While it is asked whether somebody is there, only an answer answers.
      return shown.allows.moreTime && shown.idleWarning === null ? { type: 'person.active' } : null;
    case 'set-modes':
      return { type: 'person.set-modes', modes: intent.modes };
    default:
      return intent satisfies never;
  }
}
