/** The plug of a simulated serial device: where it is plugged in, and pulling it and putting it back from the dock. */
import { rm } from 'node:fs/promises';
import { done, refused, type Answer } from '../../devices/simulators/dock/index.ts';
import type { FaultyPeer, PeerOutcome, WireEnd } from '../../devices/simulators/wires/index.ts';
import { freePort } from './listening.ts';

/** What the device is called in sentences, without an article. */
export interface DeviceName {
  readonly 'zh-CN': string;
  readonly en: string;
}

/**
 * Plugs a device in behind a pseudo-terminal at `link`, the path under which the kiosk finds the port, or behind TCP on a machine
 * without socat. Rejects where neither can be had.
 */
export async function plugIn<Peer>(name: DeviceName, link: string, create: (where: WireEnd) => Promise<PeerOutcome<Peer>>): Promise<Peer> {
  // A demo that was killed may have left the name of its terminal behind.
  await rm(link, { force: true });
  const terminal = await create({ link });
  if (terminal.ok) return terminal.peer;
  const network = await create({ port: await freePort(0) });
  if (network.ok) return network.peer;
  throw new Error(`The simulated ${name.en} can be plugged in neither as ${link} (${terminal.problem}) nor over TCP (${network.problem}).`);
}

export interface PeerPlug {
  isIn(): boolean;
  plug(): Promise<Answer>;
  unplug(): Promise<Answer>;
}

/** For a peer that is plugged in. */
export function createPeerPlug({ plug, unplug }: Pick<FaultyPeer<string>, 'plug' | 'unplug'>, name: DeviceName): PeerPlug {
  let plugged = true;
  return {
    isIn: () => plugged,
    async plug() {
      const outcome = plugged ? { ok: true as const } : await plug();
      if (!outcome.ok) return refused(`${name['zh-CN']}接不上（${outcome.problem}）。`, `The ${name.en} cannot be plugged in (${outcome.problem}).`);
      plugged = true;
      return done(`${name['zh-CN']}已接上。`, `The ${name.en} is plugged in.`);
    },
    async unplug() {
      plugged = false;
      await unplug();
      return done(`${name['zh-CN']}已拔线。`, `The ${name.en} is unplugged.`);
    },
  };
}
