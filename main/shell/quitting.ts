/** Whether the app is on its way out, because somebody outside the window asked it to: a signal, the launcher. */
import { app } from 'electron';

let quitting = false;
app.once('before-quit', () => {
  quitting = true;
});

export const isQuitting = (): boolean => quitting;
