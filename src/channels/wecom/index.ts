import type { BranchSettings } from '../../core/branch.ts';
import type { Channel, Delivery, Reach, Sending } from '../../core/channel.ts';
import type { Clock } from '../../core/clock.ts';
import type { Faults } from '../../core/fault.ts';
import type { Limiter } from '../../core/limiter.ts';
import type { Outgoing } from '../../core/outgoing.ts';
import type { PhotoStore } from '../../core/photo.ts';
import type { Log } from '../../core/services.ts';
import type { Resolve } from '../download.ts';
import { climb, type Rung } from '../ladder.ts';
import { TOGETHER_MAX } from './app-together.ts';
import { createBundling } from './bundling.ts';
import { createClosedGroups } from './closed-groups.ts';
import { userIdOf } from './ids.ts';
import type { WecomLink } from './link.ts';
import { createMediaFetcher } from './media.ts';
import { createWays } from './ways.ts';

export interface WecomParts {
  clock: Clock;
  faults: Faults;
  limiter: Limiter;
  branch: BranchSettings;
  photos: PhotoStore;
  /** Where a picture that could not be sent is said. */
  log?: Pick<Log, 'warn'>;
  /** Without a slash at its end; a response_url may lie under it too. */
  apiBase: string;
  /** `encodingAesKey`: of callback mode. */
  aibot: { encodingAesKey: string | null; hasLongConnection: boolean } | null;
  app: { corpId: string; agentId: number; secret: string; hasCallback: boolean } | null;
  link: WecomLink | null;
  /** Instead of the system's resolver, for files. */
  resolve?: Resolve;
}

/**
 * WeCom's ways out besides the HTTP answer, best first: under the message that is answered, by the smart bot of its own accord, by the
 * group's webhook, by the self-built application.
 * @throws BotError config for a key the platform cannot have issued
 */
export function createWecomChannel(parts: WecomParts): Channel {
  const { branch, link } = parts;
  const ways = createWays(parts);
  const closedGroups = createClosedGroups(parts.clock);

  const webhookOf = (group: string): string | undefined =>
    branch.current().groups.find(({ channel, id }) => channel === 'wecom' && id === group)?.webhook?.key;

  const personOf = (account: string): string => userIdOf(account, branch.current().people);

  function reach(to: Outgoing['to']): Reach {
    const isAlways = to.kind === 'group' ? webhookOf(to.id) !== undefined : ways.app !== null;
    return isAlways ? 'always' : link ? 'opened' : 'never';
  }

  /** Under the message that is answered, as long as that is possible. */
  function answering(sending: Sending, chatId: string, now: number): Rung[] {
    const open = sending.replyHandles.filter(({ expiresAt }) => expiresAt > now);
    return open.flatMap((handle) => ways.answer(handle, sending, chatId) ?? []);
  }

  /** Of our own accord. Whoever wrote to the bot is answered by the bot; else a person hears it from the application. */
  function toPerson(sending: Sending, userId: string): Rung[] {
    const active = ways.link ? [ways.link.active(sending, userId)] : [];
    const together = ways.together?.rung(sending.id);
    if (together) return [together, ...active];
    const app = ways.app ? [ways.app.rung(sending, userId)] : [];
    return sending.replyHandles.length > 0 ? [...active, ...app] : [...app, ...active];
  }

  function toGroup(sending: Sending, group: string): Rung[] {
    const key = webhookOf(group);
    const active = ways.link ? [ways.link.active(sending, group, key !== undefined)] : [];
    // An answer: somebody has spoken there just now.
    if (sending.outgoing.push === undefined) closedGroups.opened(group);
    if (key === undefined) return active;
    const { push, mentions, called = [] } = sending.outgoing;
    const own = active.map((rung) => closedGroups.sparing(rung, group));
    const webhook = ways.webhook(sending, group, key);
    // Only the webhook's text and markdown call people (document/path/91770).
    return push && mentions.length + called.length > 0 ? [webhook, ...own] : [...own, webhook];
  }

  function deliver(sending: Sending, now: number): Promise<Delivery> {
    const { to } = sending.outgoing;
    const chatId = to.kind === 'group' ? to.id : personOf(to.account);
    const rest = to.kind === 'group' ? toGroup(sending, chatId) : toPerson(sending, chatId);
    return climb([...answering(sending, chatId, now), ...rest], sending.lastReason);
  }

  return {
    name: 'wecom',
    showsChoice: true,
    reach,
    deliver,
    ...togetherOf(ways, personOf, deliver),
    isElsewhere: () => link?.isElsewhere() ?? false,
    fetchMedia: createMediaFetcher({
      apiBase: parts.apiBase,
      encodingAesKey: parts.aibot?.encodingAesKey ?? null,
      withToken: ways.api?.withToken ?? null,
      resolve: parts.resolve,
    }),
  };
}

/** One call for several people: the application has it, nothing else. */
function togetherOf(
  { app, together, link }: ReturnType<typeof createWays>,
  personOf: (account: string) => string,
  deliverAlone: Channel['deliver'],
): Pick<Channel, 'together'> {
  if (!app || !together) return {};
  const active = (sending: Sending, userId: string) => link?.active(sending, userId) ?? null;
  return { together: { most: TOGETHER_MAX, deliver: createBundling({ app, together, personOf, active, deliverAlone }) } };
}
