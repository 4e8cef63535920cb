// The doctor's judgement of the platforms: what they and the records said becomes a sentence, and a cure where one is needed. Pure.
import { isIP } from 'node:net';
import { classify as classifyDingtalk } from '../channels/dingtalk/errors.ts';
import { fieldsOf, type JsonAnswer } from '../channels/json-call.ts';
import { classify as classifyWecom } from '../channels/wecom/errors.ts';
import type { Config } from '../config.ts';
import type { Branch } from '../core/branch.ts';
import { SECOND_MS } from '../core/clock.ts';
import type { Fault, FaultCode } from '../core/fault.ts';
import { type QuotaName, quotaNames } from '../core/limiter.ts';
import type { ChannelName } from '../core/message.ts';
import { shanghaiIso } from '../core/shanghai.ts';
import { monthAt } from '../domain/months.ts';
import { isCovered, type StandingFault } from '../pipeline/fault-book.ts';
import { type Finding, fail, ok, warn } from './checks.ts';
import type { BookSeen, LinkSeen, PlatformsSeen } from './platform-probes.ts';
import { sayFault } from './text-faults.ts';
import { platformText as text } from './text-platforms.ts';

type Over = FaultCode | `${FaultCode}/${string}`;

/** What one answer says. */
type Verdict =
  /** `over`: what it proves to be no more; with a subject (`code/subject`), only what is noted about that. */
  | { kind: 'good'; say: string; over: Over[] }
  | { kind: 'fault'; fault: Fault }
  | { kind: 'odd'; platform: ChannelName; answer: string };

/** As those who note that a platform is out of reach name what is. */
const HTTP = 'http';
const LINK = 'long_connection';
const STREAM = 'stream';

const faulty = (code: FaultCode, subject: string | null = null): Verdict => ({ kind: 'fault', fault: { code, subject } });

function judgeApp({ token, call }: NonNullable<PlatformsSeen['wecomApp']>): Verdict {
  const wrong = judgeWecom(token);
  if (wrong) return wrong;
  const refused = call && judgeWecom(call);
  // Whether this application may make the second call is not the matter here; whether we may call at all is.
  if (refused?.kind === 'fault' && refused.fault.code !== 'wecom_app_not_permitted') return refused;
  const over: Over[] = ['wecom_app_secret_wrong', 'wecom_app_disabled', `wecom_unreachable/${HTTP}`];
  return { kind: 'good', say: text.appGood, over: refused ? over : [...over, 'wecom_ip_untrusted'] };
}

/** Null: nothing wrong. */
function judgeWecom(answer: JsonAnswer): Verdict | null {
  if (answer.kind === 'unreachable') return faulty('wecom_unreachable', HTTP);
  const { errcode, errmsg } = answer.kind === 'answered' ? fieldsOf(answer.body) : {};
  if (typeof errcode !== 'number') return { kind: 'odd', platform: 'wecom', answer: `HTTP ${answer.status}` };
  const meaning = classifyWecom(errcode);
  if (meaning.kind === 'ok') return null;
  // Of a business call the same number says that its token is old; here no older one was used.
  if (meaning.kind === 'token') return faulty('wecom_app_secret_wrong');
  if ('fault' in meaning && meaning.fault) return faultyBy(meaning.fault, errmsg);
  return { kind: 'odd', platform: 'wecom', answer: String(errcode) };
}

/** Busy, or asked too often. */
const PASSING: readonly number[] = [-1, 45_009];

function judgeLink(seen: Exclude<LinkSeen, { kind: 'left_alone' }>): Verdict {
  if (seen.kind === 'unreachable') return faulty('wecom_unreachable', LINK);
  if (seen.errcode === 0)
    return { kind: 'good', say: text.linkGood, over: ['wecom_bot_secret_wrong', `wecom_unreachable/${LINK}`] };
  // The frame holds nothing but id and secret.
  if (!PASSING.includes(seen.errcode)) return faulty('wecom_bot_secret_wrong');
  return { kind: 'odd', platform: 'wecom', answer: String(seen.errcode) };
}

