/** Personal data has a type: a value in this box shows nothing of itself in logs, JSON, templates or the inspector. */
import { inspect } from 'node:util';

const redacted = '[personal]';

/** Holds one personal value. Only `reveal()` gives it out; every implicit conversion gives `[personal]`. */
export class Personal<Value> {
  #value: Value;

  constructor(value: Value) {
    this.#value = value;
  }

  reveal(): Value {
    return this.#value;
  }

  map<Next>(change: (value: Value) => Next): Personal<Next> {
    return new Personal(change(this.#value));
  }

  toString(): string {
    return redacted;
  }

  toJSON(): string {
    return redacted;
  }

  [Symbol.toPrimitive](): string {
    return redacted;
  }

  [inspect.custom](): string {
    return redacted;
  }
}
