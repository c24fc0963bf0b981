/** Which addresses a machine profile may name. */
import { expect, test } from 'vitest';
import { StreamAddress, TcpAddress } from './stream-address.ts';

const sentenceFor = (schema: typeof StreamAddress, address: string): string | undefined => schema.safeParse(address).error?.issues[0]?.message;

test.each(['serial:/dev/ttyUSB0', 'serial:/dev/ttyUSB0?baud=9600', 'file:/dev/usb/lp0', 'tcp://192.0.2.7:9100', 'tcp://printer.example:65535'])('%s is one', (address) => {
  expect(StreamAddress.safeParse(address).success).toBe(true);
});

test.each(['/dev/ttyUSB0', 'tcp://192.0.2.7', 'http://192.0.2.7:9100', 'serial:ttyUSB0'])('%s is none', (address) => {
  expect(StreamAddress.safeParse(address).success).toBe(false);
});

test.each(['tcp://192.0.2.7:0', 'tcp://192.0.2.7:99999'])('%s is told what a port is', (address) => {
  for (const schema of [StreamAddress, TcpAddress]) expect(sentenceFor(schema, address)).toBe('a TCP port is a number from 1 to 65535');
});
