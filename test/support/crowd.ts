/** Any number of synthetic persons who are due for certification, each known by an index. */
import type { HallPerson } from '../../main/core/platform/embedded/index.ts';

export const crowdPerson = (index: number): HallPerson => ({
  id: `person-${index}`,
  name: `群众${index}`,
  latinName: null,
  number: `9900001950010${String(index).padStart(5, '0')}`,
  card: null,
  benefit: { state: 'drawing', certifiedForDays: 10 },
  photo: null,
});

export const crowd = (size: number): HallPerson[] => Array.from({ length: size }, (_, index) => crowdPerson(index));
