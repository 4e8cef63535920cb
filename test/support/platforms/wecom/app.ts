// The self-built application's calls: token, messages to people, cards changed later (document/path/91039, 90236, 94888).
import { z } from 'zod';
import { type Answer, type Asked, json } from '../door.ts';
import { buttonsOf, cardSchema, isInteractive, wordsOf } from './cards.ts';
import { bytesOf, cutBytes, fold, type Hall, newId, OK, placeCard, refusal, wecomSecrets } from './hall.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const TOKEN_LASTS_S = 7_200;
const TEXT_LIMIT_BYTES = 2_048;
const CODE_LASTS_MS = 72 * HOUR_MS;

const flag = z.union([z.literal(0), z.literal(1)]);
const media = z.strictObject({ media_id: z.string().min(1) });
const address = z.string().max(2_048);
const kinds = {
  text: z.strictObject({ content: z.string().min(1) }),
  markdown: z.strictObject({ content: z.string().min(1) }),
  textcard: z.strictObject({
    title: z.string().min(1).max(128),
    description: z.string().min(1).max(512),
    url: address.regex(/^https?:\/\//),
    btntxt: z.string().max(4).optional(),
  }),
  image: media,
  voice: media,
  file: media,
  video: media.extend({ title: z.string().optional(), description: z.string().optional() }),
  news: z.strictObject({
    articles: z
      .array(z.strictObject({ title: z.string(), description: z.string().optional(), url: address, picurl: address.optional() }))
      .min(1)
      .max(8),
  }),
  template_card: cardSchema,
};
const envelope = {
  touser: z.string().optional(),
  toparty: z.string().optional(),
  totag: z.string().optional(),
  agentid: z.int(),
  safe: flag.optional(),
  enable_id_trans: flag.optional(),
  enable_duplicate_check: flag.optional(),
  duplicate_check_interval: z.int().min(1).max(14_400).optional(),
};
const of = <K extends keyof typeof kinds>(kind: K) =>
  z.strictObject({ ...envelope, msgtype: z.literal(kind), [kind]: kinds[kind] } as const);
const sendSchema = z.discriminatedUnion('msgtype', [
  of('text'),
  of('markdown'),
  of('textcard'),
  of('image'),
  of('voice'),
  of('file'),
  of('video'),
  of('news'),
  of('template_card'),
]);
const updateSchema = z.strictObject({
  userids: z.array(z.string()).optional(),
  partyids: z.array(z.int()).optional(),
  tagids: z.array(z.int()).optional(),
  atall: flag.optional(),
  agentid: z.int(),
  response_code: z.string().min(1),
  button: z.strictObject({ replace_name: z.string().min(1) }).optional(),
  template_card: z.looseObject({}).optional(),
});
type Content = { [K in keyof typeof kinds]?: z.infer<(typeof kinds)[K]> };

export type App = ReturnType<typeof createApp>;

export function createApp(hall: Hall) {
  const { now, journal, windows, options } = hall;
  const state = { secret: wecomSecrets.appSecret as string, isTrusted: true, lastsS: TOKEN_LASTS_S };
  let token: { text: string; until: number } | null = null;
  const revoked = new Set<string>();
  const expired = new Set<string>();
  const sentBefore = new Map<string, number>();
  const codes = new Map<string, { task: string; until: number }>();

  function giveToken({ query }: Asked): Answer {
    if (!windows.take('gettoken', options.tokensPerMinute ?? 20, MINUTE_MS))
      return json(refusal(45_009, 'api freq out of limit'));
    if (query.get('corpid') !== wecomSecrets.corpId) return json(refusal(40_013, 'invalid corpid'));
    if (query.get('corpsecret') !== state.secret)
      return json(
        refusal(40_001, 'invalid credential, hint: [0], from ip: 203.0.113.9, more info at https://open.work.weixin.qq.com'),
      );
    // Within its life a repeated call gives the same.
    if (!token || token.until <= now()) {
      if (token) expired.add(token.text);
      token = { text: newId('fake-token-'), until: now() + state.lastsS * 1_000 };
    }
    return json({ ...OK, access_token: token.text, expires_in: Math.round((token.until - now()) / 1_000) });
  }

  /** Null when the call may go on. */
  function tokenProblem(given: string | null): Answer | null {
    if (!given) return json(refusal(41_001, 'access_token missing'));
    if (revoked.has(given)) return json(refusal(40_014, 'invalid access_token'));
    if (expired.has(given) || (token?.text === given && token.until <= now()))
      return json(refusal(42_001, 'access_token expired'));
    if (token?.text !== given) return json(refusal(40_014, 'invalid access_token'));
    if (!state.isTrusted)
      return json(
        refusal(
          60_020,
          'not allow to access from your ip, hint: [0], from ip: 203.0.113.9, more info at https://open.work.weixin.qq.com',
        ),
      );
    return windows.take('app', 10_000, MINUTE_MS) ? null : json(refusal(45_009, 'api freq out of limit'));
  }

  function send({ path, body }: Asked): Answer {
    const raw = parsed(body);
    const read = journal.read(sendSchema, raw, path) as (z.infer<typeof sendSchema> & Content) | null;
    if (!read) return json(refusal(40_058, 'invalid parameter'));
    if (read.agentid !== wecomSecrets.agentId) return json(refusal(40_056, 'invalid agentid'));
    const users = [...new Set((read.touser ?? '').split('|').filter((id) => id !== ''))];
    if (users.length > 1_000) return json(refusal(40_032, 'too many users'));
    if (users.length === 0 && !read.toparty && !read.totag) return json(refusal(82_001, 'no recipient'));
    if (read.template_card && isInteractive(read.template_card) && !hall.appHasCallback)
      return json(refusal(43_012, 'card needs a callback url'));
    const known = users[0] === '@all' ? [...(options.people ?? [])] : users.filter(isKnown);
    const invalid = users[0] === '@all' ? [] : users.filter((id) => !isKnown(id));
    const unlicensed = known.filter((id) => options.unlicensed?.some((each) => fold(each) === fold(id)));
    const reached = known.filter((id) => !unlicensed.includes(id));
    if (users.length > 0 && known.length === 0) return json(refusal(81_013, 'user & party & tag all invalid'));
    const msgid = newId('app-');
    const answer = {
      ...OK,
      invaliduser: invalid.map(fold).join('|'),
      invalidparty: '',
      invalidtag: '',
      unlicenseduser: unlicensed.map(fold).join('|'),
      msgid,
    };
    if (isRepeat(read.enable_duplicate_check === 1, read.duplicate_check_interval, JSON.stringify(raw))) return json(answer);
    return json({ ...answer, ...deliver(read.msgtype, read, reached) });
  }

  const isKnown = (id: string) => !options.people || options.people.some((each) => fold(each) === fold(id));

  /** The same request within its interval is taken with the same face, and delivered once. */
  function isRepeat(isChecked: boolean, intervalS = 1_800, request: string): boolean {
    if (!isChecked) return false;
    const until = sentBefore.get(request) ?? 0;
    if (until > now()) return true;
    sentBefore.set(request, now() + intervalS * 1_000);
    return false;
  }

  function deliver(kind: keyof typeof kinds, content: Content, users: readonly string[]): { response_code?: string } {
    const card = content.template_card;
    // One card to many is one card; the next one needs a task id of its own.
    if (card && !placeCard(hall, card, { group: null, person: users[0] ?? '', with: 'app' }))
      journal.violate('/cgi-bin/message/send', 'task_id was used before');
    const code = card && isInteractive(card) ? newId('RC_') : null;
    for (const person of users) {
      const bubble = {
        via: 'app',
        kind,
        person,
        text: textOf(content),
        ...(card && { buttons: buttonsOf(card), card: card.task_id ?? null }),
      };
      const lane = `member:${fold(person)}`;
      const isWithin = windows.take(lane, 30, MINUTE_MS) && windows.take(lane, 1_000, HOUR_MS);
      if (!isWithin) journal.drop(bubble);
      else journal.deliver(bubble);
    }
    if (code === null || card?.task_id === undefined) return {};
    codes.set(code, { task: card.task_id, until: now() + CODE_LASTS_MS });
    return { response_code: code };
  }

  function update({ path, body }: Asked): Answer {
    const read = journal.read(updateSchema, parsed(body), path);
    if (!read || !(read.button || read.template_card)) return json(refusal(40_058, 'invalid parameter'));
    if (read.agentid !== wecomSecrets.agentId) return json(refusal(40_056, 'invalid agentid'));
    const known = codes.get(read.response_code);
    codes.delete(read.response_code);
    if (!known || known.until <= now()) return json(refusal(40_058, 'invalid response_code'));
    const { template_card: card, userids: [person = null] = [] } = read;
    const title = card?.main_title as { title?: string } | undefined;
    journal.deliver({
      via: 'app',
      kind: 'update',
      person,
      card: known.task,
      text: read.button?.replace_name ?? title?.title ?? '',
    });
    return json({ ...OK, invaliduser: '' });
  }

  return {
    state,
    giveToken,
    tokenProblem,
    /** Where callbacks come from (document/path/90238); the last part may be a star. */
    callbackAddresses: (): Answer => json({ ...OK, ip_list: ['203.0.113.80', '198.51.100.*'] }),
    send,
    update,
    /** A code of the kind a click brings along; 72 h, one call. */
    codeFor(task: string): string {
      const code = newId('RC_');
      codes.set(code, { task, until: now() + CODE_LASTS_MS });
      return code;
    },
    /** The platform takes its token back before its time. */
    revokeToken(): void {
      if (token) revoked.add(token.text);
      token = null;
    },
  };
}

/** The application's text is cut at its limit; its markdown as well. */
function textOf(content: Content): string {
  const { text, markdown, textcard, template_card: card, news } = content;
  const plain = text?.content ?? markdown?.content;
  if (plain !== undefined) return bytesOf(plain) > TEXT_LIMIT_BYTES ? cutBytes(plain, TEXT_LIMIT_BYTES) : plain;
  if (textcard) return `${textcard.title}\n${textcard.description}\n${textcard.url}`;
  if (card) return wordsOf(card);
  return (news?.articles ?? []).map(({ title }) => title).join('\n');
}

export function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString());
  } catch {
    return undefined;
  }
}
