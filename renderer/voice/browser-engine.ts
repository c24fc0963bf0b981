/** The browser's own speech engine, for machines whose profile names it; only voices that live on the machine count. */

/** Five steps of the modes as what the engine takes; 1 is its usual. */
const rates = [0.6, 0.8, 1, 1.3, 1.6] as const;
const volumes = [0.2, 0.4, 0.6, 0.8, 1] as const;
const atStep = (values: readonly number[], step: number): number => values[step - 1] ?? 1;

export interface BrowserUtterance {
  readonly text: string;
  readonly language: string;
  readonly rate: number;
  readonly volume: number;
}

export interface BrowserEngine {
  /** Whether it can speak at all. */
  isFound(): boolean;
  /** Calls back whenever that may have changed: browsers learn of their voices late. */
  onChange(call: () => void): void;
  speak(utterance: BrowserUtterance, ended: (outcome: 'spoken' | 'stopped' | 'failed') => void): void;
  silence(): void;
}

/** Voices that send what they say to somebody else's machine are no voices here. */
const offlineVoices = (engine: SpeechSynthesis): SpeechSynthesisVoice[] => engine.getVoices().filter(({ localService }) => localService);

const voiceOf = (engine: SpeechSynthesis, language: string): SpeechSynthesisVoice | null => {
  const voices = offlineVoices(engine);
  const [primary = language] = language.split('-');
  return voices.find(({ lang }) => lang.replace('_', '-') === language) ?? voices.find(({ lang }) => lang.startsWith(primary)) ?? voices[0] ?? null;
};

/** Of a browser without an engine: one that is never found. */
export function openBrowserEngine({ speechSynthesis: engine }: { readonly speechSynthesis?: SpeechSynthesis }): BrowserEngine {
  if (!engine) {
    return { isFound: () => false, onChange: () => undefined, speak: (_, ended) => ended('failed'), silence: () => undefined };
  }
  return {
    isFound: () => offlineVoices(engine).length > 0,
    onChange: (call) => engine.addEventListener('voiceschanged', call),
    speak({ text, language, rate, volume }, ended) {
      const utterance = new SpeechSynthesisUtterance(text);
      utterance.lang = language;
      utterance.voice = voiceOf(engine, language);
      utterance.rate = atStep(rates, rate);
      utterance.volume = atStep(volumes, volume);
      utterance.addEventListener('end', () => ended('spoken'));
      utterance.addEventListener('error', ({ error }) => ended(error === 'canceled' || error === 'interrupted' ? 'stopped' : 'failed'));
      engine.speak(utterance);
    },
    silence: () => engine.cancel(),
  };
}
