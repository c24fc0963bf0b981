import { expect, test } from 'vitest';
import { claimName } from './claim.ts';

test('a name is held by one and free again when let go', async () => {
  const name = `tongban-test-${process.pid}`;
  const first = await claimName(name);
  expect(first).not.toBeNull();
  expect(await claimName(name)).toBeNull();
  await first?.close();
  const again = await claimName(name);
  expect(again).not.toBeNull();
  await again?.close();
});
