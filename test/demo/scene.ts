// What a story is made of: somebody says or presses something, or the clock goes on; and what people must then see.

export type Via = 'wecom' | 'wecom_app' | 'dingtalk';

/** A bubble somebody must see. Names are those of `people.ts`. */
export interface Seen {
  says: RegExp;
  /** A group or a person; left out = anybody. */
  to?: string;
  /** The way it came (`app`, `webhook`, `group_send` …); left out = any. */
  by?: string;
  /** Who is called in it. */
  calls?: string;
}

export interface Scene {
  /** Shanghai time; scenes go forward. Left out = at once. */
  at?: string;
  said?: {
    via: Via;
    from: string;
    /** Null = direct chat. */
    group: string | null;
    text: string;
    /** Words of somebody, quoted. */
    quoted?: string;
    /** The platform delivers it so many times at once. */
    times?: number;
  };
  /** A button of the last card there, from 1. */
  pressed?: { via: Via; from: string; group: string | null; button: number };
  /** What the answer says; null = nothing is answered; left out = that is not asked. */
  answer?: RegExp | null;
  seen?: readonly Seen[];
}

type Group = string | null;
type More = Partial<Pick<Scene, 'at' | 'seen'>> & { quoted?: string; times?: number };

const saying =
  (via: Via) =>
  (from: string, group: Group, text: string, answer: RegExp | null | undefined, { at, seen, ...more }: More = {}): Scene => ({
    ...(at !== undefined && { at }),
    said: { via, from, group, text, ...more },
    ...(answer !== undefined && { answer }),
    ...(seen && { seen }),
  });

/** On WeCom to the smart bot, to the self-built application, on DingTalk to the robot. */
export const wecom = saying('wecom');
export const wecomApp = saying('wecom_app');
export const dingtalk = saying('dingtalk');

export const pressed = (via: Via, from: string, group: Group, button: number, ...seen: Seen[]): Scene => ({
  pressed: { via, from, group, button },
  seen,
});

/** The clock goes on, from one thing that is due to the next. */
export const until = (at: string, ...seen: Seen[]): Scene => ({ at, seen });
