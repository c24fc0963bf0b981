/** Which component draws which kind of screen; a kind without one does not compile. */
import type { Component } from 'vue';
import type { ScreenKind } from '../../main/contract/index.ts';
import AttractScreen from './AttractScreen.vue';
import BusyScreen from './BusyScreen.vue';
import ClosedScreen from './ClosedScreen.vue';
import ConsentScreen from './ConsentScreen.vue';
import EntryScreen from './EntryScreen.vue';
import FaceScreen from './FaceScreen.vue';
import FailureScreen from './FailureScreen.vue';
import FarewellScreen from './FarewellScreen.vue';
import InformationScreen from './InformationScreen.vue';
import MenuScreen from './MenuScreen.vue';
import PinScreen from './PinScreen.vue';
import PresentScreen from './PresentScreen.vue';
import RatingScreen from './RatingScreen.vue';
import ResultScreen from './ResultScreen.vue';
import ReviewScreen from './ReviewScreen.vue';
import TakeScreen from './TakeScreen.vue';

const table: { readonly [Kind in ScreenKind]: Component } = {
  attract: AttractScreen,
  menu: MenuScreen,
  consent: ConsentScreen,
  information: InformationScreen,
  present: PresentScreen,
  face: FaceScreen,
  pin: PinScreen,
  entry: EntryScreen,
  busy: BusyScreen,
  review: ReviewScreen,
  result: ResultScreen,
  failure: FailureScreen,
  rating: RatingScreen,
  take: TakeScreen,
  farewell: FarewellScreen,
  closed: ClosedScreen,
};

export const componentOf = (kind: ScreenKind): Component => table[kind];
