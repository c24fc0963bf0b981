/** The demo hall's HSM: it holds one national test key, derives the key of every demonstration card from it, and no real one. */
import {
  encodeHsmAnswers, hsmKeyAddress, parseHsmChallenges, softwareAuthentication, type CardKeyOrigin, type HsmPort,
} from '../../../../devices/card-reader/index.ts';

/** `testKey`: 32 hex digits. Cards that encipher with SSF33, which is not published, get no answer. */
export function createHallHsm(testKey: string): HsmPort {
  const keys = softwareAuthentication(testKey);

  async function answerOf(origin: CardKeyOrigin, key: 'IRK' | 'RKSSSE' | 'PUK', factor: Buffer, raw: Buffer, signal: AbortSignal): Promise<Buffer | null> {
    const answer = await keys.answer({ ...origin, key, factor, raw }, signal);
    return answer.code === 'success' ? answer.value : null;
  }

  return {
    async authenticate(text, signal) {
      const asked = parseHsmChallenges(text);
      if (!asked) return null;
      const { internal, external } = asked;
      const internalAnswer = await answerOf(asked, 'IRK', internal.factor, internal.raw, signal);
      const externalAnswer = external && await answerOf(asked, 'RKSSSE', external.factor, external.raw, signal);
      if (!internalAnswer || (external && !externalAnswer)) return null;
      return encodeHsmAnswers({
        internal: { authentication: internalAnswer, raw: internal.raw },
        external: external && externalAnswer && { authentication: externalAnswer, raw: external.raw },
      });
    },
    prove: (proof, signal) => (proof.keyAddress === hsmKeyAddress.PUK ? answerOf(proof, 'PUK', proof.factor, proof.raw, signal) : Promise.resolve(null)),
    async seal({ head: _head, packedPin, ...seal }, signal) {
      const sealed = packedPin ? await keys.sealPinReset(seal, packedPin, signal) : await keys.sealPinUnblock(seal, signal);
      return sealed.code === 'success' ? sealed.value : null;
    },
  };
}
