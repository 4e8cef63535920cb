import type { BranchSettings } from '../../core/branch.ts';
import type { Channel, Delivery, Sending } from '../../core/channel.ts';
import type { Clock } from '../../core/clock.ts';
import type { Faults } from '../../core/fault.ts';
import type { Limiter, Quotas } from '../../core/limiter.ts';
import type { Outgoing } from '../../core/outgoing.ts';
import type { PhotoStore } from '../../core/photo.ts';
import type { Resolve } from '../download.ts';
import { type Attempt, climb } from '../ladder.ts';
import { createApi } from './api.ts';
import { createAttempts } from './attempts.ts';
import { templateOf } from './buttons.ts';
import { CARD, cardSend, cardText, hasCard } from './cards.ts';
import { groupWebhook } from './group-webhook.ts';
import { staffIdOf } from './ids.ts';
import { createMediaFetcher } from './media.ts';
import { createMeters } from './meters.ts';
import { createPictures } from './pictures.ts';
import { createPlatform } from './platform.ts';
import { groupSend, personSend } from './robot-send.ts';
import { sessionWebhook } from './session-webhook.ts';
import { splitWords } from './split.ts';
import { type Step, walk } from './steps.ts';
import { createTogether } from './together.ts';
import type { Piece, Tools, Way } from './ways.ts';

export interface DingtalkParts {
  clock: Clock;
  faults: Faults;
  limiter: Limiter;
  quotas: Quotas;
  branch: BranchSettings;
  photos: PhotoStore;
  /** api.dingtalk.com and oapi.dingtalk.com, or what stands in for them. */
  apiBase: string;
  oapiBase: string;
  clientId: string;
  clientSecret: string;
  robotCode: string;
  /** Null: buttons are said in words only. */
  cardTemplateId: string | null;
  cardCallback: 'STREAM' | 'HTTP';
  hasButtonLinks: boolean;
  /** Instead of the system's resolver. */
  resolve?: Resolve;
}

/**
 * DingTalk's ways out besides the HTTP answer. An answer: the sessionWebhook of what it answers, the robot's own call, the group's
 * webhook. What nobody asked for: the group's webhook first where people are mentioned, because the robot's own call can mention
 * nobody, else that call first. To one person: the robot's call.
 */
export function createDingtalkChannel(parts: DingtalkParts): Channel {
  const { clock, faults, cardTemplateId: templateId } = parts;
  const platform = createPlatform(clock, faults);
  const meters = createMeters(parts.quotas, clock, faults);
  const common = { ...parts, platform, meters };
  const tools: Tools = { ...common, api: createApi(common), attemptOf: createAttempts(clock, meters) };
  const pictureStep = createPictures(tools, parts.photos);

  function waysOf(piece: Piece, { replyHandles }: Sending, now: number): Way[] {
    const { outgoing } = piece;
    const session = sessionWebhook(tools, piece, replyHandles, now);
    const inOrder = session ? [session, ...ownWays(piece)] : ownWays(piece);
    // Ways by a meter that is used up go last: for some days the platform lets more through.
    const sorted = inOrder.toSorted((a, b) => Number(meters.isSpent(a.meter)) - Number(meters.isSpent(b.meter)));
    return sorted.map((way) => held(way, outgoing));
  }

  function ownWays(piece: Piece): Way[] {
    const { to, mentions, called = [], push } = piece.outgoing;
    if (to.kind === 'direct') {
      const staffId = staffIdOf(to.account);
      return staffId === null ? [] : [personSend(tools, staffId, templateOf(piece.outgoing, tools.hasButtonLinks))];
    }
    const robot = groupSend(tools, piece, to.id);
    const group = parts.branch.current().groups.find(({ channel, id }) => channel === 'dingtalk' && id === to.id);
    if (!group?.webhook) return [robot];
    const webhook = groupWebhook(tools, piece, to.id, group.webhook);
    return push && mentions.length + called.length > 0 ? [webhook, robot] : [robot, webhook];
  }

  /** What can wait for the next month does, once little is left of this one's. */
  function held(way: Way, outgoing: Outgoing): Way {
    const attempt = async (isRepeat: boolean): Promise<Attempt> =>
      meters.hold(way.meter, outgoing) ?? (await way.attempt(isRepeat));
    return { ...way, attempt };
  }

  function cardOf({ id, outgoing, lastReason }: Sending): { way: Way; saysAll: boolean } | null {
    const isUnderWay = lastReason?.startsWith(`${CARD}?`) ?? false;
    if (templateId === null || !hasCard(outgoing) || (meters.isLow('dingtalk_calls') && !isUnderWay)) return null;
    const way = cardSend(tools, { templateId, callback: parts.cardCallback }, id, outgoing);
    return { way, saysAll: cardText(outgoing) !== null };
  }

  function stepsOf(sending: Sending, now: number): Step[] {
    const { outgoing } = sending;
    const card = cardOf(sending);
    const words = piecesOf(sending).map((piece, index): Step => {
      const first = index === 0 && card?.saysAll ? [card.way] : [];
      return { isExtra: false, take: (lastReason) => climb([...first, ...waysOf(piece, sending, now)], lastReason) };
    });
    const behind: Step[] = card && !card.saysAll ? [{ isExtra: true, take: (lastReason) => climb([card.way], lastReason) }] : [];
    const staffId = outgoing.to.kind === 'direct' ? staffIdOf(outgoing.to.account) : null;
    const pictures = staffId === null ? [] : (outgoing.photos ?? []).map((digest) => pictureStep(digest, staffId));
    return [...words, ...behind, ...pictures];
  }

  const deliver = (sending: Sending, now: number): Promise<Delivery> => walk(stepsOf(sending, now), sending.lastReason, clock);

  return {
    name: 'dingtalk',
    showsChoice: true,
    reach: (to) => (to.kind === 'group' || to.account.split(':').length === 2 ? 'always' : 'never'),
    deliver,
    together: createTogether(tools, deliver),
    fetchMedia: createMediaFetcher(tools, parts),
  };
}

/** Mentions stand in front of the first piece, buttons and link behind the last. */
function piecesOf({ id, outgoing }: Sending): Piece[] {
  const texts = splitWords(outgoing.text);
  return texts.map((text, index) => {
    const { mentions, called, buttons, link, ...rest } = outgoing;
    const head = index === 0 ? { mentions, ...(called && { called }) } : { mentions: [] };
    const tail = index === texts.length - 1 ? { buttons, ...(link !== undefined && { link }) } : { buttons: [] };
    return { id, index, outgoing: { ...rest, text, ...head, ...tail } };
  });
}
