/** Where things are in this repository; shared by set-up (which runs before anything is installed) and start. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const repository = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** State of demonstrations, downloads and stamps of this checkout; git-ignored. */
export const stateDirectory = join(repository, '.tongban');

export const inRepository = (...parts) => join(repository, ...parts);
