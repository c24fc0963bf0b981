/** The pages of every failure that a visit can come to, painted by the core's own presenter: with the ways on that its steps really have. */
import type { Screen } from '../../main/contract/index.ts';
import type { ChartState, NodeMeta } from '../../main/core/visit/chart.ts';
import { composeVisit } from '../../main/core/visit/compose.ts';
import { freshContext } from '../../main/core/visit/machine.ts';
import { paintScreen } from '../../main/core/visit/presenter.ts';
import type { ServicePlan } from '../../main/core/visit/service-plan.ts';
import { sameWords } from '../../main/core/visit/wording.ts';
import type { Fills } from '../../main/core/visit/wording.ts';
import { openKiosk } from './visitor.ts';

/** What stands for the placeholders of the table: as long as it gets. */
const fills: Fills = {
  triesLeft: sameWords('2'),
  message: { 'zh-CN': '您的待遇由户籍地社保机构发放，请回户籍地办理。', en: 'Your benefit is paid by the agency of your registered residence; please go there.' },
};

const nodesIn = (state: ChartState): readonly NodeMeta[] => [...(state.meta ? [state.meta] : []), ...Object.values(state.states ?? {}).flatMap(nodesIn)];

/** Of a node's service; what lies over journeys is shown over the first. */
const serviceOf = ({ key }: NodeMeta, services: readonly ServicePlan[]): ServicePlan | undefined => services.find(({ id }) => key.startsWith(`${id}/`)) ?? services[0];

/** Each page once, however many steps come to it and whether or not there is a way back, in the order of the chart. */
export function failureScreens(): readonly Screen[] {
  const visitor = openKiosk();
  const { stage } = visitor;
  const { root, registry } = composeVisit(stage.services, stage.world.failures, stage.world.texts);
  const pages = new Map<string, Screen>();
  for (const node of nodesIn(root).filter(({ failure }) => failure !== null)) {
    const service = serviceOf(node, stage.services);
    const errand = { service: service?.id ?? '', serviceTitle: service?.title ?? sameWords('') };
    const screen = paintScreen({ ...stage, registry }, { context: { ...freshContext, key: node.key, errand, fills }, node, slow: false, visit: 'recorded' });
    const look = JSON.stringify(screen.body);
    if (!pages.has(look)) pages.set(look, screen);
  }
  visitor.visits.close();
  return [...pages.values()];
}