function judgeRobot({ token, gateway }: NonNullable<PlatformsSeen['dingtalk']>): Verdict[] {
  const over: Over[] = ['dingtalk_secret_wrong', `dingtalk_unreachable/${HTTP}`, 'dingtalk_ip_banned'];
  const wrong = judgeDingtalk(token, 'accessToken', 'dingtalk_secret_wrong');
  // A wrong secret is refused at the gateway as well, and there looks like something else.
  if (wrong) return [wrong];
  const first: Verdict = { kind: 'good', say: text.dingtalkGood, over };
  if (!gateway) return [first];
  // An address that is not trusted is refused where messages are sent, and may be let through here.
  const published: Over[] = ['dingtalk_not_published'];
  const second = judgeDingtalk(gateway, 'ticket', 'dingtalk_not_published');
  return [first, second ?? { kind: 'good', say: text.streamGood, over: published }];
}

/**
 * Null: nothing wrong.
 * @param refusal what a refusal means that says nothing plainer
 */
function judgeDingtalk(answer: JsonAnswer, wanted: string, refusal: FaultCode): Verdict | null {
  if (answer.kind === 'unreachable') return faulty('dingtalk_unreachable', HTTP);
  const odd: Verdict = { kind: 'odd', platform: 'dingtalk', answer: `HTTP ${answer.status}` };
  // In place of an answer a banned address gets a page.
  const body = answer.kind === 'answered' ? answer.body : answer.isPage ? '' : null;
  const fields = fieldsOf(body);
  if (answer.status === 200 && typeof fields[wanted] === 'string') return null;
  const meaning = classifyDingtalk(answer.status, body);
  if (meaning.fault) return faultyBy(meaning.fault, fields.message);
  return REFUSALS.includes(meaning.class) && answer.status < 500 ? faulty(refusal) : odd;
}

/** The rest passes by itself. */
const REFUSALS: readonly string[] = [
  'tokenInvalid',
  'permanentConfig',
  'permanentTarget',
  'permanentContent',
  'permanentUnknown',
];

/** Of the platform's own words only the address it saw is kept. */
function faultyBy(code: FaultCode, words: unknown): Verdict {
  const isAddress = code === 'wecom_ip_untrusted' || code === 'dingtalk_ip_untrusted';
  const parts = isAddress && typeof words === 'string' ? words.match(/[\da-f.:]{3,45}/gi) : null;
  return faulty(code, parts?.find((part) => isIP(part)) ?? null);
}

/** Beyond this a clock is wrong (reliability C3). */
const SKEW_MS = 60 * SECOND_MS;

function judgeClock({ wecomApp, wecomLink, dingtalk }: PlatformsSeen, now: number): Fault | 'good' | null {
  const answers = [wecomApp?.token, dingtalk?.token].filter((answer) => answer?.kind === 'answered');
  const times = [...answers, wecomLink?.kind === 'acked' ? wecomLink : null].map((each) => each?.serverAt ?? null);
  const serverAt = times.find((time) => time !== null);
  if (serverAt === undefined) return null;
  const skewMs = now - serverAt;
  return Math.abs(skewMs) <= SKEW_MS ? 'good' : { code: 'clock_wrong', subject: String(Math.round(skewMs / SECOND_MS)) };
}

