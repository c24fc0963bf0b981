/** Reading card and holder in one go, in the order of 人社信息函〔2016〕38号. */
import { Personal } from '../personal.ts';
import { historicalBytes, isContactless } from './atr.ts';
import { identify, readRecord, selectEnvironmentFile, type CardIdentity, type CardSession } from './card-session.ts';
import type { CardAuthenticity, CardGeneration, CardHolder } from './contract.ts';
import { authenticateCard, proveKey } from './mutual-authentication.ts';
import { failFor, succeed, type CardOutcome } from './outcome.ts';
import {
  decodeDate, decodeName, decodeSocialSecurityNumber, holderFile, holderReadKeyId, issuingRegionOf, records,
} from './social-security-application.ts';

/** Selects, identifies, authenticates both ways as the generation asks, and reads card and holder. */
export async function readHolder(session: CardSession, signal: AbortSignal): Promise<CardOutcome<CardHolder>> {
  const identity = await identify(session, signal);
  if (identity.code !== 'success') return identity;
  const authenticity = await authenticate(session, identity.value, signal);
  if (authenticity.code !== 'success') return authenticity;
  return readFiles(session, identity.value, authenticity.value, signal);
}

/**
 * The card proves itself, then on 3.0 the kiosk to the card. Older cards can be read without: where no provider can judge
 * one, its authenticity is `unproven` and the caller decides.
 */
async function authenticate(session: CardSession, identity: CardIdentity, signal: AbortSignal): Promise<CardOutcome<CardAuthenticity>> {
  const card = await authenticateCard(session, identity, signal);
  if (card.code !== 'success') {
    const mayStayUnproven = card.reason === 'authenticationUnavailable' && identity.generation !== '3.0';
    return mayStayUnproven ? succeed('unproven') : card;
  }
  if (identity.generation !== '3.0') return succeed('proven');
  const kiosk = await proveKey(session, identity, { key: 'RKSSSE', keyId: holderReadKeyId }, signal);
  return kiosk.code === 'success' ? succeed('proven') : kiosk;
}

/** Wraps a date that may be absent, which is not the same as unreadable. */
const decodeOptionalDate = (value: Buffer): { readonly date: string | null } => ({ date: decodeDate(value) });

const asItIs = (value: Buffer): Buffer => value;

async function readFiles(
  session: CardSession, identity: CardIdentity, authenticity: CardAuthenticity, signal: AbortSignal,
): Promise<CardOutcome<CardHolder>> {
  const issuedOn = await readRecord(session, records.issuedOn, decodeOptionalDate, signal);
  if (issuedOn.code !== 'success') return issuedOn;
  const expiresOn = await readRecord(session, records.expiresOn, decodeOptionalDate, signal);
  if (expiresOn.code !== 'success') return expiresOn;
  const selected = await selectEnvironmentFile(session, holderFile, signal);
  if (selected.code !== 'success') return selected;
  const socialSecurityNumber = await readRecord(session, records.socialSecurityNumber, decodeSocialSecurityNumber, signal);
  if (socialSecurityNumber.code !== 'success') return socialSecurityNumber;
  const name = await readName(session, identity.generation, signal);
  if (name.code !== 'success') return name;
  return succeed({
    generation: identity.generation,
    authenticity,
    issuingRegion: issuingRegionOf(identity.cardId),
    cardId: new Personal(identity.cardId),
    cardNumber: new Personal(identity.cardNumber),
    socialSecurityNumber: new Personal(socialSecurityNumber.value),
    name: new Personal(name.value),
    issuedOn: issuedOn.value.date,
    expiresOn: expiresOn.value.date,
    atrHistorical: new Personal(historicalBytes(session.atr).toString('hex').toUpperCase()),
    contactless: isContactless(session.atr),
  });
}

/** Cards of the first generation have no extension record. */
async function readName(session: CardSession, generation: CardGeneration, signal: AbortSignal): Promise<CardOutcome<string>> {
  const name = await readRecord(session, records.name, asItIs, signal);
  if (name.code !== 'success') return name;
  const extension = generation === '1.0' ? succeed(Buffer.alloc(0)) : await readRecord(session, records.nameExtension, asItIs, signal);
  if (extension.code !== 'success') return extension;
  const decoded = decodeName(name.value, extension.value);
  return decoded === null ? failFor('cardUnreadable') : succeed(decoded);
}
