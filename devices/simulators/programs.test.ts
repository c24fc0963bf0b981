/** The simulators of wires as programs of their own, as `npm run simulate` starts them. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** Everything the program said, once it has ended, when these lines were typed. */
async function talk(args: readonly string[], lines: readonly string[]): Promise<string> {
  const program = spawn(process.execPath, [join(import.meta.dirname, 'cli.ts'), ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  program.stdin.end(lines.map((line) => `${line}\n`).join(''));
  let said = '';
  for await (const piece of program.stdout.setEncoding('utf8')) said += String(piece);
  return said;
}

test.each([
  ['id', 'place zhang-san --moved --fingers', 'the document zhang-san, moved, fingers lies on the reader', 'silent'],
  ['document', 'lay anna-passport', 'anna-passport was read', 'misread'],
  ['code', 'show ABC', 'scanned', 'repeats'],
])('the simulator %s stands at a wire, obeys its own verb, a fault and the plug, and quits', async (name, line, answer, fault) => {
  const said = await talk([name, '--port', '0'], [line, `fault ${fault}`, 'fault nonsense', 'unplug', 'plug', 'quit', line]);
  expect(said).toMatch(/at tcp:\/\/127\.0\.0\.1:\d+/);
  const [, afterHelp = ''] = said.split(answer);
  expect(afterHelp).toContain(`fault: ${fault}\nCommands: `);
  expect(afterHelp).toContain('unplugged\nplugged in\n');
  expect(afterHelp).not.toContain(answer);
});

test('a document given on the command line is on the reader from the start', async () => {
  expect(await talk(['document', '--port', '0', '--document', 'anna-residence-permit'], [])).toContain('anna-residence-permit was read');
  expect(await talk(['document', '--port', '0', '--document', 'nobody-passport'], [])).toContain('there is no document nobody-passport');
  expect(await talk(['id', '--port', '0', '--document', 'nobody'], [])).toContain('there is no document nobody');
});
