/** Which readers of the PC/SC service a machine profile means by a name, and in which order it prefers them. */

/** `pattern` is the beginning of the name; each `*` in it stands for anything. */
export function isReaderNamed(pattern: string, name: string): boolean {
  const [beginning = '', ...parts] = pattern.split('*');
  if (!name.startsWith(beginning)) return false;
  let at = beginning.length;
  for (const part of parts) {
    const found = name.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return true;
}

/** Place in the order of preference, from 0; null where the name is meant by no pattern. Without patterns all are alike. */
export function preferenceOf(patterns: readonly string[], name: string): number | null {
  if (patterns.length === 0) return 0;
  const at = patterns.findIndex((pattern) => isReaderNamed(pattern, name));
  return at === -1 ? null : at;
}
