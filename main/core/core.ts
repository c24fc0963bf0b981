/** The core: configuration → platform → journal → devices → visits → bridge. Every decision and every device is here. */
import { randomInt } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { adjustableClock } from '../../devices/adjustable-clock.ts';
import { systemClock, type Clock, type TimerHandle } from '../../devices/clock.ts';
import { HealthTexts } from '../../kiosk-config/schema/health.ts';
import { Kiosk } from '../../kiosk-config/schema/kiosk.ts';
import { offered, openLanguages } from '../../kiosk-config/schema/language.ts';
import { kioskAt, Profile } from '../../kiosk-config/schema/profile.ts';
import { loadTexts } from '../../kiosk-config/schema/translation.ts';
import { createPageHub, listenForShell, serveLoopback } from './bridge/index.ts';
import { closeDevices, openDevices } from './devices.ts';
import { openFaceMatching } from './face-matching.ts';
import { followOffset } from './follow-offset.ts';
import { openHandwriting, openHandwritingDesk } from './handwriting/index.ts';
import { watchHealth, type HealthReport, type Serviceability } from './health/index.ts';
import { openJournal } from './journal/index.ts';
import { createLog, type Log } from './log.ts';
import { readCoreOptions, type CoreOptions } from './options.ts';
import { createHttpHsm, createHttpPlatform } from './platform/http/index.ts';
import { platformDecoder } from './platform/photo-decoding.ts';
import { openCatalogue, tellRefusal, tellUntranslated, watchAvailability, wordedFor } from './services/index.ts';
import { openVisits } from './visit/index.ts';
import { openSpeech, openVoice } from './voice/index.ts';

/** Opens the kiosk. Resolves with what there is to tell about it and how to close it. */
async function openCore(options: CoreOptions) {
  mkdirSync(options.state, { recursive: true, mode: 0o700 });
  const log = createLog({ destination: join(options.state, 'core.log') });
  endOnInnerError(log);
  const note = (event: string, details: Record<string, string | number | boolean | null>): void => log.info(details, event);

  const languages = openLanguages(join(options.config, 'languages'));
  const profile = loadTexts(Profile, options.profile, languages);
  const kiosk = kioskAt(loadTexts(Kiosk, join(options.config, 'kiosk.yaml'), languages), profile);
  const written = openCatalogue(options.config, languages);
  for (const refusal of written.refused) tell(tellRefusal(refusal));
  const healthTexts = loadTexts(HealthTexts, join(options.config, 'health.yaml'), languages);
  for (const lack of tellUntranslated(languages, written, [kiosk, profile, healthTexts])) tell(lack);
  const catalogue = wordedFor(kiosk, written, languages);

  const faceMatching = openFaceMatching(options.config, kiosk, profile);

  const time = openClock(profile);
  const { clock } = time;
  const hub = createPageHub({ welcome: { panel: profile.panel, fittings: profile.fittings, languages: languages.map(offered) }, clock, log });
  const address = { url: profile.platform.url, terminal: kiosk.terminal, clock };
  const platform = createHttpPlatform(address);
  const journal = await openJournal({ directory: join(options.state, 'journal'), platform, clock, terminal: kiosk.terminal, log });
  const devices = openDevices(profile, {
    clock, cameraLink: hub.camera, light: kiosk.face, hsm: createHttpHsm(address), platformPhotos: platformDecoder(platform), paperMemory: journal.paperMemory, log: note,
  });
  /** What an engine calls each language; one that it does not have is not in it. */
  const namesFor = (engine: 'voice' | 'handwriting'): Record<string, string> =>
    Object.fromEntries(languages.flatMap(({ tag, [engine]: name }) => (name === null ? [] : [[tag, name]])));
  const engines = {
    voice: openVoice(profile.voice, { voices: namesFor('voice'), link: hub.speech, clock, log: note }),
    handwriting: openHandwriting(profile.handwriting, { models: namesFor('handwriting'), clock, log: note }),
  };
  const health = watchHealth({ devices: { ...devices, ...engines }, platform, kiosk, profile, texts: healthTexts, clock });

  const visits = openVisits({
    clock, devices, platform, journal, kiosk, languages, faceMatching,
    failures: catalogue.failures, texts: catalogue.texts, receipts: catalogue.receipts, services: catalogue.services,
    availability: watchAvailability(catalogue.services, health, catalogue.texts),
    log: note,
    random: secureRandom,
  });
  const desks = [
    openSpeech({ voice: engines.voice, jack: profile.voice?.headset, link: hub.speech, clock, log: note, onHeadset: () => visits.speak() }),
    openHandwritingDesk({ engine: engines.handwriting, link: hub.handwriting }),
  ];
  for (const desk of desks) desk.shown(visits.current());
  hub.onIntent((intent) => visits.accept(intent));
  hub.onPageLost(() => visits.abandon());
  visits.onScreen((screen) => {
    for (const desk of desks) desk.shown(screen);
    hub.publish(screen);
  });
  visits.onRenew(() => {
    for (const desk of desks) {
      desk.wiped();
      desk.shown(visits.current());
    }
    hub.renew();
    hub.publish(visits.current());
  });
  const tellHall = (): void => hub.hall(health.hallStatus());
  health.onChange(tellHall);
  health.onChange(() => note('health', conditionsIn(health.report())));
  const stopTelling = every(clock, hallClockMs, tellHall);
  hub.publish(visits.current());

  const shell = options.shellSocket === null ? null : await listenForShell({ hub, path: options.shellSocket, log });
  const loopback = options.loopback === null ? null : await serveLoopback({
    hub, pageDirectory: options.loopback.page, stateDirectory: options.state, port: options.loopback.port, onNextUrl: (url) => announce({ url }), log,
  });

  return {
    url: loopback?.url ?? null,
    async close() {
      stopTelling();
      await Promise.all([visits.close(), ...desks.map((desk) => desk.close())]);
      await Promise.all([shell?.close(), loopback?.close(), closeDevices(devices), engines.voice?.close(), engines.handwriting?.close()]);
      health.close();
      await journal.close();
      time.stop();
    },
  };
}

