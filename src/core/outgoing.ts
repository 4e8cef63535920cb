import { z } from 'zod';
import { citationSchema } from './knowledge.ts';
import { occupations } from './member.ts';
import { channelNames } from './message.ts';

export const buttonSchema = z.object({ id: z.string(), label: z.string() });
export type Button = z.infer<typeof buttonSchema>;

/** What nobody asked for leaves only in the hours of those who get it (product rule "When these people are free"). */
export const pushSchema = z.object({
  /** Whose push windows count, in which group's settings. */
  occupations: z.array(z.enum(occupations)),
  group: z.string().nullable(),
  /** Leaves at any hour. */
  urgent: z.boolean(),
  /** Not worth sending after this instant; ms. */
  usefulUntil: z.number(),
});

const mentionSchema = z.object({ account: z.string(), userId: z.string(), name: z.string().nullable(), memberId: z.string() });
export type Mention = z.infer<typeof mentionSchema>;

/** What the bot says, before a channel renders it. Plain text: no channel's markup. */
export const outgoingSchema = z.object({
  channel: z.enum(channelNames),
  to: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('group'), id: z.string() }),
    /** `account` may be sealed (core/sealer.ts): then it is opened when it leaves, and nowhere else. */
    z.object({ kind: z.literal('direct'), account: z.string() }),
  ]),
  text: z.string(),
  /** People to mention, in front of the text. */
  mentions: z.array(mentionSchema),
  /** People who are called: mentioned behind the first line of the text, which is for everybody (an emergency number). */
  called: z.array(mentionSchema).optional(),
  /** Each has its plain-text twin in `text` (回1…). */
  buttons: z.array(buttonSchema),
  /** An address of ours on a line of its own, behind the text; the only link that stays one. */
  link: z.string().optional(),
  /** Digests of pictures that go with it (core/photo.ts); to one person only. */
  photos: z.array(z.string()).optional(),
  /** What a policy answer rests on; the words say it too. */
  citations: z.array(citationSchema).optional(),
  /** Absent: an answer to somebody. */
  push: pushSchema.optional(),
});
export type Outgoing = z.infer<typeof outgoingSchema>;

/** Whether a press is the person's: on what anybody may press, or on a question that was asked of him. */
export function mayPress({ to, mentions }: Outgoing, button: string, account: string): boolean {
  const isForAll = button.includes('/') || to.kind === 'direct' || mentions.length === 0;
  return isForAll || mentions.some((mention) => mention.account === account);
}

/** A button that does something of itself, whoever presses it: `sign-up/join/12`. Answers to questions of ours have ids of another shape. */
export function buttonId(handler: string, button: string, argument: string): string {
  return `${handler}/${button}/${argument}`;
}
