/** The camera's wire in words, for whoever sets a kiosk up: what was asked and answered, and never a face or what describes one. */
import type { CameraLink } from '../../../devices/camera/index.ts';
import type { CameraReply } from '../../contract/index.ts';

/** Null for what needs no line. */
function cameraReplyLine(reply: CameraReply): string | null {
  switch (reply.kind) {
    case 'acknowledged': return null;
    case 'event': return `frame ${reply.frame.widthPx}x${reply.frame.heightPx}: light ${reply.frame.light.toFixed(2)}, faces ${reply.frame.faces}, ${Math.round(reply.frame.engineMs)} ms`;
    case 'completion': return `completion ${reply.completion.code}${'reason' in reply.completion && reply.completion.reason ? ` ${reply.completion.reason}` : ''}`;
    case 'status': return `status ${reply.generic} (${Object.entries(reply.specific).map(([what, how]) => `${what}: ${how}`).join(', ')})`;
    default: return reply satisfies never;
  }
}

/** The same link, with every message told. */
export const tracedCamera = (link: CameraLink, trace: (line: string) => void): CameraLink => ({
  ...link,
  send(command) {
    trace(`→ ${command.name}${command.name === 'choose' ? ` ${JSON.stringify(command.choice)}` : ''}`);
    link.send(command);
  },
  onReply: (call) => link.onReply((reply) => {
    const line = cameraReplyLine(reply);
    if (line !== null) trace(`← ${line}`);
    call(reply);
  }),
});
