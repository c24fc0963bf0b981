/** Composes the machine profile of a demo: the template's panel and texts, with the addresses the wires really have. */
import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { stringify } from 'yaml';
import type { CardAuthenticationProfile, CardReaderProfile } from '../../kiosk-config/schema/card-reader-profile.ts';
import type { Profile } from '../../kiosk-config/schema/profile.ts';

/** Where the far ends are, in the words of the profile schema. */
export interface WireAddresses {
  readonly cardReader: CardReaderProfile;
  /** Null where the template has no PSAM. */
  readonly psam: CardReaderProfile | null;
  readonly idScanner: string;
  /** Null where the template has no document reader. */
  readonly documentReader: string | null;
  /** Null where the template has no code scanner. */
  readonly codeScanner: string | null;
  readonly receiptPrinter: string;
  readonly platform: string;
  readonly clockSocket: string;
  readonly voice: NonNullable<Profile['voice']>;
}

const withoutPcsc = {
  'zh-CN': '（未使用 PC/SC 服务，模拟卡直接接入本机程序）',
  en: ' (No PC/SC service is in use; cards attach to the kiosk directly.)',
};

/** A device that the template lacks stays away, wherever its wire may be. */
export function composeProfile(template: Profile, wires: WireAddresses): Profile {
  const { 'id-scanner': idScanner, 'document-reader': documentReader, 'code-scanner': codeScanner, 'receipt-printer': receiptPrinter } = template.devices;
  return {
    ...template,
    devices: {
      ...template.devices,
      'card-reader': wires.cardReader,
      ...(idScanner && { 'id-scanner': { ...idScanner, address: wires.idScanner } }),
      ...(documentReader && wires.documentReader !== null && { 'document-reader': { ...documentReader, address: wires.documentReader } }),
      ...(codeScanner && wires.codeScanner !== null && { 'code-scanner': { ...codeScanner, address: wires.codeScanner } }),
      ...(receiptPrinter && { 'receipt-printer': { ...receiptPrinter, address: wires.receiptPrinter } }),
    },
    cardAuthentication: authenticationOver(template.cardAuthentication, wires.psam),
    platform: { driver: 'http', url: wires.platform },
    ...(template.voice && { voice: wires.voice }),
    clock: { driver: 'adjustable', socket: wires.clockSocket },
    ...(template.demonstration && { demonstration: demonstrationText(template.demonstration, wires.cardReader) }),
  };
}

const authenticationOver = (template: CardAuthenticationProfile, psam: CardReaderProfile | null): CardAuthenticationProfile =>
  (template.provider === 'psam' && psam ? { ...template, reader: psam } : template);

function demonstrationText(text: NonNullable<Profile['demonstration']>, cardReader: CardReaderProfile): NonNullable<Profile['demonstration']> {
  if (cardReader.driver === 'pcsc') return text;
  return { 'zh-CN': text['zh-CN'] + withoutPcsc['zh-CN'], en: text.en + withoutPcsc.en };
}

/** Writes the profile so that a reader sees the old one or the new one, whole, even after a power cut. */
export async function writeProfile(file: string, profile: Profile): Promise<void> {
  const fresh = `${file}.fresh`;
  const handle = await open(fresh, 'w', 0o600);
  try {
    await handle.writeFile(`# Composed by the demo for this run; the templates are in kiosk-config/profiles.\n${stringify(profile)}`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(fresh, file);
  const folder = await open(dirname(file));
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
