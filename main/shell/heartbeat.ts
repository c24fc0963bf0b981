/** Asks again and again whether the other side is alive, and says when it has been silent for too long. */

export interface HeartbeatOptions {
  readonly everyMs: number;
  /** Silence after which the other side is taken for hung. */
  readonly silentAfterMs: number;
  /** Asks; the answer is told by `heard`. */
  readonly ask: (n: number) => void;
  /** Called once, and the heartbeat has then stopped. */
  readonly silent: () => void;
}

export interface Heartbeat {
  heard(): void;
  stop(): void;
}

/** Begins at once. */
export function startHeartbeat({ everyMs, silentAfterMs, ask, silent }: HeartbeatOptions): Heartbeat {
  let asked = 0;
  let unanswered = 0;
  const beat = (): void => {
    // Counted in beats, not by the clock: a machine that slept has not been silent.
    if (unanswered * everyMs >= silentAfterMs) {
      clearInterval(timer);
      silent();
      return;
    }
    unanswered += 1;
    asked += 1;
    ask(asked);
  };
  const timer = setInterval(beat, everyMs);
  return {
    heard() {
      unanswered = 0;
    },
    stop: () => clearInterval(timer),
  };
}
