/** A file that is appended to and does not grow for ever: when it is full it begins anew, and the full one is kept beside it until the next. */
import { closeSync, fstatSync, mkdirSync, openSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export interface CappedFile {
  /** Never throws: what the disk does not take is lost. */
  write(text: string): void;
  close(): void;
}

/** Of the full one. */
const earlierSuffix = '.1';

/** `maxBytes` for each of the two. Readable and writable by its owner only; its folder is made where absent. Throws where it cannot be opened. */
export function openCappedFile(path: string, maxBytes: number): CappedFile {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  let handle = openSync(path, 'a', 0o600);
  let size = fstatSync(handle).size;

  const beginAnew = (): void => {
    renameSync(path, path + earlierSuffix);
    const full = handle;
    handle = openSync(path, 'a', 0o600);
    size = 0;
    closeSync(full);
  };

  return {
    write(text) {
      const bytes = Buffer.byteLength(text);
      try {
        if (size > 0 && size + bytes > maxBytes) beginAnew();
        writeFileSync(handle, text);
        size += bytes;
      } catch {
        // Whoever tells something is not to fail because it cannot be written down.
      }
    },
    close: () => closeSync(handle),
  };
}
