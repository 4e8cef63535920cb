import { z } from 'zod';
import { channelNames } from './message.ts';

export const buttonSchema = z.object({ id: z.string(), label: z.string() });
export type Button = z.infer<typeof buttonSchema>;

/** What the bot says, before a channel renders it. Plain text: no channel's markup. */
export const outgoingSchema = z.object({
  channel: z.enum(channelNames),
  to: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('group'), id: z.string() }),
    z.object({ kind: z.literal('direct'), account: z.string() }),
  ]),
  text: z.string(),
  /** People to mention, in front of the text. */
  mentions: z.array(z.object({ account: z.string(), userId: z.string(), name: z.string().nullable(), memberId: z.string() })),
  /** Each has its plain-text twin in `text` (回1…). */
  buttons: z.array(buttonSchema),
});
export type Outgoing = z.infer<typeof outgoingSchema>;
