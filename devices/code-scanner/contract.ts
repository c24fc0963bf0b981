/** What the core may ask of a code scanner, and what it can answer: an opaque token, to be given to the platform and forgotten. */
import type { CodeScannerStatus } from '../../main/contract/index.ts';
import type { Device } from '../device.ts';
import type { Personal } from '../personal.ts';

export type CodeScannerReason = 'portMissing';

export type CodeScannerCommands = {
  /**
   * Waits for a code held before the scanner from now on; what was scanned before belonged to somebody else and is lost. A code
   * that was handed out serves once: it counts again only when it has been away from the scanner for two seconds.
   * The token (as of an electronic social-security card) is short-lived and its form is not public: never parse, store or
   * log it. `unreadable` tells that something came that is no code; the waiting goes on.
   */
  scan: { input: null; event: { readonly kind: 'unreadable' }; value: { readonly token: Personal<string> } };
};

export type CodeScanner = Device<CodeScannerCommands, CodeScannerStatus, CodeScannerReason>;
