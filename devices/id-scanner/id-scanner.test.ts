/** The driver and the simulated module over real wires: TCP everywhere, and a pseudo-terminal where socat exists. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { awaitedClock, until, type AwaitedClock } from '../../test/support/awaited-clock.ts';
import { orThrow } from '../../test/support/or-throw.ts';
import { systemClock } from '../clock.ts';
import { createIdScannerPeer, documentNamed, documentNames, issueDocument, readPortraitMark, writeNewAddress, type IdScannerPeer, type IssuedDocument } from '../simulators/id-scanner/index.ts';
import { personById } from '../simulators/persons.ts';
import { createIdScanner, type IdScanner, type SamVScannerOptions } from './index.ts';

const hasSocat = spawnSync('socat', ['-V']).status === 0;
const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

interface Bench {
  readonly clock: AwaitedClock;
  readonly peer: IdScannerPeer;
  readonly scanner: IdScanner;
  readonly log: string[];
}

async function benchOn(where: { link: string } | { port: number }, set: Partial<SamVScannerOptions> = {}): Promise<Bench> {
  const { peer } = orThrow(await createIdScannerPeer(where));
  const clock = awaitedClock();
  const log: string[] = [];
  const scanner = createIdScanner({ name: 'id-scanner', address: peer.address, clock, ...set, log: (event, details) => log.push(`${event} ${JSON.stringify(details)}`) });
  endings.push(() => peer.unplug(), () => scanner.close());
  await until(() => scanner.status().generic === 'online');
  return { clock, peer, scanner, log };
}
const bench = (): Promise<Bench> => benchOn({ port: 0 });

function documentOf(id: string): IssuedDocument {
  const person = personById(id);
  const document = person && issueDocument(person);
  if (!document) throw new Error(`${id} has no document`);
  return document;
}

test('a document laid down while polling is found, read and told in full', async () => {
  const { clock, peer, scanner } = await bench();
  const events: string[] = [];
  const { completion } = scanner.execute('readDocument', null, { deadlineMs: 15_000, onEvent: (event) => events.push(event.kind) });
  await until(() => scanner.status().specific.media === 'notPresent');
  peer.place(documentOf('zhang-san'));
  await clock.pass(1000);
  const outcome = await completion;
  if (outcome.code !== 'success') throw new Error(outcome.code);
  const { name, number, photo, validTo, type } = outcome.value;
  expect([type, name.reveal(), number.reveal(), validTo]).toEqual(['citizen', '张三', '990000198506150010', '2036-05-20']);
  expect(photo && readPortraitMark(photo.reveal())).toBe('a');
  expect(events).toEqual(['found']);
});

test('the tray of the simulated reader has documents of all four layouts, with fingerprints and a new address where they are wanted', async () => {
  const { peer, scanner } = await bench();
  const types = new Set<string>();
  for (const name of documentNames) {
    const document = documentNamed(name, ['moved', 'fingers']);
    if (!document) throw new Error(name);
    peer.place(document);
    const read = await scanner.execute('readDocumentWithFingerprints', null, { deadlineMs: 15_000 }).completion;
    if (read.code !== 'success') throw new Error(`${name}: ${read.code}`);
    expect(read.value.fingerprints?.reveal().length, name).toBe(1024);
    const newest = await scanner.execute('readNewestAddress', null, { deadlineMs: 15_000 }).completion;
    expect(newest.code === 'success' && newest.value.address?.reveal(), name).toMatch(/新居路/);
    types.add(read.value.document.type);
  }
  expect([...types].sort()).toEqual(['citizen', 'foreign-permanent-resident-2017', 'foreign-permanent-resident-2023', 'hmt-residence-permit']);
  expect(documentNamed('nobody', [])).toBeNull();
  expect(documentNamed('li-si', [])).toMatchObject({ fingerprints: null, newAddress: null });
});

test('a foreigner and a rare name arrive whole', async () => {
  const { peer, scanner } = await bench();
  for (const [id, expected] of [['anna', '安娜'], ['wang-yan', '王𬱖䶮']] as const) {
    peer.place(documentOf(id));
    const outcome = await scanner.execute('readDocument', null, { deadlineMs: 15_000 }).completion;
    expect(outcome.code === 'success' && outcome.value.name.reveal()).toBe(expected);
  }
});

test('fingerprints are handed through as they are, and a document without them has none', async () => {
  const { peer, scanner } = await bench();
  const fingerprints = Uint8Array.from({ length: 1024 }, (_, index) => index & 0xff);
  for (const [placed, expected] of [[fingerprints, fingerprints], [null, undefined]] as const) {
    peer.place({ ...documentOf('zhang-san'), fingerprints: placed });
    const outcome = await scanner.execute('readDocumentWithFingerprints', null, { deadlineMs: 15_000 }).completion;
    if (outcome.code !== 'success') throw new Error(outcome.code);
    expect(outcome.value.document.name.reveal()).toBe('张三');
    expect(outcome.value.fingerprints?.reveal()).toEqual(expected);
  }
});

test('the newest address is read behind the document; where it never changed there is none; one that makes no sense is refused', async () => {
  const { peer, scanner } = await bench();
  const newest = async (newAddress: Uint8Array | null): Promise<string> => {
    peer.place({ ...documentOf('zhang-san'), newAddress });
    await scanner.execute('readDocument', null, { deadlineMs: 15_000 }).completion;
    const outcome = await scanner.execute('readNewestAddress', null, { deadlineMs: 15_000 }).completion;
    return outcome.code === 'success' ? outcome.value.address?.reveal() ?? 'none' : `${outcome.code} ${outcome.reason}`;
  };
  expect(await newest(writeNewAddress('通办示范区新街道 1 号'))).toBe('通办示范区新街道 1 号');
  expect(await newest(null)).toBe('none');
  expect(await newest(writeNewAddress('\u001b[2J'))).toBe('invalidData undecodableText');
  expect(await newest(new Uint8Array(12))).toBe('invalidData undecodableText');
});

test('nothing personal is in what the driver logs', async () => {
  const { peer, scanner, log } = await bench();
  const document = documentOf('zhang-san');
  peer.place({ ...document, text: document.text.map((byte, index) => (index === 36 ? 0x39 : byte)) });
  expect(await scanner.execute('readDocument', null, { deadlineMs: 15_000 }).completion).toEqual({ code: 'invalidData', reason: 'undecodableText' });
  expect(log.join('\n')).toContain('id document makes no sense');
  expect(log.join('\n')).not.toMatch(/张三|9900/);
});

test('after a reading nobody can tell whether the document still lies there; it is found again only after it was taken away', async () => {
  const { clock, peer, scanner } = await bench();
  peer.place(documentOf('li-si'));
  await scanner.execute('readDocument', null, { deadlineMs: 15_000 }).completion;
  expect(scanner.status().specific.media).toBe('unknown');

  const again = scanner.execute('readDocument', null, { deadlineMs: 15_000 });
  await until(() => peer.count('findCard') === 2);
  await clock.pass(1000);
  await until(() => peer.count('findCard') === 3);
  expect(scanner.status().specific.media).toBe('unknown');
  peer.take();
  peer.place(documentOf('li-si'));
  await clock.pass(1000);
  expect((await again.completion).code).toBe('success');
});

test('cancelling ends the polling, and the next command is served', async () => {
  const { clock, peer, scanner } = await bench();
  const cancel = new AbortController();
  const { completion } = scanner.execute('readDocument', null, { deadlineMs: 15_000, signal: cancel.signal });
  await until(() => peer.count('findCard') === 1);
  cancel.abort();
  expect(await completion).toEqual({ code: 'canceled', reason: null });
  expect(await scanner.execute('readSamId', null, { deadlineMs: 5000 }).completion)
    .toEqual({ code: 'success', value: { samId: '05.03-20260101-0000001234-1234567890' } });
  await clock.advance(2000);
  expect(peer.count('findCard')).toBe(1);
});

test('with no document the deadline ends the wait', async () => {
  const { clock, peer, scanner } = await bench();
  const { completion } = scanner.execute('readDocument', null, { deadlineMs: 2500 });
  await until(() => peer.count('findCard') === 1);
  await clock.pass(1000);
  await until(() => peer.count('findCard') === 2);
  await clock.pass(1000);
  await until(() => peer.count('findCard') === 3);
  await clock.pass(500);
  expect(await completion).toEqual({ code: 'timeOut', reason: null });
});

test.each(['garbage', 'splitReplies'] as const)('a line with %s is read through', async (fault) => {
  const { peer, scanner } = await bench();
  peer.setFault(fault);
  peer.place(documentOf('wang-wu'));
  expect((await scanner.execute('readDocument', null, { deadlineMs: 15_000 }).completion).code).toBe('success');
});

test('a line that spoils every frame is a bad frame after three attempts', async () => {
  const { peer, scanner } = await bench();
  peer.setFault('wrongChecksum');
  expect(await scanner.execute('readDocument', null, { deadlineMs: 15_000 }).completion).toEqual({ code: 'hardwareError', reason: 'badFrame' });
  expect(peer.count('findCard')).toBe(3);
  expect(scanner.status().generic).toBe('hardwareError');
});

test('a module without authorisation is told in the status and as the reason', async () => {
  const { peer, scanner } = await bench();
  peer.setFault('unauthorised');
  expect(await scanner.execute('readDocument', null, { deadlineMs: 15_000 }).completion).toEqual({ code: 'hardwareError', reason: 'samUnauthorised' });
  expect(scanner.status().specific.samModule).toBe('unauthorised');
});

test('the longest RF block is told before anything is read, and again to a module that lost its power', async () => {
  const { clock, peer, scanner } = await benchOn({ port: 0 }, { rfBlock: 80 });
  expect(peer.told().rfBlock).toBe(80);
  await peer.unplug();
  await until(() => scanner.status().generic === 'noDevice');
  expect(peer.told().rfBlock).toBeNull();
  await peer.plug();
  peer.place(documentOf('zhang-san'));
  await clock.advanceUntil(() => scanner.status().generic === 'online');
  expect((await scanner.execute('readDocument', null, { deadlineMs: 15_000 }).completion).code).toBe('success');
  expect(peer.told().rfBlock).toBe(80);
  await scanner.execute('reset', null, { deadlineMs: 15_000 }).completion;
  await scanner.execute('readSamId', null, { deadlineMs: 15_000 }).completion;
  expect(peer.told().rfBlock).toBe(80);
});

test('the serial of a chip is handed through while its document lies there; a module that does not know the question says so and stays well', async () => {
  const { peer, scanner } = await bench();
  peer.place(documentOf('zhang-san'));
  await scanner.execute('readDocument', null, { deadlineMs: 15_000 }).completion;
  const serial = await scanner.execute('readCardSerial', null, { deadlineMs: 5000 }).completion;
  expect(serial.code === 'success' && serial.value.serial.reveal()).toEqual(documentOf('zhang-san').serial);
  peer.setFault('lacksCardSerial');
  expect(await scanner.execute('readCardSerial', null, { deadlineMs: 5000 }).completion).toEqual({ code: 'unsupportedCommand', reason: null });
  expect(scanner.status()).toMatchObject({ generic: 'online', specific: { samModule: 'ready' } });
});

test('a module that answers in a code of no published table is there, and how it is stays unknown', async () => {
  const { peer, scanner } = await bench();
  expect(scanner.status().specific.samModule).toBe('ready');
  peer.setFault('unpublishedStatus');
  expect(await scanner.execute('readSamId', null, { deadlineMs: 5000 }).completion).toEqual({ code: 'hardwareError', reason: 'samFailed' });
  expect(scanner.status()).toEqual({ generic: 'online', specific: { media: 'unknown', samModule: 'unknown', reading: 'unknown' } });
  peer.setFault(null);
  await scanner.execute('readSamId', null, { deadlineMs: 5000 }).completion;
  expect(scanner.status().specific.samModule).toBe('ready');
});

test.each(['readFailed', 'selectFailed'] as const)('a document with %s is tried three times, then given up', async (reason) => {
  const { clock, peer, scanner } = await bench();
  peer.setFault(reason);
  peer.place(documentOf('zhang-san'));
  const { completion } = scanner.execute('readDocument', null, { deadlineMs: 15_000 });
  for (const round of [1, 2]) {
    await until(() => peer.count('selectCard') === round);
    await clock.pass(1000);
  }
  expect(await completion).toEqual({ code: 'userError', reason });
  expect(peer.count('findCard')).toBe(3);
  expect(scanner.status()).toMatchObject({ generic: 'online', specific: { reading: 'failed' } });
  peer.setFault(null);
  await scanner.execute('readDocument', null, { deadlineMs: 15_000 }).completion;
  expect(scanner.status().specific.reading).toBe('ok');
});

test('how reading went last belongs to the scanner that read: one that was unplugged in between has read nothing', async () => {
  const { peer, scanner } = await bench();
  peer.place({ ...documentOf('zhang-san'), text: new Uint8Array(256) });
  await scanner.execute('readDocument', null, { deadlineMs: 15_000 }).completion;
  expect(scanner.status().specific.reading).toBe('failed');
  await peer.unplug();
  await until(() => scanner.status().generic === 'noDevice');
  expect(scanner.status().specific.reading).toBe('unknown');
});

test('a document pulled away between find and select is simply waited for again', async () => {
  const { clock, peer, scanner } = await bench();
  peer.setFault('leavesAfterFind');
  peer.place(documentOf('zhang-san'));
  const { completion } = scanner.execute('readDocument', null, { deadlineMs: 15_000 });
  await until(() => peer.count('selectCard') === 1);
  peer.setFault(null);
  peer.place(documentOf('zhang-san'));
  await clock.pass(1000);
  expect((await completion).code).toBe('success');
});

test('a silent module is soon offline, and online again when it answers', async () => {
  const { clock, peer, scanner } = await bench();
  peer.setFault('silent');
  const { completion } = scanner.execute('readDocument', null, { deadlineMs: 15_000 });
  await clock.pass(1500);
  expect(await completion).toEqual({ code: 'hardwareError', reason: 'silent' });
  expect(scanner.status().generic).toBe('offline');
  peer.setFault(null);
  await clock.pass(1500);
  await until(() => scanner.status().generic === 'online');
});

test('an unplugged port is noDevice, commands say so, and plugging it back brings the reader back', async () => {
  const { clock, peer, scanner } = await bench();
  const { completion } = scanner.execute('readDocument', null, { deadlineMs: 15_000 });
  await until(() => peer.count('findCard') === 1);
  await peer.unplug();
  await until(() => scanner.status().generic === 'noDevice');
  await clock.advance(250);
  await clock.pass(750);
  expect(await completion).toEqual({ code: 'deviceNotReady', reason: 'portMissing' });
  await peer.plug();
  await clock.advance(4000);
  await until(() => scanner.status().generic === 'online');
  peer.place(documentOf('zhang-san'));
  expect((await scanner.execute('readDocument', null, { deadlineMs: 15_000 }).completion).code).toBe('success');
});

describe.skipIf(!hasSocat)('on a pseudo-terminal', () => {
  const freshLink = (): string => {
    const folder = mkdtempSync(join(tmpdir(), 'id-scanner-'));
    endings.push(() => Promise.resolve(rmSync(folder, { recursive: true, force: true })));
    return join(folder, 'reader');
  };
  const pty = (): Promise<Bench> => benchOn({ link: freshLink() });
  const speedOf = (link: string): number => Number(spawnSync('stty', ['-F', link, 'speed']).stdout.toString());

  test('a document is read through serialport', async () => {
    const { peer, scanner } = await pty();
    peer.place(documentOf('anna'));
    const outcome = await scanner.execute('readDocument', null, { deadlineMs: 15_000 }).completion;
    expect(outcome.code === 'success' && outcome.value.latinName?.reveal()).toBe('ERIKSSON ANNA MARIA');
  });

  test('the speed that the profile asks for is agreed with the module, and its port opened at that speed, also when it comes anew', async () => {
    const link = freshLink();
    const { peer } = orThrow(await createIdScannerPeer({ link }));
    // Real time: what passes through a pseudo-terminal takes as long as it takes, and each answer has a limit of its own.
    const scanner = createIdScanner({ name: 'id-scanner', address: peer.address, baudSwitch: { to: 57_600, address: `serial:${link}?baud=57600` }, clock: systemClock() });
    endings.push(() => peer.unplug(), () => scanner.close());
    await until(() => scanner.status().generic === 'online');
    expect([peer.told().baud, speedOf(link)]).toEqual([57_600, 57_600]);
    await peer.unplug();
    await until(() => scanner.status().generic === 'noDevice');
    await peer.plug();
    await until(() => scanner.status().generic === 'online');
    peer.place(documentOf('zhang-san'));
    const read = await scanner.execute('readDocument', null, { deadlineMs: 15_000 }).completion;
    expect([read.code, speedOf(link)]).toEqual(['success', 57_600]);
  });

  test('a port that another program holds is busy until it is let go', async () => {
    const { clock, peer, scanner } = await pty();
    const second = createIdScanner({ name: 'id-scanner', address: peer.address, clock });
    endings.push(() => second.close());
    await until(() => second.status().generic !== 'starting');
    expect(second.status().generic).toBe('busy');
    expect(await second.execute('readSamId', null, { deadlineMs: 5000 }).completion).toEqual({ code: 'deviceNotReady', reason: 'portMissing' });
    await scanner.close();
    await clock.advanceUntil(() => second.status().generic === 'online');
  });

  test('the port may be pulled out and put back, and be closed and opened by the kiosk', async () => {
    const { peer } = orThrow(await createIdScannerPeer({ link: freshLink() }));
    // Real time here, too.
    const open = (): IdScanner => createIdScanner({ name: 'id-scanner', address: peer.address, clock: systemClock() });
    const scanner = open();
    endings.push(() => peer.unplug(), () => scanner.close());
    await until(() => scanner.status().generic === 'online');
    await peer.unplug();
    await until(() => scanner.status().generic === 'noDevice');
    await peer.plug();
    await until(() => scanner.status().generic === 'online');
    await scanner.close();

    const next = open();
    endings.push(() => next.close());
    // The port may still be held for a moment, or be gone until its other end has made it anew.
    await until(() => next.status().generic === 'online');
    peer.place(documentOf('zhang-san'));
    expect((await next.execute('readDocument', null, { deadlineMs: 15_000 }).completion).code).toBe('success');
  });
});
