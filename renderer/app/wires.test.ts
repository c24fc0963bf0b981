import { expect, test } from 'vitest';
import type { PageMessage } from '../../main/contract/index.ts';
import { linkAddress, overBridge } from './wires.ts';

test('the core\'s socket stands beside the document and gets its token', () => {
  expect(linkAddress('http://127.0.0.1:4210/?token=abc#top')).toBe('ws://127.0.0.1:4210/link?token=abc');
});

test('over the shell\'s bridge messages go both ways until the wire is closed', () => {
  let listener: ((message: unknown) => void) | null = null;
  const sent: PageMessage[] = [];
  const received: unknown[] = [];
  let opened = 0;
  const wire = overBridge({
    send: (message) => sent.push(message),
    onMessage(call) {
      listener = call;
      return () => { listener = null; };
    },
  })({ opened: () => { opened += 1; }, received: (value) => received.push(value), closed: () => undefined });
  wire.send({ type: 'hello', contractVersion: 1 });
  (listener as ((message: unknown) => void) | null)?.('hello page');
  expect({ opened, sent, received }).toEqual({ opened: 1, sent: [{ type: 'hello', contractVersion: 1 }], received: ['hello page'] });
  wire.close();
  expect(listener).toBeNull();
});
