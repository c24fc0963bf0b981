/**
 * The dock's one vocabulary: every command a trainer, a script or a test can give, defined once with its words, its
 * meaning in both languages and its typed value. The HTTP door, the page and the command line all speak these words.
 */
import * as z from 'zod';
import type { LocalizedText } from '../../../main/contract/index.ts';
import { cardNames } from '../card/card-names.ts';
import { documentNames as travelDocumentNames } from '../document-reader/document-names.ts';
import { documentNames as residentDocumentNames } from '../id-scanner/document-names.ts';
import { persons } from '../persons.ts';

/** The camera feed that is no file: this machine's own webcam. */
export const webcamFeed = 'webcam';

export const platformConditions = ['ok', 'slow', 'down', 'answer-lost', 'refusing', 'garbage'] as const;
export type PlatformCondition = (typeof platformConditions)[number];

/** Longest command line accepted, in characters. */
export const maxCommandLength = 200;
/** How far `time` may move the clock in all, milliseconds: the clocks that follow accept no more. */
export const maxForwardMs = 366 * 86_400_000;

const cardHolders = persons.filter((person) => person.card !== null).map((person) => person.id);

/** What can be held before the code scanner: a person's phone with a fresh code, and codes that go wrong. */
export const specialCodes = ['other', 'same'] as const;
export type SpecialCode = (typeof specialCodes)[number];

const unitMs = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const Forward = z.string().regex(/^\+\d{1,7}[smhd]$/)
  .transform((text) => Number(text.slice(1, -1)) * unitMs[text.slice(-1) as keyof typeof unitMs])
  .refine((ms) => ms > 0 && ms <= maxForwardMs);
const Count = z.string().regex(/^\d{1,4}$/).transform(Number);

const noWords = z.tuple([]);
const oneOf = <const Words extends readonly string[]>(words: Words) => z.tuple([z.enum(words)]);

/** One verb: how it is written, what it does, and the words after it as a typed command. */
interface Entry<Command> {
  readonly usage: string;
  /** What may stand in the place of `<…>` in the usage; empty where the usage says it all. */
  readonly values: readonly string[];
  readonly about: LocalizedText;
  readonly words: z.ZodType<Command>;
}
const entry = <Command>(usage: string, zh: string, en: string, words: z.ZodType<Command>, values: readonly string[] = []): Entry<Command> =>
  ({ usage, values, about: { 'zh-CN': zh, en }, words });

