import type { Channel } from '../../core/channel.ts';
import { type Out, renderOut } from './render.ts';

export { accountOf, memberIdOf } from './ids.ts';
export { clickSchema, parseClick, parseSaid, type Scene, saidSchema } from './parse.ts';
export { type Out, renderOut } from './render.ts';

/** A channel without a platform: what is delivered is handed to `onDelivered`. */
export function createSimulatorChannel(onDelivered: (out: Out) => void): Channel {
  return {
    name: 'simulator',
    reach: { direct: true, group: true },
    async deliver(outgoing, _replyHandles, id, now) {
      onDelivered(renderOut(outgoing, id, now));
      return { kind: 'sent' };
    },
  };
}
