/** Reads a configuration file and proves its shape; what is wrong is told with the file, the place and the rule. */
import { readFileSync } from 'node:fs';
import { parseDocument } from 'yaml';
import type * as z from 'zod';

/** A configuration that cannot be used: a person at the keyboard has to read this. */
export class ConfigurationError extends Error {
  readonly file: string;
  readonly problems: readonly string[];

  constructor(file: string, problems: readonly string[]) {
    super(`${file} cannot be used:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'ConfigurationError';
    this.file = file;
    this.problems = problems;
  }
}

/** Parses YAML text against a schema. Throws `ConfigurationError`: without its configuration a kiosk does not open. */
function parseYaml<Schema extends z.ZodType>(schema: Schema, text: string, file: string): z.output<Schema> {
  const document = parseDocument(text);
  if (document.errors.length > 0) throw new ConfigurationError(file, document.errors.map((error) => error.message));
  const parsed = schema.safeParse(document.toJS());
  if (parsed.success) return parsed.data;
  throw new ConfigurationError(file, parsed.error.issues.map((issue) => `${issue.path.join('.') || '(top)'}: ${issue.message}`));
}

/** Reads and parses a YAML file. Throws `ConfigurationError` where it is missing, unreadable or of another shape. */
export function loadYaml<Schema extends z.ZodType>(schema: Schema, file: string): z.output<Schema> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new ConfigurationError(file, [error instanceof Error ? error.message : String(error)]);
  }
  return parseYaml(schema, text, file);
}
