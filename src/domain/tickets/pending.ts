// A report that waits for its reporter's word whether it is the same as another one. Without a word it is registered as new.
import { z } from 'zod';
import { MINUTE_MS } from '../../core/clock.ts';
import type { Doing } from '../../core/doing.ts';
import { occupations, roles } from '../../core/member.ts';
import { channelNames, messageSchema } from '../../core/message.ts';
import { reportPhrases } from '../../core/phrases-reports.ts';
import { appealTopics, hazardCategories, type Ticket, ticketKinds } from '../../core/ticket.ts';
import { type NewReport, register, settlerOf } from './reporting.ts';
import { tellReporter } from './telling.ts';

export const REPORT_PENDING = 'report-pending';

/** As long as our question lives. */
const WAITS_MS = 10 * MINUTE_MS;

const reportSchema: z.ZodType<NewReport> = z.object({
  kind: z.enum(ticketKinds),
  category: z.enum([...hazardCategories, ...appealTopics]),
  place: z.string().nullable(),
  words: z.string(),
  urgent: z.boolean(),
  anonymous: z.boolean(),
  member: z.object({
    id: z.string(),
    name: z.string().nullable(),
    role: z.enum(roles),
    occupation: z.enum(occupations).nullable(),
    level: z.enum(['street', 'county']).nullable(),
    area: z.string().nullable(),
  }),
  account: z.string(),
  group: z.string().nullable(),
  media: messageSchema.options[0].shape.media,
  channel: z.enum(channelNames),
  source: z.string(),
  at: z.number(),
});

const payloadSchema = z.object({ report: reportSchema });

/** @returns the key it waits under */
export async function hold({ tx, now }: Doing, report: NewReport): Promise<string> {
  const key = keyOf(report.source);
  const body = { kind: REPORT_PENDING, payload: { report } satisfies z.infer<typeof payloadSchema> };
  await tx.scheduled.add([{ key, orderingKey: key, body, dueAt: now + WAITS_MS }], now);
  return key;
}

/** Takes it out of the waiting ones, for what was decided. Null: it waits no more, and has become a ticket. */
export async function release({ tx, now }: Doing, source: string): Promise<NewReport | null> {
  const key = keyOf(source);
  const item = await tx.scheduled.find(key);
  if (!item || (await tx.scheduled.withdraw([key], now, 'answered')) === 0) return null;
  await forget(tx, key);
  return payloadSchema.parse(item.body.payload).report;
}

/** The row stays for its key; what was said stands, masked, in the ticket. */
async function forget(tx: Doing['tx'], key: string): Promise<void> {
  await tx.scheduled.rewrite(key, { kind: REPORT_PENDING, payload: {} }, key);
}

const keyOf = (source: string): string => `${REPORT_PENDING}:${source}`;

/** Nobody said whether it is the same: nothing may be lost. The reporter is told the number. */
export async function runPending(doing: Doing, payload: Record<string, unknown>): Promise<void> {
  const { report } = payloadSchema.parse(payload);
  await forget(doing.tx, keyOf(report.source));
  if (await doing.tx.tickets.bySource(report.source)) return;
  // Whoever was listed meanwhile is another record under the same account.
  const { members } = doing.tx;
  const member = (await members.byId(report.member.id)) ?? (await members.byAccount(report.account));
  const ticket: Ticket = await register(doing, { ...report, ...(member && { member }) });
  const settler = await settlerOf(doing, ticket);
  const text = (told: Ticket) => reportPhrases.registeredLater(told, settler);
  await tellReporter(doing, ticket, { step: 'pending', text, brief: reportPhrases.registeredBriefly, by: null, kind: 'change' });
}
