/** A sample screen: one kind in one notable state, with texts as long as they plausibly get. For eyes and tests only. */
import type { HallStatus, LocalizedText, Modes, Screen, ScreenBody, Strokes } from '../../main/contract/index.ts';

/**
 * `key`: touched where the keyboard has it. `write`: on the pad, which is a square of a thousand for this; what the core then says it may
 * be, null where its engine fails.
 */
export type Doing = { readonly key: string } | { readonly write: Strokes; readonly read: readonly string[] | null };

export interface Sample {
  /** Names the picture: the kind, and the state where there are several. */
  readonly name: string;
  readonly body: ScreenBody;
  /** Set where no page could hold everything, even in normal text. */
  readonly manyPages?: true;
  readonly service?: LocalizedText;
  /** Both where absent. */
  readonly allows?: Pick<Screen['allows'], 'back' | 'cancel'>;
  readonly help?: Screen['help'];
  readonly idleWarning?: Screen['idleWarning'];
  /** What somebody has done on it already. */
  readonly done?: readonly Doing[];
}

export const text = (source: string, en: string): LocalizedText => ({ 'zh-CN': source, en });

export const certification = text('社会保险待遇领取资格认证', 'Social insurance benefit eligibility certification');

/** Pages that wait for a machine or for nobody in particular: there is no time of the person's to add to. */
const withoutLimit: ReadonlySet<ScreenBody['kind']> = new Set(['attract', 'busy', 'closed']);

/** The screen of a sample as a person with these modes sees it. Inside a journey unless the sample says otherwise. */
export function screenOf(sample: Sample, modes: Modes, id: string): Screen {
  return {
    id,
    modes,
    service: sample.service ?? null,
    allows: { ...(sample.allows ?? { back: true, cancel: true }), moreTime: !withoutLimit.has(sample.body.kind) },
    help: sample.help ?? 'available',
    idleWarning: sample.idleWarning ?? null,
    body: sample.body,
  };
}

/** A hall on a morning, with a paper roll that ran out. */
export const sampleHall: HallStatus = {
  hall: text('通办示范区社会保障服务大厅', 'Tongban Demonstration Social Security Hall'),
  terminal: '990000000001',
  now: '2026-11-22T09:05:00+08:00',
  outOfService: [text('凭条打印机缺纸，暂时不能打印凭条，其他业务照常办理。', 'The receipt printer is out of paper: no receipts for now, everything else works.')],
  signs: [text('凭条打印暂停', 'No receipts')],
  attention: [],
  demonstration: text('演示设备：人员、证件和办理结果均为虚构', 'Demonstration: all persons, cards and results are made up'),
};
