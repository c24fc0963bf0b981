/** Tag-length-value bytes: the card's one-byte-tag records, and the BER-TLV of the FCI (ISO 7816-4 §6). Never throws. */

/** The value of a record read by its identifier; null where the bytes are not exactly one record of that tag. */
export function recordValue(record: Buffer, tag: number): Buffer | null {
  if (record[0] !== tag || record[1] !== record.length - 2) return null;
  return record.subarray(2);
}

interface SimpleItem {
  readonly tag: number;
  readonly value: Buffer;
}

/** The items of a B-TLV value, one byte of tag and one of length each; null where the bytes are not exactly such items. */
export function parseSimpleItems(bytes: Buffer): readonly SimpleItem[] | null {
  const items: SimpleItem[] = [];
  for (let at = 0; at < bytes.length;) {
    const [tag, length] = [bytes[at], bytes[at + 1]];
    const end = at + 2 + (length ?? 0);
    if (tag === undefined || length === undefined || end > bytes.length) return null;
    items.push({ tag, value: bytes.subarray(at + 2, end) });
    at = end;
  }
  return items;
}

interface BerItem {
  readonly tag: number;
  readonly value: Buffer;
}

const maximumItems = 64;

/** The items of one level; null where the bytes are no BER-TLV. Tags of one or two bytes, lengths below 65,536. */
export function parseBerItems(bytes: Buffer): readonly BerItem[] | null {
  const items: BerItem[] = [];
  let at = 0;
  while (at < bytes.length) {
    if (items.length === maximumItems) return null;
    const first = bytes[at++] ?? 0;
    const isLongTag = (first & 0x1f) === 0x1f;
    const tag = isLongTag ? (first << 8) | (bytes[at++] ?? 0) : first;
    const lengthByte = bytes[at++];
    if (lengthByte === undefined || lengthByte === 0x80 || lengthByte > 0x82) return null;
    const lengthBytes = lengthByte > 0x80 ? lengthByte - 0x80 : 0;
    if (at + lengthBytes > bytes.length) return null;
    const length = lengthBytes > 0 ? bytes.readUIntBE(at, lengthBytes) : lengthByte;
    at += lengthBytes;
    if (at + length > bytes.length) return null;
    items.push({ tag, value: bytes.subarray(at, at + length) });
    at += length;
  }
  return items;
}

/** Follows a path of tags from level to level, first match each; null where it leads nowhere. */
export function findBerValue(bytes: Buffer, path: readonly number[]): Buffer | null {
  let value = bytes;
  for (const tag of path) {
    const found = parseBerItems(value)?.find((item) => item.tag === tag);
    if (!found) return null;
    value = found.value;
  }
  return value;
}
