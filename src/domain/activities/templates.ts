// An activity's facts kept under a name, or taken over from the last one of its kind.
import { z } from 'zod';
import type { Activity, ActivityKind } from '../../core/activity.ts';
import { MINUTE_MS } from '../../core/clock.ts';
import type { Doing } from '../../core/doing.ts';
import type { Member } from '../../core/member.ts';
import type { Wish } from '../../core/planner.ts';
import type { Transaction } from '../../core/store.ts';
import { createDraft, type DraftOutcome } from './drafts.ts';
import { nameMatches } from './finding.ts';
import { mergeWish } from './planning.ts';
import { factsOf, factsSchema } from './series-records.ts';

const templateSchema = factsSchema.extend({ name: z.string(), durationMinutes: z.number() });
export type Template = z.infer<typeof templateSchema>;

const templates = (tx: Transaction) => tx.collection('templates', templateSchema);

/** Everything but the day and the hour; these the planner finds anew. */
export function templateOf(activity: Activity, name: string): Template {
  const [first] = activity.sessions;
  const durationMinutes = first ? Math.round((first.end - first.start) / MINUTE_MS) : 60;
  return { name, ...factsOf(activity), mode: activity.mode, durationMinutes };
}

/** Keeps it under the name; what had the name before is forgotten. */
export async function saveTemplate({ tx, now }: Doing, activity: Activity, name: string): Promise<Template> {
  const template = templateOf(activity, name);
  await templates(tx).put(name, template, now);
  return template;
}

async function listTemplates({ tx }: Pick<Doing, 'tx'>): Promise<Template[]> {
  return (await templates(tx).list()).map(({ value }) => value);
}

/** The template whose name fits best what was said. */
export async function findTemplate(doing: Pick<Doing, 'tx'>, said: string): Promise<Template | null> {
  const fits = (await listTemplates(doing))
    .map((template) => ({ template, fit: nameMatches(template.name, said) }))
    .filter(({ fit }) => fit > 0)
    .sort((a, b) => b.fit - a.fit);
  return fits[0]?.template ?? null;
}

/** The newest activity that was held or is to be. @param kind null = of any kind */
export async function lastOfKind({ tx }: Pick<Doing, 'tx'>, kind: ActivityKind | null): Promise<Activity | null> {
  const held = await tx.activities.list(['open', 'closed', 'done']);
  return held.findLast((activity) => kind === null || activity.kind === kind) ?? null;
}

/** The same once more. @param wish when; what it leaves open the planner finds */
export async function draftFromTemplate(doing: Doing, author: Member, template: Template, wish: Wish): Promise<DraftOutcome> {
  const { name: _name, durationMinutes, ...facts } = template;
  return await createDraft(doing, author, { ...facts, wish: mergeWish({ durationMinutes }, wish) });
}
