/** Stands in for the closed decoder of chip photographs: a block that carries a portrait's mark becomes that portrait, as the published decoders give it. */
import { decodeJpeg, type Picture } from '../../devices/simulators/camera/picture.ts';
import { readPortraitMark } from '../../devices/simulators/id-scanner/index.ts';
import { persons, type SyntheticPerson } from '../../devices/simulators/persons.ts';

/** As the published decoders give it. */
const size = { width: 102, height: 126 } as const;
const headerBytes = 54;
const rowBytes = Math.ceil((size.width * 3) / 4) * 4;

/** BMP, 24 bits, bottom row first; the middle of the picture, scaled to the size of a chip photograph. */
export function toChipBitmap({ width, height, pixels }: Picture): Uint8Array {
  const bitmap = Buffer.alloc(headerBytes + rowBytes * size.height);
  bitmap.write('BM', 'latin1');
  bitmap.writeUInt32LE(bitmap.length, 2);
  bitmap.writeUInt32LE(headerBytes, 10);
  bitmap.writeUInt32LE(40, 14);
  bitmap.writeInt32LE(size.width, 18);
  bitmap.writeInt32LE(size.height, 22);
  bitmap.writeUInt16LE(1, 26);
  bitmap.writeUInt16LE(24, 28);
  const scale = Math.min(width / size.width, height / size.height);
  const [left, top] = [(width - size.width * scale) / 2, (height - size.height * scale) / 2];
  for (let y = 0; y < size.height; y++) {
    for (let x = 0; x < size.width; x++) {
      const from = (Math.floor(top + y * scale) * width + Math.floor(left + x * scale)) * 4;
      const to = headerBytes + (size.height - 1 - y) * rowBytes + x * 3;
      bitmap.set([pixels[from + 2] ?? 0, pixels[from + 1] ?? 0, pixels[from] ?? 0], to);
    }
  }
  return bitmap;
}

/** Null for a block that carries no mark, or where the portrait is not at hand. */
export const markDecoder = (portraitOf: (person: SyntheticPerson) => Promise<Uint8Array | null>) => async (block: Uint8Array): Promise<Uint8Array | null> => {
  const portrait = readPortraitMark(block);
  const person = persons.find((known) => known.portrait === portrait);
  const photo = person ? await portraitOf(person) : null;
  return photo && toChipBitmap(decodeJpeg(photo));
};