const vocabulary = {
  insert: entry('insert <card>', '把一张卡插入读卡器', 'Put a card into the card reader',
    oneOf(cardNames).transform(([card]) => ({ verb: 'insert' as const, card })), cardNames),
  remove: entry('remove', '从读卡器取出卡', 'Take the card out of the reader',
    noWords.transform(() => ({ verb: 'remove' as const }))),
  place: entry('place <document>', '把身份证件放到身份证阅读区：某人的身份证，或别种证件的样本', 'Lay an identity document on the ID reader: a person\'s, or a specimen of another kind',
    oneOf(residentDocumentNames).transform(([document]) => ({ verb: 'place' as const, document })), residentDocumentNames),
  take: entry('take', '从身份证阅读区拿走证件', 'Take the document off the ID reader',
    noWords.transform(() => ({ verb: 'take' as const }))),
  lay: entry('lay <document>', '把护照或旅行证件放到护照阅读器上', 'Lay a passport or a travel card on the document reader, which reads it at once',
    oneOf(travelDocumentNames).transform(([document]) => ({ verb: 'lay' as const, document })), travelDocumentNames),
  lift: entry('lift', '从护照阅读器上拿走证件', 'Take the document off the document reader',
    noWords.transform(() => ({ verb: 'lift' as const }))),
  show: entry('show <code>', '向扫码口出示电子社保卡：某人的新码；other 为别的二维码；same 为刚才那个码', 'Hold a code before the code scanner: a person\'s phone with a fresh one, `other` for one that is no card, `same` for the last one once more',
    oneOf([...cardHolders, ...specialCodes]).transform(([code]) => ({ verb: 'show' as const, code })), [...cardHolders, ...specialCodes]),
  feed: entry('feed <name>', '选择摄像头画面；webcam 为本机摄像头', `Choose what the camera sees; \`state\` lists the names, ${webcamFeed} is this machine's own camera`,
    z.tuple([z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/)]).transform(([feed]) => ({ verb: 'feed' as const, feed }))),
  paper: entry('paper out|low|load|out-after <lines>', '打印纸：用尽、将尽、装纸、再打若干行后用尽', 'Receipt paper: gone, nearly gone, loaded, or gone after so many more lines',
    z.union([
      oneOf(['out', 'low', 'load']).transform(([paper]) => ({ verb: 'paper' as const, paper })),
      z.tuple([z.literal('out-after'), Count]).transform(([, lines]) => ({ verb: 'paper-out-after' as const, lines })),
    ])),
  cover: entry('cover open|close', '打印机上盖：打开、合上', 'The printer\'s cover',
    oneOf(['open', 'close']).transform(([cover]) => ({ verb: 'cover' as const, cover }))),
  printer: entry('printer unplug|plug|silent|cutter-fault|ok', '打印机：拔线、插线、不应答、切刀故障、恢复', 'The printer: unplugged, plugged back, silent, cutter jammed, or well again',
    oneOf(['unplug', 'plug', 'silent', 'cutter-fault', 'ok']).transform(([change]) => ({ verb: 'printer' as const, change }))),
  'take-receipt': entry('take-receipt', '取走凭条', 'Take the receipt out of the printer\'s mouth',
    noWords.transform(() => ({ verb: 'take-receipt' as const }))),
  reader: entry('reader unplug|plug', '读卡器：拔下、插回', 'The card reader: unplugged, plugged back',
    oneOf(['unplug', 'plug']).transform(([change]) => ({ verb: 'reader' as const, change }))),
  'card-fault': entry('card-fault mute-after <n>|none', '卡故障：第 n 条指令后不应答、无', 'A card that falls silent after n commands, or none',
    z.union([
      z.tuple([z.literal('mute-after'), Count]).transform(([, commands]) => ({ verb: 'card-fault' as const, muteAfter: commands })),
      oneOf(['none']).transform(() => ({ verb: 'card-fault' as const, muteAfter: null })),
    ])),
  id: entry('id unplug|plug|silent|bad-read|ok', '身份证阅读器：拔线、插线、不应答、读不出、恢复', 'The ID reader: unplugged, plugged back, silent, unable to read, or well again',
    oneOf(['unplug', 'plug', 'silent', 'bad-read', 'ok']).transform(([change]) => ({ verb: 'id' as const, change }))),
  'document-reader': entry('document-reader unplug|plug|misread|line-lost|end-lost|garbage|ok', '护照阅读器：拔线、插线、读错一位、丢第一行、丢最后一行、先来乱码、恢复', 'The document reader: unplugged, plugged back, misreading a digit, losing the first or the last line, sending noise first, or well again',
    oneOf(['unplug', 'plug', 'misread', 'line-lost', 'end-lost', 'garbage', 'ok']).transform(([change]) => ({ verb: 'document-reader' as const, change }))),
  'code-scanner': entry('code-scanner unplug|plug|no-suffix|too-long|repeats|control-characters|wrong-speed|ok', '扫码口：拔线、插线、不带结束符、过长、连续重复、带控制字符、波特率不对、恢复', 'The code scanner: unplugged, plugged back, sending codes without suffix, too long, again and again, with control characters, at the wrong speed, or well again',
    oneOf(['unplug', 'plug', 'no-suffix', 'too-long', 'repeats', 'control-characters', 'wrong-speed', 'ok']).transform(([change]) => ({ verb: 'code-scanner' as const, change }))),
  headset: entry('headset in|out', '耳机：插入、拔出', 'The headset: plugged in, pulled out',
    oneOf(['in', 'out']).transform(([headset]) => ({ verb: 'headset' as const, headset }))),
  platform: entry(`platform ${platformConditions.join('|')}`, '业务平台：正常、缓慢、中断、应答丢失、拒绝、应答错乱', 'The platform: well, slow, down, answers lost on the way, refusing, or answering garbage',
    oneOf(platformConditions).transform(([condition]) => ({ verb: 'platform' as const, condition }))),
  code: entry('code <person>', '签发一个电子社保卡二维码的内容，供另外的扫码器读取', 'Issue the content of an electronic card\'s code, good for a minute, to be shown to a code scanner of one\'s own',
    oneOf(cardHolders).transform(([person]) => ({ verb: 'code' as const, person })), cardHolders),
  hall: entry('hall afresh', '示范大厅重新开始：忘掉已提交的业务', 'The demo hall begins afresh: what was submitted is forgotten, everybody is due again',
    oneOf(['afresh']).transform(() => ({ verb: 'hall' as const }))),
  time: entry('time +<n>s|m|h|d', '时间前进，例如 time +90s', 'Move time forward, for example time +90s; it never goes back',
    z.tuple([Forward]).transform(([forwardMs]) => ({ verb: 'time' as const, forwardMs }))),
  state: entry('state', '显示全部状态（JSON）', 'Everything as it is now, as JSON',
    noWords.transform(() => ({ verb: 'state' as const }))),
  reset: entry('reset', '一切恢复正常，卡证全部取走（时间不倒退）', 'Everything back to normal and nothing inserted (time stays where it is)',
    noWords.transform(() => ({ verb: 'reset' as const }))),
};

type Vocabulary = typeof vocabulary;
export type DockCommand = { [Verb in keyof Vocabulary]: z.output<Vocabulary[Verb]['words']> }[keyof Vocabulary];

/** All commands as a person reads them, in the order of the help. */
export const commandGuide: readonly Omit<Entry<DockCommand>, 'words'>[] = Object.values(vocabulary)
  .map(({ usage, values, about }) => ({ usage, values, about }));

export type ParsedCommand =
  | { readonly ok: true; readonly command: DockCommand }
  | { readonly ok: false; readonly problem: LocalizedText };

const misunderstood = (zh: string, en: string): ParsedCommand => ({ ok: false, problem: { 'zh-CN': zh, en } });

/** One line of words into a command; a line that is none is answered with a sentence saying what was expected. */
export function parseCommand(line: string): ParsedCommand {
  if (line.length > maxCommandLength) return misunderstood('指令过长。', 'That command is too long.');
  const [verb = '', ...words] = line.trim().split(/\s+/);
  if (!Object.hasOwn(vocabulary, verb)) {
    const verbs = Object.keys(vocabulary).join(', ');
    return misunderstood(`没有“${verb}”这条指令。可用：${verbs}。`, `There is no command "${verb}". Commands: ${verbs}.`);
  }
  const known: Entry<DockCommand> = vocabulary[verb as keyof Vocabulary];
  const parsed = known.words.safeParse(words);
  if (parsed.success) return { ok: true, command: parsed.data };
  const values = known.values.join(', ');
  return misunderstood(
    `“${line.trim()}”无法理解。用法：${known.usage}${values && `（${values}）`}。`,
    `"${line.trim()}" is not understood. Usage: ${known.usage}${values && ` (${values})`}.`,
  );
}
