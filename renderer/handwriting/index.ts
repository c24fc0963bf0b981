/** The door of handwriting: how the page comes to it, and what a component may ask of it. */
import { inject, type InjectionKey } from 'vue';
import { createPageHandwriting, type PageHandwriting } from './page-handwriting.ts';

export { pointOnPad, withPoint } from './ink.ts';
export { createPageHandwriting, type PageHandwriting, type Sighting } from './page-handwriting.ts';

export const handwritingKey: InjectionKey<PageHandwriting> = Symbol('handwriting');

/** A component outside of a page (a sample in a test) is offered none. */
export const useHandwriting = (): PageHandwriting => inject(handwritingKey, () => createPageHandwriting(() => undefined), true);
