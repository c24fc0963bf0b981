/** A virtual card that notes when each command reached it and when its answer left: what the wire takes shows between. */
import type { VirtualCard } from '../../devices/simulators/card/index.ts';

export interface TimedExchange {
  readonly command: Buffer;
  /** Milliseconds of this process's monotonic clock. */
  readonly arrivedAt: number;
  readonly answeredAt: number;
}

export interface TimedCard {
  readonly card: VirtualCard;
  /** The exchanges since the last call. */
  take(): readonly TimedExchange[];
}

export function timed(card: VirtualCard): TimedCard {
  const exchanges: TimedExchange[] = [];
  return {
    card: {
      ...card,
      transmit(command) {
        const arrivedAt = performance.now();
        const response = card.transmit(command);
        exchanges.push({ command: Buffer.from(command), arrivedAt, answeredAt: performance.now() });
        return response;
      },
    },
    take: () => exchanges.splice(0),
  };
}

/** What the card itself took of the exchanges. */
export const cardTime = (exchanges: readonly TimedExchange[]): number =>
  exchanges.reduce((sum, { arrivedAt, answeredAt }) => sum + (answeredAt - arrivedAt), 0);

/** From each answer to the next command: the way back, the program at the other end, the way there again. */
export const turnarounds = (exchanges: readonly TimedExchange[]): number[] =>
  exchanges.slice(1).map(({ arrivedAt }, index) => arrivedAt - (exchanges[index]?.answeredAt ?? arrivedAt));