/** These let something through, or may be no fault at all tomorrow. */
const MILD: readonly FaultCode[] = [
  'wecom_app_callback_missing',
  'wecom_app_out_of_range',
  'wecom_nobody_spoke',
  'dingtalk_quota_near',
  'group_unlisted',
];
/** By what came in: the settings may have been mended since, and to a public address anybody may send rubbish. */
const CALLBACKS: Partial<Record<FaultCode, (config: Config) => boolean>> = {
  wecom_bot_token_wrong: ({ wecom }) => wecom.aibot?.callback != null,
  wecom_bot_aes_key_wrong: ({ wecom }) => wecom.aibot?.callback != null,
  wecom_app_token_wrong: ({ wecom }) => wecom.app?.callback != null,
  wecom_app_aes_key_wrong: ({ wecom }) => wecom.app?.callback != null,
  dingtalk_callback_secret_wrong: ({ dingtalk }) => dingtalk?.mode === 'http',
  dingtalk_card_secret_wrong: ({ dingtalk }) => dingtalk?.mode === 'http' && dingtalk.cardSecret !== null,
};
/** Their subject is a group of the branch's settings; where it is there no more, nothing is wrong. */
const ABOUT_GROUPS: readonly FaultCode[] = [
  'wecom_bot_not_in_group',
  'wecom_nobody_spoke',
  'wecom_webhook_gone',
  'dingtalk_robot_not_in_group',
  'dingtalk_group_gone',
  'dingtalk_webhook_wrong',
];

function findingOf(fault: Fault, branch: Branch | null, put: (say: string) => string = (say) => say): Finding {
  const { say, cure } = sayFault(fault, branch ?? undefined);
  // Somebody may have tried it in a group that is none of the branch's.
  const isStrange = fault.code === 'group_external' && !isListed(fault, branch);
  return isStrange || MILD.includes(fault.code) || fault.code in CALLBACKS ? warn(put(say), cure) : fail(put(say), cure);
}

export interface Whereabouts {
  config: Config;
  /** Null: not readable. */
  branch: Branch | null;
  /** Null: not readable. */
  book: BookSeen | null;
  now: number;
}

/** What was asked of the platforms just now, and what the book says that these answers do not. */
export function checkPlatforms(seen: PlatformsSeen, { config, branch, book, now }: Whereabouts): Finding[] {
  const { wecomApp, wecomLink, dingtalk } = seen;
  const verdicts: Verdict[] = [
    ...(wecomApp ? [judgeApp(wecomApp)] : []),
    ...(wecomLink && wecomLink.kind !== 'left_alone' ? [judgeLink(wecomLink)] : []),
    ...(dingtalk ? judgeRobot(dingtalk) : []),
  ];
  const clock = judgeClock(seen, now);
  const faults = verdicts.flatMap((verdict) => (verdict.kind === 'fault' ? [verdict.fault] : []));
  if (clock !== null && clock !== 'good') faults.push(clock);
  const settled = new Set<string>([
    ...verdicts.flatMap((verdict) => (verdict.kind === 'good' ? verdict.over : [])),
    ...faults.map(({ code }) => code),
    ...(clock === 'good' ? (['clock_wrong'] as const) : []),
  ]);
  const isNews = (fault: StandingFault) =>
    !settled.has(fault.code) &&
    !settled.has(`${fault.code}/${fault.subject}`) &&
    !isCovered(fault, faults) &&
    matters(fault, { config, branch, book, now });
  return [
    ...verdicts.flatMap((verdict) => sayVerdict(verdict)),
    ...distinct(faults).map((fault) => findingOf(fault, branch)),
    ...(wecomLink?.kind === 'left_alone' ? checkLinkElsewhere(book) : []),
    ...(book?.standing ?? [])
      .filter(isNews)
      .map((fault) =>
        findingOf(fault, branch, (say) => text.since(say, shanghaiIso(fault.since).slice(0, 16).replace('T', ' '))),
      ),
    ...(book === null && isAnyOn(config) ? [{ mark: 'off' as const, say: text.notKnown }] : []),
  ];
}

function sayVerdict(verdict: Verdict): Finding[] {
  if (verdict.kind === 'good') return [ok(verdict.say)];
  return verdict.kind === 'odd' ? [warn(text.odd(verdict.platform, verdict.answer), text.oddCure)] : [];
}

const distinct = (faults: readonly Fault[]) =>
  faults.filter(({ code }, index) => faults.findIndex((other) => other.code === code) === index);

