/** How a screen acts and what it may know besides its own body: the intents it hands to the core, the camera's picture, the hall, the modes. */
import { computed, type ComputedRef, inject, type InjectionKey } from 'vue';
import { defaultModes, type Fitting, type Fittings, type HallStatus, type Intent, type LocalizedText, type Modes, type Panel, type Spot } from '../../main/contract/index.ts';

type WithoutScreen<One> = One extends Intent ? Omit<One, 'screenId'> : never;
/** An intent on the screen that is shown; the frame adds which one that is. */
export type Act = WithoutScreen<Intent>;

export const actKey: InjectionKey<(act: Act) => void> = Symbol('act');
/** Calls back with the camera's stream whenever it changes; null: no picture. Returns the unsubscribe closure. */
export type WatchCamera = (listener: (stream: MediaStream | null) => void) => () => void;
export const cameraKey: InjectionKey<WatchCamera> = Symbol('camera');

export const hallKey: InjectionKey<ComputedRef<HallStatus>> = Symbol('hall');
/** The machine this page stands on, as far as one can point at it. */
export interface Machine {
  readonly panel: Panel;
  readonly fittings: Fittings;
}
export const machineKey: InjectionKey<ComputedRef<Machine>> = Symbol('machine');
export const modesKey: InjectionKey<ComputedRef<Modes>> = Symbol('modes');

/** A screen outside a frame (a sample in a test) can be looked at but does nothing. */
export const useAct = (): ((act: Act) => void) => inject(actKey, () => undefined);
export const useCamera = (): WatchCamera => inject(cameraKey, () => () => undefined);

/** Where a fitting lies, on which machine. */
export interface FittingSite extends Machine {
  readonly spot: Spot;
}

/** Where a fitting lies and on which machine one is told so; null where the profile does not say. */
export function useFitting(): (fitting: Fitting) => FittingSite | null {
  const machine = inject(machineKey, null);
  return (fitting) => {
    const spot = machine?.value.fittings[fitting];
    return machine && spot ? { spot, ...machine.value } : null;
  };
}

/** How this person wants to be served. */
export const useModes = (): ComputedRef<Modes> => inject(modesKey, () => computed(() => defaultModes), true);

/** What is out of service in this kiosk now. */
export function useOutOfService(): ComputedRef<readonly LocalizedText[]> {
  const hall = inject(hallKey, null);
  return computed(() => hall?.value.outOfService ?? []);
}

/** What an attendant should see to soon. */
export function useAttention(): ComputedRef<readonly LocalizedText[]> {
  const hall = inject(hallKey, null);
  return computed(() => hall?.value.attention ?? []);
}
