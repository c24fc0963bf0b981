import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { orThrow } from '../../../test/support/or-throw.ts';
import type { Clock } from '../../clock.ts';
import { createIdScannerPeer } from './index.ts';

/** SEARCH of the SAM_V protocol: is there a document? */
const search = Buffer.from('aaaaaa96690003200122', 'hex');

/** Time goes on at every look at it, as that of a busy machine does. */
function hurryingClock(waits: number[]): Clock {
  let now = 0;
  return {
    now: () => (now += 5),
    after(ms, call) {
      waits.push(ms);
      setImmediate(call);
      return waits.length;
    },
    clear: () => undefined,
  };
}

test('a paced answer is never due in the past, and comes whole', async () => {
  const waits: number[] = [];
  const { peer } = orThrow(await createIdScannerPeer({ port: 0, pace: { baud: 115_200, clock: hurryingClock(waits) } }));
  onTestFinished(() => peer.unplug());
  const socket = connect(Number(peer.address.split(':').at(-1)));
  onTestFinished(() => void socket.destroy());
  socket.write(search);
  const [answer] = await once(socket, 'data') as [Buffer];
  expect(answer.subarray(0, 5).toString('hex')).toBe('aaaaaa9669');
  expect(waits.length).toBeGreaterThan(0);
  for (const ms of waits) expect(ms).toBeGreaterThan(0);
});
