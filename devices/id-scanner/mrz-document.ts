/** Reads the lines of a machine-readable zone (ICAO 9303: TD1, TD2, TD3) into a document. Pure. */
import { parse, type Details, type FieldName, type ParseResult } from 'mrz';
import { isRealDay } from '../calendar-day.ts';
import { Personal } from '../personal.ts';
import type { IdDocument, Sex, TravelDocumentType } from './contract.ts';

/** Names the field that makes no sense; never its content. */
type MrzOutcome =
  | { readonly ok: true; readonly document: IdDocument }
  | { readonly ok: false; readonly field: string };

/** Characters a line, and lines, of each format. */
export const mrzFormats = { TD1: { length: 30, lines: 3 }, TD2: { length: 36, lines: 2 }, TD3: { length: 44, lines: 2 } } as const;

const typeByFormat: Partial<Record<ParseResult['format'], TravelDocumentType>> = { TD1: 'travel-card', TD2: 'travel-card', TD3: 'passport' };

/** Expiry dates this many years ahead or more are taken for past ones: passports run ten years, and no card known runs fifty. */
const expiryWindowYears = 50;
const dayMs = 86_400_000;

/** Every check digit must agree. `now` (ms since the epoch) decides the century of dates. Never throws. */
export function readMrz(lines: readonly string[], now: number): MrzOutcome {
  const parsed = parseLines(lines);
  const type = parsed && typeByFormat[parsed.format];
  if (!parsed || !type) return { ok: false, field: 'format' };
  const wrong = parsed.details.find((detail) => !detail.valid && !isState(detail));
  if (wrong) return { ok: false, field: wrong.field ?? wrong.label };
  return judge(parsed, type, stateOf(parsed, lines), now);
}

/** The library throws at lines of no known form. */
function parseLines(lines: readonly string[]): ParseResult | null {
  try {
    return parse(lines);
  } catch {
    return null;
  }
}

/**
 * States are judged by their form: no check digit covers them, and the library's list of them will be out of date some day.
 * That of ICAO's own specimens, Utopia, is not in it now.
 */
const isState = ({ field }: Details): boolean => field === 'nationality' || field === 'issuingState';

function stateOf({ details }: ParseResult, lines: readonly string[]): string | null {
  const [place] = details.find(({ field }) => field === 'nationality')?.ranges ?? [];
  const written = place ? lines[place.line]?.slice(place.start, place.end) : undefined;
  return /^([A-Z]{1,3})<{0,2}$/.exec(written ?? '')?.[1] ?? null;
}

function judge({ fields, documentNumber }: ParseResult, type: TravelDocumentType, nationality: string | null, now: number): MrzOutcome {
  const wrong = (field: FieldName): MrzOutcome => ({ ok: false, field });
  const name = [fields.lastName, fields.firstName].filter(Boolean).join(' ');
  const birthDate = birthDateOf(fields.birthDate ?? '', now);
  const validTo = expiryDateOf(fields.expirationDate ?? '', now);
  if (!name) return wrong('lastName');
  if (!documentNumber) return wrong('documentNumber');
  if (!nationality) return wrong('nationality');
  if (!birthDate) return wrong('birthDate');
  if (!validTo) return wrong('expirationDate');
  return {
    ok: true,
    document: {
      type, name: new Personal(name), latinName: new Personal(name), number: new Personal(documentNumber), sex: new Personal(sexOf(fields.sex)),
      ethnicCode: null, nationality: new Personal(nationality), birthDate: new Personal(birthDate), address: null, issuer: null, validFrom: null, validTo, photo: null,
    },
  };
}

function sexOf(told: string | null | undefined): Sex {
  return told === 'male' || told === 'female' ? told : 'unknown';
}

/** A birth is past: the latest century in which it is. A day's grace, because a day begins earlier in China than in the clock's own count. */
function birthDateOf(yymmdd: string, now: number): string | null {
  return latestDate(yymmdd, new Date(now + dayMs).toISOString().slice(0, 10), now);
}

/** An expiry is the latest date that is less than fifty years ahead; so one of long ago still reads as expired. */
function expiryDateOf(yymmdd: string, now: number): string | null {
  const limit = new Date(now);
  limit.setUTCFullYear(limit.getUTCFullYear() + expiryWindowYears);
  return latestDate(yymmdd, limit.toISOString().slice(0, 10), now);
}

/** `YYMMDD` in the latest century in which it is a real day not after `limit`; null where there is none, or a part is unknown (`<<`). */
function latestDate(yymmdd: string, limit: string, now: number): string | null {
  const [, year, month, day] = /^(\d{2})(\d{2})(\d{2})$/.exec(yymmdd) ?? [];
  const century = Math.floor(new Date(now).getUTCFullYear() / 100);
  const candidates = [century + 1, century, century - 1].map((hundreds) => `${hundreds}${year}-${month}-${day}`);
  return candidates.find((iso) => iso <= limit && isRealDay(iso)) ?? null;
}