/** Whoever holds the lease is connected, unless it has noted why not; that is said among the faults. */
function checkLinkElsewhere(book: BookSeen | null): Finding[] {
  const isTroubled = book?.standing.some(
    ({ code, subject }) => code === 'wecom_bot_secret_wrong' || code === 'wecom_two_holders' || subject === LINK,
  );
  if (isTroubled) return [];
  return [book?.linkHolder ? ok(text.linkRunning) : { mark: 'off', say: text.linkLeftAlone }];
}

const isOn = ({ wecom, dingtalk }: Config, platform: ChannelName) =>
  platform === 'dingtalk' ? dingtalk !== null : platform === 'simulator' || wecom.aibot !== null || wecom.app !== null;
const isAnyOn = (config: Config) => isOn(config, 'wecom') || isOn(config, 'dingtalk');

/** Whether what was noted once is still about something that is on and listed. */
function matters(fault: StandingFault, { config, branch, book, now }: Whereabouts): boolean {
  const { code, subject } = fault;
  const platform = (['wecom', 'dingtalk'] as const).find((name) => code.startsWith(name));
  if (platform && !isOn(config, platform)) return false;
  if (CALLBACKS[code]?.(config) === false) return false;
  if (code === 'wecom_unreachable' && subject === LINK && !config.wecom.aibot?.longConnection) return false;
  if (code === 'dingtalk_unreachable' && subject === STREAM && config.dingtalk?.mode !== 'stream') return false;
  // Quotas are counted anew; but what others of the organisation use, only the platform knows.
  if (code === 'dingtalk_quota_near') return false;
  if (code === 'dingtalk_quota_spent')
    return fault.lastAt >= monthAt(now).from && !(book && checkQuotas(config, book.used).some(({ mark }) => mark === 'fail'));
  if (code === 'group_unlisted') return !isListed(fault, branch);
  return !ABOUT_GROUPS.includes(code) || subject === null || branch === null || isListed(fault, branch);
}

const isListed = ({ subject }: Fault, branch: Branch | null) => branch?.groups.some(({ id }) => id === subject) ?? false;

/** Marks at which the operator is told (in percent of the month's quota). */
const MARKS = [95, 80, 50] as const;

/** How much of the month's quotas is left. */
export function checkQuotas({ dingtalk }: Config, used: Record<QuotaName, number>): Finding[] {
  if (!dingtalk) return [];
  const limits = { dingtalk_calls: dingtalk.monthlyCalls, dingtalk_messages: dingtalk.monthlyMessages };
  return quotaNames.map((name) => {
    const say = text.used(name, used[name], limits[name]);
    const percent = (used[name] / limits[name]) * 100;
    if (percent >= 100) return fail(say, sayFault({ code: 'dingtalk_quota_spent', subject: name }).cure);
    const mark = MARKS.find((each) => percent >= each);
    return mark === undefined ? ok(say) : warn(say, sayFault({ code: 'dingtalk_quota_near', subject: `${name}:${mark}` }).cure);
  });
}

/**
 * Groups that are listed, and nothing that nobody asked for can get to; and addresses of groups that only their use can try: neither
 * platform documents a call by which a key could be looked at without saying something in the group.
 * @param standing what is noted: an address known to be wrong needs no second line
 */
export function checkGroups(config: Config, { groups }: Branch, standing: readonly Fault[] = []): Finding[] {
  const isKnownWrong = (id: string) => standing.some(({ code, subject }) => subject === id && ABOUT_GROUPS.includes(code));
  return groups.flatMap(({ id, title, channel, webhook }): Finding[] => {
    if (!isOn(config, channel)) return [warn(text.groupOff(title, channel), text.groupOffCure)];
    if (webhook) return isKnownWrong(id) ? [] : [{ mark: 'off', say: text.webhookUnchecked(title, channel) }];
    const isMute = channel === 'wecom' && !config.wecom.aibot?.longConnection;
    return isMute ? [warn(text.groupMute(title), text.groupMuteCure)] : [];
  });
}
