/** The page's icons by the name of what they mean; services choose theirs from the same table. */
import {
  Accessibility, ALargeSmall, ArrowBigUp, ArrowLeft, ArrowLeftRight, BadgeCheck, Banknote, BellRing, BriefcaseBusiness, CalendarCheck,
  Check, ChevronDown, ChevronRight, ChevronUp, CircleAlert, CircleCheck, ClockPlus, ConciergeBell, Contact, CreditCard, Delete, Eraser,
  FaceAngry, FaceGrinning, FaceNeutral, FaceSlightlyFrowning, FaceSlightlySmiling, FileText, IdCard, Info, KeyRound, Languages,
  ListChecks, LogOut, MapPin, Moon, Palette, Pause, PersonStanding, Play, Printer, Rabbit, ReceiptText, RotateCcw, ScanFace, Search, ShieldCheck,
  Speech, Sun, TriangleAlert, Turtle, UserRound, Volume1, Volume2, VolumeX, Wrench,
} from '@lucide/vue';
import type { Component } from 'vue';

const table = {
  // Services
  certification: BadgeCheck,
  card: CreditCard,
  contact: Contact,
  'id-card': IdCard,
  activation: CalendarCheck,
  password: KeyRound,
  query: Search,
  print: Printer,
  transfer: ArrowLeftRight,
  employment: BriefcaseBusiness,
  payment: Banknote,
  progress: ListChecks,
  person: UserRound,
  face: ScanFace,
  service: FileText,
  // The page's own
  attendant: ConciergeBell,
  'attendant-called': BellRing,
  back: ArrowLeft,
  capitals: ArrowBigUp,
  clear: Eraser,
  'contrast-dark': Moon,
  'contrast-light': Sun,
  'contrast-standard': Palette,
  end: LogOut,
  erase: Delete,
  forward: ChevronRight,
  language: Languages,
  less: ChevronUp,
  maintenance: Wrench,
  more: ChevronDown,
  near: MapPin,
  'reach-full': PersonStanding,
  'reach-low': Accessibility,
  receipt: ReceiptText,
  safe: ShieldCheck,
  'text-size': ALargeSmall,
  tick: Check,
  time: ClockPlus,
  'voice-off': VolumeX,
  'voice-on': Speech,
  // Reading aloud
  repeat: RotateCcw,
  pause: Pause,
  'go-on': Play,
  slower: Turtle,
  faster: Rabbit,
  softer: Volume1,
  louder: Volume2,
  // Tones
  neutral: Info,
  success: CircleCheck,
  attention: CircleAlert,
  problem: TriangleAlert,
  // Ratings, worst to best
  'rating-1': FaceAngry,
  'rating-2': FaceSlightlyFrowning,
  'rating-3': FaceNeutral,
  'rating-4': FaceSlightlySmiling,
  'rating-5': FaceGrinning,
} as const satisfies Record<string, Component>;

export type IconName = keyof typeof table;

const isIconName = (name: string): name is IconName => Object.hasOwn(table, name);

/** Icons that point the way the text runs, and turn round with it; a machine's own left and right never do. */
const directed: ReadonlySet<string> = new Set<IconName>(['back', 'end', 'erase', 'forward']);
export const isDirected = (name: string): boolean => directed.has(name);

/** The icon of that name; a name the table does not know is shown as a plain sheet of paper. */
export const iconOf = (name: string): Component => table[isIconName(name) ? name : 'service'];
