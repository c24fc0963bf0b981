/** Which keys reach the page. The page is walked with plain keys; every key that commands a browser or a window is refused. */

export interface KeyStroke {
  /** As KeyboardEvent.key. */
  readonly key: string;
  readonly control: boolean;
  readonly alt: boolean;
  readonly meta: boolean;
}

const browserKeys = /^(F\d{1,2}|Browser\w+|Launch\w+|Print\w*|Help|ContextMenu|ZoomToggle|Refresh|GoBack|GoHome)$/;

/** An allow-list: a key without Control, Alt or Meta that is not one of the browser's own. */
export function isKeyAllowed({ key, control, alt, meta }: KeyStroke): boolean {
  return !control && !alt && !meta && !browserKeys.test(key);
}
