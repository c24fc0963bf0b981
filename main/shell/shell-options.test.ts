import { describe, expect, it } from 'vitest';
import { readShellOptions } from './shell-options.ts';

describe('shell options', () => {
  it('is a kiosk with its own core where nothing is said', () => {
    expect(readShellOptions(['electron', '.'])).toEqual({ place: { kind: 'kiosk' }, coreSocket: null, coreArguments: [] });
  });

  it('reads a window with and without a position, between switches that are not its own', () => {
    expect(readShellOptions(['electron', '--no-sandbox', '--window=540x960', '.']).place).toEqual({ kind: 'window', width: 540, height: 960, position: null });
    expect(readShellOptions(['--window=540x960+10+20']).place).toEqual({ kind: 'window', width: 540, height: 960, position: { x: 10, y: 20 } });
  });

  it('passes on what follows -- and takes none of it for itself', () => {
    const options = readShellOptions(['.', '--', '--config', 'dir', '--window=1x1']);
    expect(options).toMatchObject({ place: { kind: 'kiosk' }, coreArguments: ['--config', 'dir', '--window=1x1'] });
  });

  it('says what is wrong with a window', () => {
    expect(() => readShellOptions(['--window=big'])).toThrow('WIDTHxHEIGHT');
  });
});
