/** The catalogue: every service file that was understood and proved; a broken one is refused, and the others stay open. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { Failures } from '../../../kiosk-config/schema/failures.ts';
import { ConfigurationError, loadYaml } from '../../../kiosk-config/schema/load.ts';
import { ReceiptLayout } from '../../../kiosk-config/schema/receipt.ts';
import { Service } from '../../../kiosk-config/schema/service.ts';
import { VisitTexts } from '../../../kiosk-config/schema/visit-texts.ts';
import { composeVisit } from '../visit/compose.ts';
import { planService } from '../visit/service-plan.ts';
import type { ServicePlan } from '../visit/service-plan.ts';
import type { StepKind } from '../visit/step-kind.ts';
import { stepKinds } from '../visit/steps/index.ts';
import { proveService } from './prover.ts';
import type { Flaw } from './prover.ts';

/** A service file that may not open, and why. */
export interface Refusal {
  readonly file: string;
  readonly flaws: readonly Flaw[];
}

export interface Catalogue {
  readonly services: readonly ServicePlan[];
  readonly refused: readonly Refusal[];
  readonly failures: Failures;
  readonly texts: VisitTexts;
  readonly receipts: ReadonlyMap<string, ReceiptLayout>;
}

type Vocabulary = Pick<Catalogue, 'failures' | 'texts'> & { readonly kinds: ReadonlyMap<string, StepKind> };

/** Understands and proves one service. */
export function admitService(service: Service, { failures, texts, kinds }: Vocabulary): { readonly plan: ServicePlan } | { readonly flaws: readonly Flaw[] } {
  const planning = planService(service, kinds, texts);
  if ('problems' in planning) return { flaws: planning.problems.map((problem) => ({ problem, story: [] })) };
  const flaws = proveService(planning.plan, composeVisit([planning.plan], failures, texts));
  return flaws.length === 0 ? { plan: planning.plan } : { flaws };
}

function admitFile(file: string, vocabulary: Vocabulary): { readonly plan: ServicePlan } | { readonly flaws: readonly Flaw[] } {
  try {
    return admitService(loadYaml(Service, file), vocabulary);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return { flaws: error.problems.map((problem) => ({ problem, story: [] })) };
  }
}

const yamlIn = (folder: string): readonly string[] =>
  readdirSync(folder).filter((name) => name.endsWith('.yaml')).sort().map((name) => path.join(folder, name));

/** A refusal in words, for the log and for whoever wrote the file. */
export function tellRefusal({ file, flaws }: Refusal): string {
  const told = flaws.slice(0, 5).map(({ problem, story }) => [`  - ${problem}`, ...story.map((line, index) => `      ${index + 1}. ${line}`)].join('\n'));
  return [`${path.basename(file)} is refused:`, ...told, ...(flaws.length > 5 ? [`  … and ${flaws.length - 5} more`] : [])].join('\n');
}

/** Opens the catalogue in a configuration folder. Throws `ConfigurationError` where texts, failures or receipts themselves are broken. */
export function openCatalogue(folder: string): Catalogue {
  const failures = loadYaml(Failures, path.join(folder, 'failures.yaml'));
  const texts = loadYaml(VisitTexts, path.join(folder, 'visit-texts.yaml'));
  const layouts = yamlIn(path.join(folder, 'receipts')).map((file) => loadYaml(ReceiptLayout, file));
  const admissions = yamlIn(path.join(folder, 'services')).map((file) => ({ file, admission: admitFile(file, { failures, texts, kinds: stepKinds }) }));
  return {
    services: admissions.flatMap(({ admission }) => ('plan' in admission ? [admission.plan] : [])),
    refused: admissions.flatMap(({ file, admission }) => ('flaws' in admission ? [{ file, flaws: admission.flaws }] : [])),
    failures,
    texts,
    receipts: new Map(layouts.map((layout) => [layout.id, layout])),
  };
}
