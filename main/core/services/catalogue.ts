/** The catalogue: every service file that was understood and proved; a broken one is refused, and the others stay open. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { Failures } from '../../../kiosk-config/schema/failures.ts';
import type { InstalledLanguage } from '../../../kiosk-config/schema/language.ts';
import { ConfigurationError, loadYaml } from '../../../kiosk-config/schema/load.ts';
import { ReceiptLayout } from '../../../kiosk-config/schema/receipt.ts';
import { Service } from '../../../kiosk-config/schema/service.ts';
import { loadTexts } from '../../../kiosk-config/schema/translation.ts';
import { VisitTexts } from '../../../kiosk-config/schema/visit-texts.ts';
import { composeVisit } from '../visit/compose.ts';
import { planService } from '../visit/service-plan.ts';
import type { ServicePlan, Vocabulary } from '../visit/service-plan.ts';
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

/** A service that may open, or what is wrong with it. */
export type Admission = { readonly plan: ServicePlan } | { readonly flaws: readonly Flaw[] };

/** Understands and proves one service. */
export function admitService(service: Service, vocabulary: Vocabulary, failures: Failures): Admission {
  const planning = planService(service, vocabulary);
  if ('problems' in planning) return { flaws: plainFlaws(planning.problems) };
  const flaws = proveService(planning.plan, composeVisit([planning.plan], failures, vocabulary.texts));
  return flaws.length === 0 ? { plan: planning.plan } : { flaws };
}

const plainFlaws = (problems: readonly string[]): readonly Flaw[] => problems.map((problem) => ({ problem, story: [] }));

function admitFile(file: string, vocabulary: Vocabulary, failures: Failures, languages: readonly InstalledLanguage[]): Admission {
  try {
    return admitService(loadTexts(Service, file, languages), vocabulary, failures);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return { flaws: plainFlaws(error.problems) };
  }
}

interface Admitted {
  readonly file: string;
  readonly admission: Admission;
}

/** The first file that claims a service has it. */
function refuseSecondClaims(admitted: readonly Admitted[]): readonly Admitted[] {
  const claimed = new Set<string>();
  return admitted.map(({ file, admission }) => {
    if (!('plan' in admission)) return { file, admission };
    const { id } = admission.plan;
    if (claimed.has(id)) return { file, admission: { flaws: plainFlaws([`there is already a service "${id}"`]) } };
    claimed.add(id);
    return { file, admission };
  });
}

const yamlIn = (folder: string): readonly string[] =>
  readdirSync(folder).filter((name) => name.endsWith('.yaml')).sort().map((name) => path.join(folder, name));

/** A refusal in words, for the log and for whoever wrote the file. */
export function tellRefusal({ file, flaws }: Refusal): string {
  const told = flaws.slice(0, 5).map(({ problem, story }) => [`  - ${problem}`, ...story.map((line, index) => `      ${index + 1}. ${line}`)].join('\n'));
  return [`${path.basename(file)} is refused:`, ...told, ...(flaws.length > 5 ? [`  … and ${flaws.length - 5} more`] : [])].join('\n');
}

/** Opens the catalogue in a configuration folder. Throws `ConfigurationError` where texts, failures or receipts themselves are broken. */
export function openCatalogue(folder: string, languages: readonly InstalledLanguage[]): Catalogue {
  const failures = loadTexts(Failures, path.join(folder, 'failures.yaml'), languages);
  const texts = loadTexts(VisitTexts, path.join(folder, 'visit-texts.yaml'), languages);
  const receipts = new Map(yamlIn(path.join(folder, 'receipts')).map((file) => loadYaml(ReceiptLayout, file)).map((layout) => [layout.id, layout]));
  const vocabulary: Vocabulary = { kinds: stepKinds, texts, receipts };
  const admissions = refuseSecondClaims(yamlIn(path.join(folder, 'services')).map((file) => ({ file, admission: admitFile(file, vocabulary, failures, languages) })));
  return {
    services: admissions.flatMap(({ admission }) => ('plan' in admission ? [admission.plan] : [])),
    refused: admissions.flatMap(({ file, admission }) => ('flaws' in admission ? [{ file, flaws: admission.flaws }] : [])),
    failures,
    texts,
    receipts,
  };
}
