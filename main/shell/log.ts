/** The shell's log: one JSON object a line on standard error, as the core writes its own. Nothing personal ever reaches the shell. */

type Details = Readonly<Record<string, string | number | boolean | null | undefined>>;

export interface ShellLog {
  note(message: string, details?: Details): void;
  warn(message: string, details?: Details): void;
}

const levels = { note: 30, warn: 40 } as const;

export function createShellLog(): ShellLog {
  const write = (level: number, message: string, details: Details): void => {
    process.stderr.write(`${JSON.stringify({ level, time: Date.now(), name: 'shell', ...details, msg: message })}\n`);
  };
  return {
    note: (message, details = {}) => write(levels.note, message, details),
    warn: (message, details = {}) => write(levels.warn, message, details),
  };
}
