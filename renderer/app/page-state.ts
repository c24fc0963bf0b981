/** What the page knows, all of it from the core and none of it kept: link, panel, hall, screen, the camera behind it, its voice, and who reads handwriting. */
import { readonly, ref, type Ref, shallowRef, type ShallowRef } from 'vue';
import type { CoreMessage, Fittings, HallStatus, Intent, Panel, Screen } from '../../main/contract/index.ts';
import { createCameraPort } from '../face/camera-port.ts';
import { createPageHandwriting, type PageHandwriting } from '../handwriting/index.ts';
import { installLanguages, speakTo, type Words } from '../locale/words.ts';
import type { WatchCamera } from '../screens/acting.ts';
import { createPageVoice, openBrowserEngine, type PageVoice } from '../voice/index.ts';
import { createCoreLink, type LinkPhase, type OpenWire } from './core-link.ts';

type CameraPort = ReturnType<typeof createCameraPort>;

export interface PageState {
  readonly phase: Readonly<Ref<LinkPhase>>;
  readonly panel: Readonly<ShallowRef<Panel | null>>;
  readonly fittings: Readonly<ShallowRef<Fittings>>;
  readonly hall: Readonly<ShallowRef<HallStatus | null>>;
  readonly screen: Readonly<ShallowRef<Screen | null>>;
  readonly watchCamera: WatchCamera;
  readonly voice: PageVoice;
  readonly handwriting: PageHandwriting;
  send(intent: Intent): void;
}

const after = (ms: number, call: () => void): (() => void) => {
  const timer = window.setTimeout(call, ms);
  return () => window.clearTimeout(timer);
};

/** Opens the link for the life of the document; `renew` calls for a fresh document, in which nothing of this one is left. */
export function openPage(words: Words, openWire: OpenWire, renew: () => void): PageState {
  const phase = ref<LinkPhase>('connecting');
  const panel = shallowRef<Panel | null>(null);
  const fittings = shallowRef<Fittings>({});
  const hall = shallowRef<HallStatus | null>(null);
  const screen = shallowRef<Screen | null>(null);

  // A camera port lives as long as one connection: a core that comes back must not find a lamp still burning.
  let camera: CameraPort | null = null;

  const voice = createPageVoice({
    send: (request) => link.send({ type: 'speech', request }),
    engine: openBrowserEngine(window),
    chosenWord: () => words.i18n.global.t('voice.chosen'),
  });

  const handwriting = createPageHandwriting((request) => {
    if (screen.value) link.send({ type: 'handwriting', request: { screenId: screen.value.id, ...request } });
  });

  const take = (message: CoreMessage): void => {
    switch (message.type) {
      case 'welcome':
        installLanguages(words, message.languages);
        panel.value = message.panel;
        fittings.value = message.fittings ?? {};
        return;
      case 'hall':
        hall.value = message.status;
        return;
      case 'screen':
        speakTo(words, message.screen.modes);
        screen.value = message.screen;
        return;
      case 'camera':
        camera?.receive(message.command);
        return;
      case 'speech':
        voice.receive(message.message);
        return;
      case 'handwriting':
        handwriting.receive(message.message);
        return;
      case 'renew':
        camera?.dispose();
        renew();
        return;
      default:
        message satisfies never;
    }
  };

  const link = createCoreLink(openWire, after, {
    message: take,
    phase(next) {
      phase.value = next;
      camera?.dispose();
      camera = next === 'open' ? createCameraPort({ send: (reply) => link.send({ type: 'camera', reply }) }) : null;
      if (next === 'open') {
        voice.greet();
        handwriting.greet();
      }
      if (next !== 'lost') return;
      // As far as this page can know the visit is over: nothing of it stays here.
      hall.value = null;
      screen.value = null;
    },
  });

  return {
    phase: readonly(phase),
    panel,
    fittings,
    hall,
    screen,
    watchCamera: (listener) => camera?.onStream(listener) ?? (() => undefined),
    voice,
    handwriting,
    send: (intent) => link.send({ type: 'intent', intent }),
  };
}
