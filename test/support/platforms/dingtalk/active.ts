// Token, active messages to groups and people, files (document/development/the-robot-sends-a-group-message, chatbots-send-one-on-one-…).
import { z } from 'zod';
import { type Answer, type Asked, json } from '../door.ts';
import { dingtalkSecrets, failed, type Hall, newId, OK, old, parsed } from './hall.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const PARAM_LIMIT_BYTES = 15_000;
const PEOPLE_LIMIT = 20;
const LINK_LASTS_MS = 5 * MINUTE_MS;
const MIB = 1_048_576;

const words = z.string().min(1);
const optionalWords = z.string().optional();
const buttons = (count: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      [`actionTitle${index + 1}`, words],
      [`actionURL${index + 1}`, words],
    ]).flat(),
  );
/** The templates everybody has. */
const params: Record<string, z.ZodType<Record<string, unknown>>> = {
  sampleText: z.strictObject({ content: words }),
  sampleMarkdown: z.strictObject({ title: words, text: words }),
  sampleImageMsg: z.strictObject({ photoURL: words }),
  sampleLink: z.strictObject({ title: words, text: words, picUrl: optionalWords, messageUrl: words }),
  sampleActionCard: z.strictObject({ title: words, text: words, singleTitle: words, singleURL: words }),
  ...Object.fromEntries(
    [2, 3, 4, 5].map((count) => [`sampleActionCard${count}`, z.strictObject({ title: words, text: words, ...buttons(count) })]),
  ),
  sampleActionCard6: z.strictObject({
    title: words,
    text: words,
    buttonTitle1: words,
    buttonUrl1: words,
    buttonTitle2: words,
    buttonUrl2: words,
  }),
  sampleAudio: z.strictObject({ mediaId: words, duration: words }),
  sampleFile: z.strictObject({ mediaId: words, fileName: words, fileType: z.enum(['xlsx', 'pdf', 'zip', 'rar', 'doc', 'docx']) }),
  sampleVideo: z.strictObject({
    duration: words,
    videoMediaId: words,
    videoType: z.literal('mp4'),
    picMediaId: words,
    height: optionalWords,
    width: optionalWords,
  }),
};

const tokenSchema = z.strictObject({ appKey: words, appSecret: words });
const message = { robotCode: words, msgKey: words, msgParam: words, coolAppCode: optionalWords };
const groupSchema = z.strictObject({ ...message, openConversationId: words });
const peopleSchema = z.strictObject({ ...message, userIds: z.array(words).min(1).max(PEOPLE_LIMIT) });
const downloadSchema = z.strictObject({ downloadCode: words, robotCode: words });

export type Active = ReturnType<typeof createActive>;

