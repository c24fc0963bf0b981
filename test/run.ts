/** `npm test`: lint, types, unit tests, journeys; prints each runner's totals and ends with one line for all. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { findElectron } from '../main/launch/electron.ts';
import { inRepository, repository } from '../main/launch/paths.mjs';

interface Totals {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** The failed by name, so that the end of a long output says what to look at. */
  readonly failures?: readonly string[];
  /** Passed, but only when tried again: timing on this machine, or a fault that shows now and then. */
  readonly unsteady?: readonly string[];
}

const reports = mkdtempSync(join(tmpdir(), 'tongban-test-'));
const binaries = inRepository('node_modules', '.bin');

function run(command: readonly string[], environment: NodeJS.ProcessEnv = {}): boolean {
  const [program, ...args] = command;
  if (!program) throw new Error('no command');
  const outcome = spawnSync(program, args, {
    cwd: repository,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, PATH: `${binaries}:${process.env['PATH'] ?? ''}`, ...environment },
  });
  return outcome.status === 0;
}

/** A check without a count of its own counts as one. */
function check(title: string, command: readonly string[]): Totals {
  console.log(`\n== ${title}`);
  const ok = run(command);
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
}

function report(name: string): unknown {
  const file = join(reports, name);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}

/** A runner that failed without counting a failure (a crash, a broken file) still counts as one failure. */
const atLeastOneFailure = (totals: Totals, ok: boolean): Totals => (ok || totals.failed > 0 ? totals : { ...totals, failed: 1 });

interface UnitReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string; readonly failureMessages: readonly string[] | null }[];
  }[];
}

function unitTests(): Totals {
  console.log('\n== unit tests');
  const ok = run(['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${join(reports, 'unit.json')}`]);
  const counted = report('unit.json') as UnitReport | null;
  const tests = (counted?.testResults ?? []).flatMap(({ name, assertionResults }) =>
    assertionResults.map((result) => ({ ...result, name: `${relative(repository, name)} › ${result.fullName}` })));
  return atLeastOneFailure({
    passed: counted?.numPassedTests ?? 0,
    failed: counted?.numFailedTests ?? 0,
    skipped: counted?.numPendingTests ?? 0,
    failures: tests.filter(({ status }) => status === 'failed').map(({ name }) => name),
    unsteady: tests.filter(({ status, failureMessages }) => status === 'passed' && (failureMessages?.length ?? 0) > 0).map(({ name }) => name),
  }, ok);
}

interface JourneySuite {
  readonly suites?: readonly JourneySuite[];
  readonly specs: readonly { readonly file: string; readonly title: string; readonly tests: readonly { readonly projectName: string; readonly status: string }[] }[];
}

function journeysOf({ suites = [], specs }: JourneySuite): { readonly name: string; readonly status: string }[] {
  const own = specs.flatMap(({ file, title, tests }) => tests.map(({ projectName, status }) => ({ name: `[${projectName}] ${file} › ${title}`, status })));
  return [...own, ...suites.flatMap(journeysOf)];
}

function journeyTests(): Totals {
  console.log('\n== journeys');
  if (!findElectron()) console.log('!! No Electron runtime on this machine: the Electron journeys are SKIPPED, only Chromium is driven.');
  const display = process.env['DISPLAY'] ? [] : ['xvfb-run', '-a', '-s', '-screen 0 1920x1920x24'];
  const ok = run([...display, 'playwright', 'test', '--reporter=list,json'], { PLAYWRIGHT_JSON_OUTPUT_FILE: join(reports, 'journeys.json') });
  const counted = report('journeys.json') as { stats: { expected: number; unexpected: number; flaky: number; skipped: number }; suites: readonly JourneySuite[] } | null;
  const tests = (counted?.suites ?? []).flatMap(journeysOf);
  return atLeastOneFailure({
    passed: (counted?.stats.expected ?? 0) + (counted?.stats.flaky ?? 0),
    failed: counted?.stats.unexpected ?? 0,
    skipped: counted?.stats.skipped ?? 0,
    failures: tests.filter(({ status }) => status === 'unexpected').map(({ name }) => name),
    unsteady: tests.filter(({ status }) => status === 'flaky').map(({ name }) => name),
  }, ok);
}

const parts: Record<string, Totals> = {
  lint: check('lint', ['npm', 'run', '--silent', 'lint']),
  types: check('types', ['npm', 'run', '--silent', 'typecheck']),
  'unit tests': unitTests(),
  journeys: journeyTests(),
};
rmSync(reports, { recursive: true, force: true });

console.log('');
for (const [name, { passed, failed, skipped }] of Object.entries(parts)) console.log(`${name}: ${passed} passed, ${failed} failed, ${skipped} skipped`);
const names = (key: 'failures' | 'unsteady'): readonly string[] => Object.values(parts).flatMap((part) => part[key] ?? []);
for (const name of names('failures')) console.log(`FAILED: ${name}`);
for (const name of names('unsteady')) console.log(`!! PASSED ONLY AT THE SECOND TRY: ${name}`);
const sum = (key: 'passed' | 'failed' | 'skipped'): number => Object.values(parts).reduce((total, part) => total + part[key], 0);
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`);
process.exitCode = sum('failed') > 0 ? 1 : 0;
