import { expect, test } from 'vitest';
import { readDemoOptions } from './options.ts';

test('only the state directory has to be named', () => {
  expect(readDemoOptions(['--state', '.tongban'])).toEqual({
    state: '.tongban', resetHall: false, slot: 0, dockPort: 0, template: 'kiosk-config/profiles/demo-portrait.yaml', cardWire: 'automatic', voicePaceMs: null,
  });
});

test('everything can be chosen', () => {
  expect(readDemoOptions(['--state', 's', '--reset-demo', '--slot', '1', '--dock-port', '8070', '--template', 'kiosk-config/profiles/demo-landscape.yaml', '--card-wire', 'vpcd', '--voice-pace', '5'])).toEqual({
    state: 's', resetHall: true, slot: 1, dockPort: 8070, template: 'kiosk-config/profiles/demo-landscape.yaml', cardWire: 'vpcd', voicePaceMs: 5,
  });
});

test.each([
  [[], '--state is missing'],
  [['--state', 's', '--slot', '2'], '--slot 2 is none of 0, 1'],
  [['--state', 's', '--voice-pace', 'slow'], '--voice-pace slow is not a number'],
  [['--state', 's', '--dock-port', 'x'], '--dock-port x is not a port'],
])('a command line that is off is refused with a sentence: %j', (argv, sentence) => {
  expect(() => readDemoOptions(argv)).toThrow(sentence);
});
