import { describe, expect, it } from 'vitest';
import { isKeyAllowed, type KeyStroke } from './keys.ts';

const plain = (key: string): KeyStroke => ({ key, control: false, alt: false, meta: false });

describe('keys', () => {
  it.each(['Tab', 'Enter', ' ', 'ArrowUp', 'ArrowDown', 'Escape', 'Backspace', '7', 'a', '张'])('lets %s through', (key) => {
    expect(isKeyAllowed(plain(key))).toBe(true);
  });

  it.each(['F1', 'F5', 'F7', 'F11', 'F12', 'BrowserBack', 'BrowserRefresh', 'PrintScreen', 'ContextMenu', 'LaunchMail'])('refuses %s', (key) => {
    expect(isKeyAllowed(plain(key))).toBe(false);
  });

  it('refuses every key with Control, Alt or Meta', () => {
    for (const modifier of ['control', 'alt', 'meta'] as const) {
      expect(isKeyAllowed({ ...plain('r'), [modifier]: true })).toBe(false);
    }
  });
});
