/** Pure geometry of a face mesh: what is measured of a face, and where its pixels are sampled for the descriptor. */

/** A point in camera pixels, x to the right, y down. */
export type Point = readonly [x: number, y: number];

/** Points of the 468-point MediaPipe face mesh that are used here. `left` and `right` are the person's own. */
const at = {
  noseTip: 1,
  rightEyeOuter: 33, rightEyeInner: 133, rightLidUpper: 159, rightLidLower: 145,
  leftEyeOuter: 263, leftEyeInner: 362, leftLidUpper: 386, leftLidLower: 374,
  mouthRight: 61, mouthLeft: 291, lipUpper: 13, lipLower: 14,
  cheekRight: 234, cheekLeft: 454,
} as const;

/** How many points a mesh must have to be measured. */
export const meshPoints = 468;

export interface FaceGeometry {
  readonly eyeDistancePx: number;
  readonly yaw: number;
  readonly pitch: number;
  readonly roll: number;
  readonly eyeOpenness: number;
  readonly mouthOpenness: number;
}

const middle = (a: Point, b: Point): Point => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
const distance = (a: Point, b: Point): number => Math.hypot(a[0] - b[0], a[1] - b[1]);
const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

function pick(mesh: readonly Point[], name: keyof typeof at): Point {
  const point = mesh[at[name]];
  if (!point) throw new RangeError(`the mesh has no point ${at[name]}`);
  return point;
}

/** Turns a point about the origin. */
function turned([x, y]: Point, angle: number): Point {
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  return [x * cos - y * sin, x * sin + y * cos];
}

/**
 * Measures a mesh of `meshPoints` points. Yaw is read from where the nose stands between the two edges of the face, not
 * from the mesh's depth, which is shallow. It is no proof of a real head: the mesh sees some turn in a tilted photograph too.
 * Angles in radians: yaw positive to the person's own left, pitch positive downwards, roll positive clockwise in the picture.
 */
export function measureMesh(mesh: readonly Point[]): FaceGeometry {
  const rightEye = middle(pick(mesh, 'rightEyeOuter'), pick(mesh, 'rightEyeInner'));
  const leftEye = middle(pick(mesh, 'leftEyeOuter'), pick(mesh, 'leftEyeInner'));
  const roll = Math.atan2(leftEye[1] - rightEye[1], leftEye[0] - rightEye[0]);
  const upright = (name: keyof typeof at): Point => turned(pick(mesh, name), -roll);

  const [rightEdge] = upright('cheekRight');
  const [leftEdge] = upright('cheekLeft');
  const nose = upright('noseTip');
  const across = (nose[0] - rightEdge) / Math.max(1, leftEdge - rightEdge);
  const eyeLine = turned(middle(rightEye, leftEye), -roll)[1];
  const mouthLine = middle(upright('mouthRight'), upright('mouthLeft'))[1];
  const down = (nose[1] - eyeLine) / Math.max(1, mouthLine - eyeLine);

  const gap = (upper: keyof typeof at, lower: keyof typeof at, from: keyof typeof at, to: keyof typeof at): number =>
    clamp(distance(pick(mesh, upper), pick(mesh, lower)) / Math.max(1, distance(pick(mesh, from), pick(mesh, to))), 0, 5);
  return {
    eyeDistancePx: distance(rightEye, leftEye),
    yaw: Math.asin(clamp(2 * across - 1, -1, 1)),
    pitch: Math.asin(clamp(down - neutralNoseHeight, -1, 1)),
    roll,
    eyeOpenness: (gap('rightLidUpper', 'rightLidLower', 'rightEyeOuter', 'rightEyeInner') + gap('leftLidUpper', 'leftLidLower', 'leftEyeOuter', 'leftEyeInner')) / 2,
    mouthOpenness: gap('lipUpper', 'lipLower', 'mouthRight', 'mouthLeft'),
  };
}

/** Where the nose tip stands between the line of the eyes (0) and of the mouth (1) in a face looking straight ahead. */
const neutralNoseHeight = 0.6;

/** Side of the square picture that the descriptor model reads, in pixels. */
export const alignedSide = 112;

/** Where ArcFace-like models expect right eye, left eye, nose tip and mouth corners (as seen in the picture, left first). */
const template: readonly Point[] = [[38.2946, 51.6963], [73.5318, 51.5014], [56.0252, 71.7366], [41.5493, 92.3655], [70.7299, 92.2041]];

/** Similarity transform: picture = (a·x − b·y + tx, b·x + a·y + ty) of a point (x, y) in the aligned square. */
export interface Similarity {
  readonly a: number;
  readonly b: number;
  readonly tx: number;
  readonly ty: number;
}

/** Least-squares similarity from the aligned square to the picture, over five landmarks. */
export function alignment(mesh: readonly Point[]): Similarity {
  const points = [
    middle(pick(mesh, 'rightEyeOuter'), pick(mesh, 'rightEyeInner')),
    middle(pick(mesh, 'leftEyeOuter'), pick(mesh, 'leftEyeInner')),
    pick(mesh, 'noseTip'),
    pick(mesh, 'mouthRight'),
    pick(mesh, 'mouthLeft'),
  ];
  const mean = (of: readonly Point[]): Point => [of.reduce((sum, p) => sum + p[0], 0) / of.length, of.reduce((sum, p) => sum + p[1], 0) / of.length];
  const from = mean(template);
  const to = mean(points);
  let dot = 0;
  let cross = 0;
  let spread = 0;
  template.forEach((wanted, index) => {
    const found = points[index] ?? to;
    const [x, y] = [wanted[0] - from[0], wanted[1] - from[1]];
    const [u, v] = [found[0] - to[0], found[1] - to[1]];
    dot += x * u + y * v;
    cross += x * v - y * u;
    spread += x * x + y * y;
  });
  const a = dot / spread;
  const b = cross / spread;
  return { a, b, tx: to[0] - a * from[0] + b * from[1], ty: to[1] - b * from[0] - a * from[1] };
}
