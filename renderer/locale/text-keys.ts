/** The interface words the page needs; each language's interface.yaml has exactly these. */

export const textKeys = [
  'frame.back', 'frame.cancel', 'frame.help', 'frame.helpCalled', 'frame.moreTime', 'frame.moreTimeGiven',
  'frame.larger', 'frame.smaller', 'frame.contrastDark', 'frame.contrastLight', 'frame.contrastStandard', 'frame.reachLow', 'frame.reachFull', 'frame.voiceOn', 'frame.voiceOff', 'frame.serving', 'frame.severalOut', 'frame.settings', 'frame.actions',
  'more.next', 'more.previous', 'more.position', 'more.candidates',
  'voice.bar', 'voice.keys', 'voice.onScreenOnly', 'voice.level', 'voice.chosen', 'voice.repeat', 'voice.pause', 'voice.goOn', 'voice.slower', 'voice.faster',
  'voice.softer', 'voice.louder', 'voice.noFurther',
  'idle.title', 'idle.text', 'idle.countdown', 'idle.moreTime', 'idle.end',
  'attract.start', 'attract.startLarge',
  'menu.closed',
  'present.card', 'present.cardHow', 'present.idCard', 'present.idCardHow', 'present.passport', 'present.passportHow', 'present.code', 'present.codeHow', 'present.attendantCard', 'present.attendantCardHow',
  'where.above', 'where.aboveLeft', 'where.aboveRight', 'where.below', 'where.belowLeft', 'where.belowRight', 'where.left', 'where.right',
  'face.progress', 'face.attempt', 'face.preview',
  'pin.entered', 'pin.erase', 'pin.clear', 'pin.enter',
  'entry.progress', 'entry.empty', 'entry.nonePicked', 'entry.kept', 'entry.yuan',
  'pick.picked', 'pick.decade', 'pick.year', 'pick.month', 'pick.day', 'pick.cityOrProvince', 'pick.province', 'pick.city', 'pick.district', 'pick.done',
  'keys.keyboard', 'keys.candidates', 'keys.hint', 'keys.pinyin', 'keys.letters', 'keys.symbols', 'keys.capitals', 'keys.space',
  'keys.handwriting', 'keys.pad', 'keys.writeHere', 'keys.strokeByStroke', 'keys.notByKeys', 'keys.written', 'keys.writtenHint', 'keys.unlike', 'keys.unreadable',
  'busy.slow',
  'result.number', 'result.keepNumber',
  'failure.whatNow', 'failure.code',
  'take.present', 'take.taken', 'take.unknown',
] as const;
export type TextKey = (typeof textKeys)[number];
