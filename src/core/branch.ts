// A branch's own settings: a small document people open in an editor (`data/local/branch.json`).
import { z } from 'zod';
import { occupations, roles } from './member.ts';
import { type PointRule, pointRules } from './points.ts';
import { patrolHalves } from './slots.ts';

const hourMinute = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'HH:MM, 00:00–23:59');
const window = z.strictObject({ from: hourMinute, to: hourMinute }).refine((w) => w.from < w.to, '`from` must be before `to`');
const quiet = z.strictObject({ from: hourMinute, to: hourMinute });
const monthDay = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'MM-DD');

const windows = z.strictObject({
  meetings: z.array(window).min(1),
  pushes: z.array(window).min(1),
  /** May pass midnight. */
  never: quiet,
});

/** Defaults of the product rule "When these people are free". */
const DEFAULT_WINDOWS = {
  courier: {
    meetings: [{ from: '20:00', to: '21:30' }],
    pushes: [
      { from: '12:30', to: '13:30' },
      { from: '20:00', to: '21:30' },
    ],
    never: { from: '22:00', to: '07:30' },
  },
  rider: {
    meetings: [{ from: '14:00', to: '17:00' }],
    pushes: [
      { from: '14:00', to: '17:00' },
      { from: '21:00', to: '22:00' },
    ],
    never: { from: '22:30', to: '09:00' },
  },
  driver: {
    meetings: [{ from: '14:00', to: '16:00' }],
    pushes: [
      { from: '10:00', to: '11:30' },
      { from: '14:00', to: '16:00' },
    ],
    never: { from: '22:00', to: '07:30' },
  },
  office: {
    meetings: [{ from: '09:00', to: '17:30' }],
    pushes: [{ from: '09:00', to: '17:30' }],
    never: { from: '22:00', to: '07:30' },
  },
} as const;

const DEFAULT_SEASONS = [
  { name: '618', from: '06-01', to: '06-20' },
  { name: '双11', from: '10-20', to: '11-15' },
  { name: '双12', from: '12-08', to: '12-14' },
  { name: '春节', daysBeforeNewYearsEve: 15 },
];

const DEFAULT_POINTS: Record<PointRule, number> = {
  party_day: 2,
  patrol: 1,
  volunteer_hour: 2,
  hazard_confirmed: 5,
  suggestion_adopted: 5,
};

const person = z.strictObject({
  id: z.string().min(1).max(64),
  name: z.string().min(1).max(40),
  role: z.enum(roles).exclude(['external', 'guest']).default('member'),
  occupation: z.enum(occupations).nullable().default(null),
  level: z.enum(['street', 'county']).nullable().default(null),
  area: z.string().max(60).nullable().default(null),
  /** Ids of the groups the person is in. Who speaks in a group is known to be there without it. */
  groups: z.array(z.string().min(1)).default([]),
  /** The person's ids on the platforms: both given = one person on both. */
  wecom: z.string().min(1).max(64).optional(),
  dingtalk: z.string().min(1).max(64).optional(),
  simulator: z.string().min(1).max(64).optional(),
});