/**
 * Whoever started the core starts it again. Node's own answer would print the error's message, and with it perhaps what somebody
 * entered: the log says where in the program it happened.
 */
function endOnInnerError(log: Log): void {
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'core.failed');
    tell(`ended on an inner error (${error.name}); the log says where`);
    process.exit(1);
  });
}

/** For whoever reads the log: every part by name, in service or why not quite. */
const conditionsIn = (report: HealthReport): Record<string, string> =>
  Object.fromEntries(Object.entries(report).map(([part, state]: [string, Serviceability | null]) => [part, state ? state.reason ?? state.condition : 'none']));

const randomSteps = 2 ** 32;
/** Evenly distributed in [0, 1), and not to be foreseen: it orders liveness actions and the digits of the PIN pad. */
const secureRandom = (): number => randomInt(randomSteps) / randomSteps;

/** The clock on the screen is the kiosk's own: it is told often enough to be right to the minute. */
const hallClockMs = 15_000;

/** Calls now and again every so many milliseconds. Returns how to stop it. */
function every(clock: Clock, ms: number, call: () => void): () => void {
  let timer: TimerHandle;
  const again = (): void => {
    call();
    timer = clock.after(ms, again);
  };
  again();
  return () => clock.clear(timer);
}

function openClock({ clock: source }: Profile) {
  if (source.driver === 'system') return { clock: systemClock(), stop: (): void => undefined };
  const clock = adjustableClock();
  return { clock, stop: followOffset(clock, source.socket) };
}

/** For whoever started this program: one JSON value a line. */
function announce(said: Readonly<Record<string, unknown>>): void {
  process.stdout.write(`${JSON.stringify(said)}\n`);
}

/** For the person who reads the terminal or the service's journal. */
function tell(sentence: string): void {
  process.stderr.write(`tongban core: ${sentence}\n`);
}

try {
  const core = await openCore(readCoreOptions(process.argv.slice(2)));
  announce({ ready: true, ...(core.url !== null && { url: core.url }) });
  let closing = false;
  const close = (): void => {
    if (closing) return;
    closing = true;
    void core.close().finally(() => process.exit(0));
  };
  process.once('SIGTERM', close);
  process.once('SIGINT', close);
  // The shell that started this core has died: nobody is served any more.
  process.once('disconnect', close);
} catch (error) {
  tell(error instanceof Error ? error.message : String(error));
  // Devices that are open already would keep a core alive that serves nobody.
  process.exit(1);
}
