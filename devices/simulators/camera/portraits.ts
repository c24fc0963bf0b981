/** The training faces: six people on photographs that ship in an npm package, cut out when needed; nothing is copied into the repository. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { frameSize, readJpeg, resample, type Picture } from './picture.ts';

export const portraitNames = ['a', 'b', 'c', 'd', 'e', 'f'] as const;
export type PortraitName = (typeof portraitNames)[number];

export type Point = readonly [x: number, y: number];

/** Corners from the picture's left to its right, and the middle of each lid. */
export interface Eye {
  readonly corners: readonly [Point, Point];
  readonly upper: Point;
  readonly lower: Point;
}

/** Landmarks in the cut-out, measured once with the kiosk's own face engine. `right` and `left` are the person's own. */
export interface Landmarks {
  readonly rightEdge: Point;
  readonly leftEdge: Point;
  readonly forehead: Point;
  readonly chin: Point;
  readonly mouthRight: Point;
  readonly mouthLeft: Point;
  readonly lipUpper: Point;
  readonly lipLower: Point;
  /** The person's right one first. */
  readonly eyes: readonly [Eye, Eye];
}

interface Portrait {
  readonly photograph: string;
  /** Upper left corner and width of the cut-out in the photograph; the height follows. */
  readonly cut: { readonly x: number; readonly y: number; readonly width: number };
  readonly landmarks: Landmarks;
}

const portraits: Readonly<Record<PortraitName, Portrait>> = {
  a: {
    photograph: 'sample6.jpg', cut: { x: 80, y: 400, width: 640 },
    landmarks: {
      rightEdge: [166, 229], leftEdge: [379, 204], forehead: [287, 114], chin: [318, 360],
      mouthRight: [264, 304], mouthLeft: [349, 293], lipUpper: [314, 305], lipLower: [315, 308],
      eyes: [
        { corners: [[216, 209], [266, 211]], upper: [236, 199], lower: [243, 217] },
        { corners: [[322, 205], [364, 193]], upper: [346, 187], lower: [345, 205] },
      ],
    },
  },
  b: {
    photograph: 'sample6.jpg', cut: { x: 1292, y: 248, width: 620 },
    landmarks: {
      rightEdge: [206, 136], leftEdge: [415, 179], forehead: [315, 52], chin: [255, 315],
      mouthRight: [233, 236], mouthLeft: [314, 255], lipUpper: [267, 251], lipLower: [266, 255],
      eyes: [
        { corners: [[230, 124], [270, 138]], upper: [247, 119], lower: [249, 136] },
        { corners: [[323, 149], [371, 152]], upper: [353, 139], lower: [344, 156] },
      ],
    },
  },
  c: {
    photograph: 'sample3.jpg', cut: { x: 400, y: 240, width: 640 },
    landmarks: {
      rightEdge: [201, 221], leftEdge: [400, 217], forehead: [269, 111], chin: [275, 361],
      mouthRight: [241, 292], mouthLeft: [313, 294], lipUpper: [268, 293], lipLower: [269, 300],
      eyes: [
        { corners: [[211, 192], [249, 196]], upper: [226, 185], lower: [228, 200] },
        { corners: [[299, 197], [345, 194]], upper: [324, 186], lower: [321, 201] },
      ],
    },
  },
  d: {
    photograph: 'sample3.jpg', cut: { x: 865, y: 165, width: 600 },
    landmarks: {
      rightEdge: [239, 180], leftEdge: [468, 223], forehead: [337, 78], chin: [284, 360],
      mouthRight: [258, 272], mouthLeft: [355, 291], lipUpper: [293, 285], lipLower: [292, 295],
      eyes: [
        { corners: [[250, 160], [293, 174]], upper: [270, 154], lower: [269, 174] },
        { corners: [[350, 185], [405, 189]], upper: [382, 175], lower: [374, 193] },
      ],
    },
  },
  e: {
    photograph: 'sample5.jpg', cut: { x: 910, y: 155, width: 600 },
    landmarks: {
      rightEdge: [223, 185], leftEdge: [411, 186], forehead: [294, 71], chin: [288, 305],
      mouthRight: [255, 236], mouthLeft: [326, 238], lipUpper: [285, 231], lipLower: [285, 236],
      eyes: [
        { corners: [[239, 150], [272, 151]], upper: [254, 144], lower: [254, 155] },
        { corners: [[319, 150], [359, 150]], upper: [339, 143], lower: [338, 154] },
      ],
    },
  },
  f: {
    photograph: 'sample5.jpg', cut: { x: 560, y: 20, width: 560 },
    landmarks: {
      rightEdge: [247, 204], leftEdge: [425, 237], forehead: [383, 127], chin: [353, 358],
      mouthRight: [323, 291], mouthLeft: [393, 303], lipUpper: [365, 300], lipLower: [365, 303],
      eyes: [
        { corners: [[304, 190], [345, 201]], upper: [325, 188], lower: [325, 201] },
        { corners: [[392, 210], [424, 214]], upper: [412, 205], lower: [409, 218] },
      ],
    },
  },
};

const photographs = join(dirname(createRequire(import.meta.url).resolve('@vladmandic/face-api/package.json')), 'demo');

export const landmarksOf = (name: PortraitName): Landmarks => portraits[name].landmarks;

/** The cut-out at the camera's size. Reads and decodes the photograph: about a second. */
export function portraitPicture(name: PortraitName): Picture {
  const { photograph, cut } = portraits[name];
  const scale = cut.width / frameSize.width;
  return resample(readJpeg(join(photographs, photograph)), frameSize, (x, y) => [cut.x + x * scale, cut.y + y * scale]);
}
