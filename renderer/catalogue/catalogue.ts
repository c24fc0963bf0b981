/** The whole catalogue of sample screens; every kind of screen is in it (tested). */
import { declarationSamples } from './declaration-samples.ts';
import { entrySamples } from './entry-samples.ts';
import { journeySamples } from './journey-samples.ts';
import { keyboardSamples } from './keyboard-samples.ts';
import type { Sample } from './sample.ts';
import { troubleSamples } from './trouble-samples.ts';

export const catalogue: readonly Sample[] = [...journeySamples, ...entrySamples, ...keyboardSamples, ...declarationSamples, ...troubleSamples];
