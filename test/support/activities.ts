// Activities put straight into a store, for tests of what happens to them.
import { handlers } from '../../handlers/index.ts';
import type { Activity, NewActivity, NewSession } from '../../src/core/activity.ts';
import type { Doing } from '../../src/core/doing.ts';
import { defineCommand, defineHandler } from '../../src/core/handler.ts';
import type { Transaction } from '../../src/core/store.ts';
import { type Dialogue, dialogue } from './dialogue.ts';

/** The instant of a Shanghai time: `2026-11-26T20:05`. */
export const instant = (time: string): number => Date.parse(`${time}:00+08:00`);

/** An hour from the given Shanghai time. */
export const sessionAt = (time: string, over: Partial<NewSession> = {}): NewSession => ({
  start: instant(time),
  end: instant(time) + 3_600_000,
  mode: 'onsite',
  occupations: ['courier'],
  ...over,
});

/** An open party day of two places on a Thursday evening, published to both groups; `createdBy` has to be somebody known. */
export function openActivity(tx: Transaction, over: Partial<NewActivity> = {}): Promise<Activity> {
  return tx.activities.add({
    title: '11月主题党日',
    kind: 'party_day',
    theme: null,
    groups: ['g1', 'g2'],
    place: '江畔驿站',
    capacity: 2,
    mode: 'onsite',
    status: 'open',
    sessions: [sessionAt('2026-11-26T20:05')],
    signUpUntil: null,
    notes: [],
    insisted: false,
    createdBy: 'li',
    seriesId: null,
    createdAt: instant('2026-11-20T09:00'),
    ...over,
  });
}

export interface ActivityTalk extends Dialogue {
  /** Does something within the world, as a handler would. */
  inside<T>(work: (doing: Doing) => Promise<T>): Promise<T>;
  open(over?: Partial<NewActivity>): Promise<Activity>;
  /** Who comes, in the order of the sign-ups: `zhou 2 in`. */
  signUps(): Promise<string[]>;
}

const KNOCK = 'knock knock';

/** A dialogue with a back door into its world. */
export async function activityTalk(now?: string): Promise<ActivityTalk> {
  let wanted: (doing: Doing) => Promise<void> = async () => {};
  const door = defineHandler({
    name: 'back-door',
    title: 'back door',
    help: null,
    text: {},
    intents: {},
    commands: {
      knock: defineCommand({
        allow: 'staff',
        examples: [],
        hears: (words) => (words === KNOCK ? {} : null),
        run: (ctx) => wanted(ctx),
      }),
    },
  });
  const talk = await dialogue({ handlers: [door, ...handlers], ...(now !== undefined && { now }) });
  async function inside<T>(work: (doing: Doing) => Promise<T>): Promise<T> {
    const made: { result?: T } = {};
    wanted = async (doing) => {
      made.result = await work(doing);
    };
    await talk.say('li', KNOCK);
    return made.result as T;
  }
  return {
    ...talk,
    inside,
    open: (over) => inside(({ tx }) => openActivity(tx, { createdBy: 'li', ...over })),
    async signUps() {
      const entries = await inside(({ tx }) => tx.signUps.list());
      return entries.map(({ memberId, partySize, status }) => `${memberId} ${partySize} ${status}`);
    },
  };
}
