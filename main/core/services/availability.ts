/** Which services are open now: a service is open while the devices and the platform that it cannot do without can be used. */
import type { VisitTexts } from '../../../kiosk-config/schema/visit-texts.ts';
import type { DeviceKind, LocalizedText } from '../../contract/index.ts';
import { mayBeUsed } from '../health/index.ts';
import type { Health, HealthReport } from '../health/index.ts';
import type { PlannedStep, ServicePlan } from '../visit/service-plan.ts';
import type { Need, StepPlan } from '../visit/step-kind.ts';
import type { Availability, Opening } from '../visit/world.ts';

function deviceWorks(report: HealthReport, device: DeviceKind): boolean {
  switch (device) {
    case 'card-reader':
      return report.cardReader !== null && mayBeUsed(report.cardReader);
    case 'id-scanner':
      return report.idScanner !== null && mayBeUsed(report.idScanner);
    case 'receipt-printer':
      return report.receiptPrinter !== null && mayBeUsed(report.receiptPrinter);
    case 'camera':
      return report.camera !== null && mayBeUsed(report.camera);
    case 'document-reader':
      return report.documentReader !== null && mayBeUsed(report.documentReader);
    case 'code-scanner':
      return report.codeScanner !== null && mayBeUsed(report.codeScanner);
    default:
      return device satisfies never;
  }
}

const isMet = (need: Need, report: HealthReport): boolean =>
  need === 'platform' ? mayBeUsed(report.platform) : need.anyOf.some((device) => deviceWorks(report, device));

const unmetIn = ({ needs }: StepPlan, report: HealthReport): Need | undefined => needs.find((need) => !isMet(need, report));

/** The steps that can be reached now; a step whose needs are not met is passed only by the exits that work without them. */
function reachable({ steps }: ServicePlan, report: HealthReport): ReadonlySet<PlannedStep> {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const reached = new Set(steps.slice(0, 1));
  for (const step of reached) {
    const exits = unmetIn(step.plan, report) === undefined ? step.plan.exits : (step.plan.withoutNeeds ?? []);
    for (const exit of exits) {
      const next = byId.get(step.exits[exit] ?? '');
      if (next) reached.add(next);
    }
  }
  return reached;
}

function reasonFor(need: Need, { closed }: VisitTexts): LocalizedText {
  if (need === 'platform') return closed.platform;
  if (need.anyOf.length > 1) return closed.identification;
  switch (need.anyOf[0]) {
    case 'card-reader':
      return closed.cardReader;
    case 'id-scanner':
      return closed.idScanner;
    case 'camera':
      return closed.camera;
    case 'receipt-printer':
      return closed.printer;
    case 'document-reader':
    case 'code-scanner':
    case undefined:
      return closed.identification;
    default:
      return need.anyOf[0] satisfies never;
  }
}

/** Whether a service can be used under a health report, and what an open one must do without. */
export function openingOf(service: ServicePlan, report: HealthReport, texts: VisitTexts): Opening {
  const reached = reachable(service, report);
  const essential = service.steps.filter(({ plan }) => plan.essential);
  const blocked = essential.some((step) => !reached.has(step) || unmetIn(step.plan, report) !== undefined);
  const unmet = [...reached].map(({ plan }) => ({ plan, need: unmetIn(plan, report) })).filter(({ need }) => need !== undefined);
  if (blocked) {
    const hard = unmet.find(({ plan }) => plan.withoutNeeds === undefined) ?? unmet[0];
    return { closed: hard?.need ? reasonFor(hard.need, texts) : texts.closed.platform, sign: null };
  }
  const noReceipts = unmet.some(({ need }) => need !== undefined && need !== 'platform' && need.anyOf.includes('receipt-printer'));
  return { closed: null, sign: noReceipts ? texts.closed.printer : null };
}

const unknownService: Opening = { closed: null, sign: null };

/** Follows the health of the kiosk. */
export function watchAvailability(services: readonly ServicePlan[], health: Health, texts: VisitTexts): Availability {
  const byId = new Map(services.map((service) => [service.id, service]));
  return {
    opening(id) {
      const service = byId.get(id);
      return service ? openingOf(service, health.report(), texts) : unknownService;
    },
    watch: (listener) => health.onChange(listener),
  };
}
