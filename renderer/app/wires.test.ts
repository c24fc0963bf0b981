import { expect, test } from 'vitest';
import { linkAddress, overShellDoor } from './wires.ts';

test('the core\'s socket stands beside the document and gets its query', () => {
  expect(linkAddress('http://127.0.0.1:4210/?panel=abc#top')).toBe('ws://127.0.0.1:4210/link?panel=abc');
});

test('through the shell\'s door messages go both ways until the wire is closed', () => {
  let listener: ((message: unknown) => void) | null = null;
  const sent: unknown[] = [];
  const received: unknown[] = [];
  let opened = 0;
  const wire = overShellDoor({
    send: (message) => sent.push(message),
    onMessage(call) {
      listener = call;
      return () => { listener = null; };
    },
  })({ opened: () => { opened += 1; }, received: (value) => received.push(value), closed: () => undefined, replaced: () => undefined });
  wire.send({ type: 'hello', contractVersion: 1 });
  (listener as ((message: unknown) => void) | null)?.('hello page');
  expect({ opened, sent, received }).toEqual({ opened: 1, sent: [{ type: 'hello', contractVersion: 1 }], received: ['hello page'] });
  wire.close();
  expect(listener).toBeNull();
});