export function createActive(hall: Hall) {
  const { now, journal, windows, meters, options } = hall;
  const state = {
    secret: dingtalkSecrets.clientSecret as string,
    lastsS: 7_200,
    isTrusted: true,
    isPermitted: true,
    /** These get nothing for now, and the answer says so. */
    flowControlled: new Set<string>(),
  };
  let token: { text: string; until: number } | null = null;

  function giveToken({ path, body }: Asked): Answer {
    const read = journal.read(tokenSchema, parsed(body), path);
    if (read?.appKey !== dingtalkSecrets.clientId || read.appSecret !== state.secret)
      return failed(400, 'invalidClientIdOrSecret', '无效的clientId或者clientSecret');
    // Repeated calls give the same, and lengthen its life.
    const text = token && token.until > now() ? token.text : newId('fake-token-');
    token = { text, until: now() + state.lastsS * 1_000 };
    return json({ accessToken: text, expireIn: state.lastsS });
  }

  const isValid = (given: unknown) => token !== null && given === token.text && token.until > now();

  /** For what is billed: token, rights, calls a second, the month's calls. Null when it may go on. */
  function guard({ path, headers }: Asked): Answer | null {
    if (!isValid(headers['x-acs-dingtalk-access-token'])) return failed(400, 'InvalidAuthentication', '不合法的access_token');
    if (!state.isTrusted) return failed(403, 'Forbidden.AccessDenied.IpNotInWhiteList');
    if (!state.isPermitted) return failed(403, 'Forbidden.AccessDenied.AccessTokenPermissionDenied', '没有调用该接口的权限');
    if (!windows.take(`qps:${path}`, options.callsPerSecond ?? 20, 1_000))
      return failed(403, 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi');
    return meters.take('calls') ? null : failed(403, 'Forbidden.AccessDenied.ApiCountLimitForOrg');
  }

  /** What is said, or the platform's word on why not. */
  function paramOf(path: string, { robotCode, msgKey, msgParam }: { robotCode: string; msgKey: string; msgParam: string }) {
    if (robotCode !== dingtalkSecrets.clientId) return failed(400, 'invalidParameter.robotCode.auth');
    if (Buffer.byteLength(msgParam) > PARAM_LIMIT_BYTES) return failed(400, 'invalidParameter.msgParam.tooLong');
    const schema = params[msgKey];
    if (!schema) journal.violate(path, `no such msgKey: ${msgKey}`);
    const read = schema && journal.read(schema, parsed(Buffer.from(msgParam)), path);
    return read ? shownOf(msgKey, read as Record<string, string>) : failed(400, 'invalidParameter.msgParam.invalid');
  }

  function toGroup(asked: Asked): Answer {
    const { path, body } = asked;
    const read = journal.read(groupSchema, parsed(body), path);
    if (!read) return failed(400, 'invalidParameter');
    const shown = paramOf(path, read);
    if ('status' in shown) return shown;
    if (!hall.groups.has(read.openConversationId)) return failed(400, 'invalid.openConversationId');
    journal.deliver({ via: 'group_send', group: read.openConversationId, ...shown });
    return json({ processQueryKey: newId('pqk-') });
  }

  function toPeople(asked: Asked): Answer {
    const { path, body } = asked;
    const read = journal.read(peopleSchema, parsed(body), path);
    if (!read) return failed(400, 'invalidParameter.userIds');
    const shown = paramOf(path, read);
    if ('status' in shown) return shown;
    const people = [...new Set(read.userIds)];
    const invalid = people.filter((id) => options.people && !options.people.includes(id));
    if (invalid.length === people.length) return failed(400, 'staffId.notExisted');
    const slowed = people.filter((id) => !invalid.includes(id) && state.flowControlled.has(id));
    for (const person of people)
      if (!invalid.includes(person) && !slowed.includes(person)) journal.deliver({ via: 'batch_send', person, ...shown });
    return json({ processQueryKey: newId('pqk-'), invalidStaffIdList: invalid, flowControlledStaffIdList: slowed });
  }

  function download({ path, body }: Asked): Answer {
    const read = journal.read(downloadSchema, parsed(body), path);
    const found = read && hall.files.get(read.downloadCode);
    if (!found || found.until <= now()) return failed(400, 'invalidParameter.downloadCode');
    const id = newId('file-');
    hall.files.set(id, { bytes: found.bytes, until: now() + LINK_LASTS_MS });
    return json({ downloadUrl: `${hall.url()}/file/${id}?Expires=${now() + LINK_LASTS_MS}&Signature=fake` });
  }

  async function upload({ path, headers, body, query }: Asked): Promise<Answer> {
    if (!isValid(query.get('access_token'))) return old(40_014, '不合法的access_token');
    const type = query.get('type') ?? '';
    const request = new Response(new Uint8Array(body), { headers: { 'content-type': headers['content-type'] ?? '' } });
    const form = await request.formData().catch(() => null);
    const kind = String(form?.get('type') ?? type);
    const file = form?.get('media');
    const limit = kind === 'voice' ? 2 : 20;
    if (!(file instanceof File) || !/^(image|voice|video|file)$/.test(kind) || file.size > limit * MIB) {
      journal.violate(path, 'type, part `media` or size');
      return old(40_035, 'invalid parameter');
    }
    const id = `@${newId('media-')}`;
    hall.files.set(id, { bytes: new Uint8Array(await file.arrayBuffer()), until: now() + 100 * 24 * HOUR_MS });
    return json({ ...OK, type: kind, media_id: id, created_at: now() });
  }

  return {
    state,
    guard,
    giveToken,
    toGroup,
    toPeople,
    download,
    upload,
    revokeToken(): void {
      token = null;
    },
  };
}

function shownOf(kind: string, param: Record<string, string>) {
  const text = param.content ?? param.text ?? param.title ?? '';
  const labels = Object.keys(param).filter((name) => /Title\d?$/.test(name) && name !== 'title');
  const shown = labels.map((name) => ({
    id: param[name.replace('Title', name.startsWith('button') ? 'Url' : 'URL')] ?? '',
    label: param[name]!,
  }));
  return { kind, text, buttons: shown, mentions: [] };
}
