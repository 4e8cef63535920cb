import { type Delivery, hasOpenEnd, type Sending } from '../../core/channel.ts';
import { climb, type Rung } from '../ladder.ts';
import type { AppSender } from './app.ts';
import { APP_TOGETHER, type AppTogether, type Told } from './app-together.ts';

interface Parts {
  app: AppSender;
  together: AppTogether;
  /** The user id as the platform wrote it. */
  personOf(account: string): string;
  /** Of the smart bot's own accord: for whom the application does not reach. */
  active(sending: Sending, userId: string): Rung | null;
  deliverAlone(sending: Sending, now: number): Promise<Delivery>;
}

/** Delivers several at once: what says the same to several people as one call, the rest one by one. */
export function createBundling({ app, together, personOf, active, deliverAlone }: Parts) {
  async function deliverBundle(told: readonly Told[], now: number): Promise<Delivery[]> {
    const [first] = told;
    if (!first || told.length === 1) return await Promise.all(told.map(({ sending }) => deliverAlone(sending, now)));
    const attempts = await together.attempt(told, app.scriptOf(first.sending));
    return await Promise.all(
      told.map(({ sending, userId }, index) => {
        const beside = active(sending, userId);
        const asked: Rung = { name: APP_TOGETHER, attempt: async () => attempts[index]! };
        return climb(beside ? [asked, beside] : [asked], null);
      }),
    );
  }

  return async (sendings: readonly Sending[], now: number): Promise<Delivery[]> => {
    const bundles = new Map<string, Told[]>();
    for (const sending of sendings) {
      const { to } = sending.outgoing;
      const userId = to.kind === 'direct' ? personOf(to.account) : '';
      const bundle = bundleOf(sending, app);
      const key = bundle === null ? `alone:${sending.id}` : `together:${bundle}`;
      bundles.set(key, [...(bundles.get(key) ?? []), { sending, userId }]);
    }
    const delivered = new Map<number, Delivery>();
    await Promise.all(
      [...bundles.values()].map(async (told) => {
        const deliveries = await deliverBundle(told, now);
        told.forEach(({ sending }, index) => void delivered.set(sending.id, deliveries[index]!));
      }),
    );
    return sendings.map(({ id }) => delivered.get(id)!);
  };
}

/** What goes together has the same name; null = it goes alone. */
function bundleOf(sending: Sending, app: AppSender): string | null {
  const { outgoing, replyHandles, lastReason } = sending;
  const { to, text, link, buttons, photos = [], push } = outgoing;
  // An attempt with an open end is repeated as it was; an answer has ways of its own.
  if (to.kind !== 'direct' || replyHandles.length > 0 || hasOpenEnd(lastReason) || photos.length > 0) return null;
  return app.scriptOf(sending).words.length > 1 ? null : JSON.stringify([text, link ?? null, buttons, push?.urgent ?? null]);
}
