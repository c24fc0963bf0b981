/** The page's wire to the dock: state by server-sent events, commands by request, what was answered last. */
import { ref, shallowRef } from 'vue';
import type { LocalizedText } from '../../../../main/contract/index.ts';
import type { Answer, DockState, PictureKind } from '../stage.ts';

const token = document.querySelector<HTMLMetaElement>('meta[name="dock-token"]')?.content ?? '';
const unreachable: LocalizedText = { 'zh-CN': '演示台没有应答，程序是否还在运行？', en: 'The dock does not answer; is the demo still running?' };

export const state = shallowRef<DockState | null>(null);
export const connected = ref(false);
/** The last answer, for the line at the bottom of the page. */
export const lastAnswer = shallowRef<{ readonly ok: boolean; readonly text: LocalizedText } | null>(null);

/** Follows the state until the page goes; the browser reconnects by itself. */
export function followState(): void {
  const events = new EventSource(`events?token=${token}`);
  events.addEventListener('open', () => { connected.value = true; });
  events.addEventListener('error', () => { connected.value = false; });
  events.addEventListener('state', (event: MessageEvent<string>) => { state.value = JSON.parse(event.data) as DockState; });
}

/** Gives one command, in the same words as the command line. True where it was carried out. */
export async function give(command: string): Promise<boolean> {
  const answer = await ask(command);
  lastAnswer.value = { ok: answer.ok, text: answer.ok ? answer.said : answer.problem };
  return answer.ok;
}

async function ask(command: string): Promise<Answer> {
  try {
    const response = await fetch('command', {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ command }),
    });
    return await response.json() as Answer;
  } catch {
    return { ok: false, problem: unreachable };
  }
}

/** Address of a picture of the stage; a changed revision is fetched afresh. */
export const pictureUrl = (kind: PictureKind, name: string | number, revision = 0): string =>
  `${kind}/${name}?token=${token}&revision=${revision}`;
