/** Something that is told to whoever listens. */

export type Unsubscribe = () => void;

export interface Subject<Value> {
  tell(value: Value): void;
  listen(call: (value: Value) => void): Unsubscribe;
}

export function createSubject<Value>(): Subject<Value> {
  const calls = new Set<(value: Value) => void>();
  return {
    tell(value) {
      for (const call of [...calls]) call(value);
    },
    listen(call) {
      calls.add(call);
      return () => calls.delete(call);
    },
  };
}