/** The platforms show an address; only the key in it is kept. Whoever has it can speak in the group. */
const webhook = z.strictObject({
  key: z
    .string()
    .transform((text) => /[?&](?:key|access_token)=([^&#\s]+)/.exec(text)?.[1] ?? text.trim())
    .pipe(z.string().regex(/^[\w-]{8,128}$/, 'the address as the platform shows it, or the key in it')),
  /** DingTalk's signature (加签), beginning with SEC. */
  secret: z
    .string()
    .regex(/^SEC[\w]{16,128}$/, 'SEC…')
    .optional(),
});

/** One of the three levels tickets go through: what it is called, who settles there, its clocks. */
const level = (defaults: { title: string; acceptHours: number | null; settleDays: number; workdaysOnly: boolean }) =>
  z
    .strictObject({
      title: z.string().min(1).max(20).default(defaults.title),
      /** Ids of people; empty = by their role: secretaries, coordinators of the street, of the county. */
      people: z.array(z.string().min(1)).default([]),
      /** Somebody must take it on within so long; null = only settling counts. */
      acceptHours: z.int().min(1).max(720).nullable().default(defaults.acceptHours),
      /** From when it came to this level. */
      settleDays: z.int().min(1).max(365).default(defaults.settleDays),
      /** Days count only when they are worked: moved workdays do, days off do not. */
      workdaysOnly: z.boolean().default(defaults.workdaysOnly),
    })
    .prefault({});

export const branchSchema = z.strictObject({
  name: z.string().min(1).max(40).default('小哥先锋支部'),
  /** Province and city of the branch, as people call them (`浙江 杭州`): rules of other places are not its own. Null = not given. */
  region: z.string().min(1).max(40).nullable().default(null),
  /** What the bot is called in the groups; its mention is taken out of what people say. */
  botNames: z.array(z.string().min(1).max(20)).min(1).default(['小蜂']),
  groups: z
    .array(
      z.strictObject({
        id: z.string().min(1),
        title: z.string().min(1).max(60),
        channel: z.enum(['wecom', 'dingtalk', 'simulator']),
        occupations: z.partialRecord(z.enum(occupations), z.int().min(0)).default({}),
        windows: z.partialRecord(z.enum(occupations), windows).default({}),
        /** The group's own webhook (WeCom 消息推送, DingTalk 自定义机器人 or the robot's): how what nobody asked for gets there. */
        webhook: webhook.optional(),
      }),
    )
    .default([]),
  people: z.array(person).default([]),
  windows: z.record(z.enum(occupations), windows).default(structuredClone(DEFAULT_WINDOWS) as never),
  seasons: z
    .array(
      z.union([
        z.strictObject({ name: z.string().min(1), from: monthDay, to: monthDay }),
        z.strictObject({ name: z.string().min(1), daysBeforeNewYearsEve: z.int().min(1).max(60) }),
      ]),
    )
    .default(DEFAULT_SEASONS),
  /** The day of the month the branch holds its theme party day on; null = none fixed. 29–31 = the last day where the month is shorter. */
  regularDay: z.int().min(1).max(31).nullable().default(null),
  activities: z
    .strictObject({
      /** Where nobody says how long. */
      minutes: z.int().min(15).max(480).default(60),
      /** Check-in opens before the start and closes after the end by this much. */
      checkInMinutes: z.strictObject({ before: z.int().min(0).max(240), after: z.int().min(0).max(240) }).default({
        before: 30,
        after: 30,
      }),
      capacityMax: z.int().min(1).max(100_000).default(5_000),
    })
    .prefault({}),
  pushes: z
    .strictObject({
      /** Pushes a group gets in a month; near its end they are merged. */
      perGroupPerMonth: z.int().min(1).max(3_000).default(120),
      /** A notice to more people than this needs a second secretary. */
      secondSecretaryOver: z.int().min(1).max(1_000_000).default(1_000),
    })
    .prefault({}),
  tickets: z
    .strictObject({
      levels: z
        .strictObject({
          branch: level({ title: '支部', acceptHours: 24, settleDays: 7, workdaysOnly: false }),
          street: level({ title: '街道', acceptHours: null, settleDays: 7, workdaysOnly: true }),
          county: level({ title: '区县', acceptHours: null, settleDays: 15, workdaysOnly: true }),
        })
        .prefault({}),
      urgent: z
        .strictObject({
          acceptMinutes: z.int().min(5).max(1_440).default(30),
          settleHours: z.int().min(1).max(720).default(24),
          /** Nobody answered: people are called again after so long. */
          callAgainMinutes: z.int().min(1).max(60).default(5),
        })
        .prefault({}),
      /** A report of the same thing at the same place within so many days is asked about. */
      similarDays: z.int().min(0).max(90).default(7),
    })
    .prefault({}),
  /** Who is on duty each week: ids of people, by weekday (1 = Monday). A day nobody is named for: the secretaries. */
  duty: z
    .array(z.strictObject({ weekdays: z.array(z.int().min(1).max(7)).min(1), people: z.array(z.string().min(1)).min(1) }))
    .default([]),
  points: z
    .strictObject({
      /** Whole points for each deed; a deed that is not listed gives none. */
      rules: z.partialRecord(z.enum(pointRules), z.int().min(0).max(100)).default(DEFAULT_POINTS),
      /** What one person can earn in a month. */
      monthlyCap: z.int().min(0).max(1_000).default(60),
      /** Volunteer hours of one person and day above this count once an organiser has confirmed them. */
      hoursUnconfirmed: z.number().min(0).max(24).default(4),
    })
    .prefault({}),
  /** Who patrols each week (早晚巡查), and when they are reminded if they have not yet: in their own free hours. */
  patrols: z
    .array(
      z.strictObject({
        half: z.enum(patrolHalves),
        weekdays: z.array(z.int().min(1).max(7)).min(1),
        people: z.array(z.string().min(1)).min(1),
      }),
    )
    .default([]),
  /**
   * Posts that party members may take on (党员岗), as the branch calls them. Defaults: the five of Jiaxiang county (seed sheet F87,
   * data/starter/knowledge/f87-member-posts.md), which are another place's; each branch writes its own.
   */
  posts: z
    .array(z.string().min(2).max(20))
    .max(30)
    .default(['政策宣传岗', '建议征集岗', '技术攻关岗', '安全生产岗', '文化艺术岗']),
  /** The branch's own words: what people here say → what is meant (places, trade words). */
  words: z.record(z.string().min(1).max(20), z.string().min(1).max(40)).default({}),
});
export type Branch = z.infer<typeof branchSchema>;

/** The settings in force now. */
export interface BranchSettings {
  current(): Branch;
}
