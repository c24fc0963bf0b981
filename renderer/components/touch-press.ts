/** Decides which presses count: begun and ended inside the target, by one finger, and not twice by a trembling hand. */

export interface PressPoint {
  readonly pointerId: number;
  readonly x: number;
  readonly y: number;
  /** Milliseconds on the event's own time line. */
  readonly at: number;
}

export interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export const isInside = (point: { readonly x: number; readonly y: number }, bounds: Bounds): boolean =>
  point.x >= bounds.left && point.x <= bounds.right && point.y >= bounds.top && point.y <= bounds.bottom;

export interface TouchPress {
  /** A finger came down on the target. */
  begin(point: PressPoint): void;
  /** The finger went up; true when this was a press that counts. */
  end(point: PressPoint, bounds: Bounds): boolean;
  /** The system took the finger away (a palm, a second gesture). */
  abandon(): void;
  /** A key or assistive technology asked for the same; true when it counts. */
  activate(at: number): boolean;
}

/** Presses of one target; a second one within `guardMs` of the last that counted is a tremble, not a wish. */
export function createTouchPress(guardMs: number): TouchPress {
  let finger: number | null = null;
  let last = Number.NEGATIVE_INFINITY;

  const activate = (at: number): boolean => {
    if (at - last < guardMs) return false;
    last = at;
    return true;
  };

  return {
    begin(point) {
      finger ??= point.pointerId;
    },
    end(point, bounds) {
      if (finger !== point.pointerId) return false;
      finger = null;
      return isInside(point, bounds) && activate(point.at);
    },
    abandon() {
      finger = null;
    },
    activate,
  };
}
