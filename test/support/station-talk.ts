import type { Member } from '../../src/core/member.ts';
import type { Message } from '../../src/core/message.ts';
import type { Station } from '../../src/core/station.ts';
import { rosterOf } from '../../src/domain/roster.ts';
import { type Bench, type BenchOptions, bench, said } from './bot.ts';

/** A Wednesday morning. */
export const WEDNESDAY = Date.parse('2026-11-25T10:00:00+08:00');

export interface StationTalk {
  it: Bench;
  /** What the bot answers in a direct chat; '' where it says nothing. */
  ask(text: string, over?: Partial<Message> & { from?: string }): Promise<string>;
  /** The same in a group. */
  askInGroup(text: string, over?: Partial<Message> & { from?: string }): Promise<string>;
  /** A place on the map, without a word. */
  share(latitude: number, longitude: number, label?: string): Promise<string>;
  close(): Promise<void>;
}

/** A talk with the whole bot over a table of stations. */
export async function stationTalk(
  stations: readonly Station[],
  options: BenchOptions & { role?: Member['role'] } = {},
): Promise<StationTalk> {
  const it = await bench({
    branch: {
      people: [
        { id: 'li', name: '李书记', role: 'secretary', wecom: 'li' },
        { id: 'zhou', name: '老周', wecom: 'zhou' },
      ],
    },
    ...options,
  });
  it.clock.at = WEDNESDAY;
  await it.store.transaction((tx) => tx.members.syncRoster(rosterOf(it.services.branch.current(), []), WEDNESDAY));
  // The bench has none; services are read anew for every message.
  it.services.stations = { current: () => stations };
  const hear = async (message: Message) => {
    const received = await it.bot.receiver.receive(message, { waitMs: 5_000 });
    received.settle(true);
    return received.reply?.text ?? '';
  };
  const direct = (text: string, over: Partial<Message> & { from?: string }) => {
    const from = over.from ?? 'zhou';
    const place = {
      conversation: { kind: 'direct', id: `wecom:${from}` },
      sentAt: it.clock.at,
      receivedAt: it.clock.at,
    } as const;
    return said(text, { ...place, ...over });
  };
  return {
    it,
    ask: async (text, over = {}) => await hear(direct(text, over)),
    askInGroup: async (text, over = {}) => await hear(said(text, { sentAt: it.clock.at, receivedAt: it.clock.at, ...over })),
    share: async (latitude, longitude, label = '') =>
      await hear(direct('', { location: { latitude, longitude, label } } as Partial<Message>)),
    close: () => it.close(),
  };
}
