import { describe, expect, it } from 'vitest';
import { prepareKey } from '../../../src/channels/wecom/credentials.ts';
import type { Malformed } from '../../../src/channels/wecom/parse-aibot.ts';
import { type AppOptions, parseApp } from '../../../src/channels/wecom/parse-app.ts';
import type { Message, Parsed } from '../../../src/core/message.ts';
import { messageSchema } from '../../../src/core/message.ts';
import { readFixture } from '../vectors.ts';
import { vectors } from './vectors.ts';

const now = 1_780_000_900_000;
const { key } = prepareKey('MapleBridgeMapleBridgeMapleBridgeMapleBridg');
const options: AppOptions = { now, botNames: ['小蜂'], agentId: '1000042', key };
const fixture = (name: string, more: Partial<AppOptions> = {}) =>
  parseApp(readFixture(`wecom/app-${name}.xml`), { ...options, ...more });

function message(parsed: Parsed | Malformed): Message {
  if (parsed.kind !== 'message') throw new Error(`expected a message, got ${JSON.stringify(parsed)}`);
  return messageSchema.parse(parsed.message);
}

/** One line that says what a payload became. */
function summary(parsed: Parsed | Malformed): string {
  if (parsed.kind === 'alert') return `alert ${parsed.code}`;
  if (parsed.kind === 'ignored') return `ignored ${parsed.what}`;
  if (parsed.kind !== 'message') return parsed.kind;
  const m = parsed.message;
  if (m.kind === 'clicked') return `clicked ${m.card} ${m.button}`;
  if (m.kind === 'unsupported') return `unsupported ${m.what}`;
  if (m.kind === 'entered') return 'entered';
  const place = m.location && `(${m.location.latitude}, ${m.location.longitude}) ${m.location.label}`;
  return ['said', m.text, ...m.media.map(({ kind }) => kind), place].filter(Boolean).join(' ');
}

describe('an application payload', () => {
  it.each([
    ['text', '<MsgId>', '<MediaId></MediaId><Label><a>1</a></Label><Location_X><a>1</a></Location_X><MsgId>'],
    ['location', '<Label>', '<Label>别处</Label><Label>'],
  ])('of kind %s is read though a field it can do without is odd', (kind, before, odd) => {
    const xml = readFixture(`wecom/app-${kind}.xml`).replace(before, odd);
    expect(message(parseApp(xml, options)).kind).toBe('said');
  });

  it('becomes a message the house understands', () => {
    expect(message(fixture('text'))).toEqual({
      kind: 'said',
      channel: 'wecom',
      key: 'wecom:app:1000042:7700000000000000001',
      conversation: { kind: 'direct', id: 'wecom:gaoxia' },
      sender: { account: 'wecom:gaoxia', userId: 'GaoXia', name: null },
      sentAt: 1_780_000_001_000,
      receivedAt: now,
      addressed: true,
      proof: 'message',
      replyHandles: [],
      text: '签到 <枫桥> & 人多 第二行',
      spoken: false,
      media: [],
      mentions: [],
      quoted: null,
      location: null,
    });
  });

  it.each([
    ['image', 'said photo'],
    ['voice', 'unsupported voice'],
    ['video', 'said video'],
    ['location', 'said (31.3, 120.6) 枫桥路5号'],
    ['link', 'unsupported link'],
    ['event-subscribe', 'entered'],
    ['event-click', 'clicked menu MENU_HELP'],
    ['event-card', 'clicked task-3 yes'],
    ['event-location-select', 'said (31.3, 120.6) 枫桥驿站'],
    ['event-position', 'ignored LOCATION'],
    ['event-inactive-alert', 'alert wecom_inactive_alert'],
    ['event-contact', 'ignored change_contact'],
    ['event-unknown', 'ignored dance'],
  ])('of kind %s is %s', (name, expected) => {
    expect(summary(fixture(name))).toBe(expected);
  });

  it('names pictures by their media id', () => {
    expect(message(fixture('image'))).toMatchObject({ media: [{ via: 'wecom_media', reference: 'MapleMedia2' }] });
  });

  it('for another application is malformed', () => {
    for (const name of ['text', 'event-click', 'event-inactive-alert']) {
      expect(fixture(name, { agentId: '1000043' })).toEqual({ kind: 'malformed', error: 'E_BOT' });
    }
  });

  it('keeps one key for one event and another for another', () => {
    const xml = readFixture('wecom/app-event-card.xml');
    const keys = [xml, xml, xml.replace('<![CDATA[yes]]>', '<![CDATA[no]]>'), xml.replace('task-3', 'task-4')].map(
      (each) => message(parseApp(each, options)).key,
    );
    expect(keys[0]).toBe(keys[1]);
    expect(new Set(keys).size).toBe(3);
  });

  it('is known by the choice where the button of a card has no key', () => {
    const xml = readFixture('wecom/app-event-card.xml').replace('<![CDATA[yes]]>', '');
    const items = (ids: string) => `<SelectedItem><QuestionKey>q</QuestionKey><OptionIds>${ids}</OptionIds></SelectedItem>`;
    const click = (inner: string, of = xml) =>
      summary(parseApp(of.replace('</xml>', `<SelectedItems>${inner}</SelectedItems></xml>`), options));
    const [a, b] = ['<OptionId>evening</OptionId>', '<OptionId>noon</OptionId>'];
    expect(click(items(a))).toBe('clicked task-3 evening');
    expect(click(items(`${b}${a}`) + items(a))).toBe('clicked task-3 noon');
    expect(click('')).toBe('clicked task-3 ');
    expect(click(items(a), readFixture('wecom/app-event-card.xml'))).toBe('clicked task-3 yes');
  });

  it('has a key that tells nobody without ours who it is from', () => {
    const xml = readFixture('wecom/app-event-card.xml');
    const other = prepareKey('OakBridgeOakBridgeOakBridgeOakBridgeOakBrid').key;
    expect(message(parseApp(xml, { ...options, key: other })).key).not.toBe(message(parseApp(xml, options)).key);
  });

  it('is never later than it was received', () => {
    expect(message(fixture('text', { now: 1_779_999_999_000 })).sentAt).toBe(1_779_999_999_000);
  });

  it.each([
    ['plain words', 'hello', 'E_INNER'],
    ['an empty document', '<xml></xml>', 'E_INNER'],
    ['two roots', '<xml><MsgType>text</MsgType></xml><xml></xml>', 'E_INNER'],
    ['two senders', '<FromUserName>a</FromUserName>', 'E_INNER'],
    ['a document type', '<!DOCTYPE xml [<!ENTITY x SYSTEM "file:///etc/passwd">]>', 'E_XML_DTD'],
    ['a reserved name', '<__proto__><isAdmin>1</isAdmin></__proto__>', 'E_INNER'],
    ['too many elements', '<a></a>'.repeat(3_000), 'E_INNER'],
    ['more than 64 KiB', `<a>${'x'.repeat(70_000)}</a>`, 'E_INNER'],
  ])('with %s is malformed', (_what, insert, error) => {
    const whole = insert.startsWith('<xml>') || !insert.startsWith('<');
    const xml = whole ? insert : readFixture('wecom/app-text.xml').replace('</xml>', `${insert}</xml>`);
    expect(parseApp(xml, options)).toEqual({ kind: 'malformed', error });
  });

  it('from a sender whose id no platform issues is malformed', () => {
    const xml = readFixture('wecom/app-text.xml').replace(/(<FromUserName><!\[CDATA\[).*?\]/, '$1Gao Xia>]');
    expect(parseApp(xml, options)).toEqual({ kind: 'malformed', error: 'E_INNER' });
  });

  it('may hold the words <!DOCTYPE in what somebody wrote', () => {
    const xml = readFixture('wecom/app-text.xml').replace('<枫桥>', '<!DOCTYPE html> <?php');
    expect(summary(parseApp(xml, options))).toContain('<!DOCTYPE html>');
  });

  it('with a place off the globe is malformed', () => {
    for (const latitude of ['', '91', 'NaN', '0x10', '1e1']) {
      const xml = readFixture('wecom/app-location.xml').replace('31.300000', latitude);
      expect(parseApp(xml, options).kind, latitude).toBe('malformed');
    }
  });

  it('of the retired group robots is ignored', () => {
    const xml = '<xml><WebhookUrl>u</WebhookUrl><ChatId>c</ChatId><From><UserId>a</UserId></From><MsgType>text</MsgType></xml>';
    expect(parseApp(xml, options)).toEqual({ kind: 'ignored', what: 'text' });
  });
});

describe('the samples beside the project, when they are there', () => {
  it.skipIf(!vectors)('all become what they are', () => {
    const read = Object.entries(vectors!.samples.app_xml).map(([name, sample]) => [
      name,
      summary(parseApp(sample, { now, botNames: [], agentId: '1000007', key })),
    ]);
    expect(Object.fromEntries(read)).toMatchInlineSnapshot(`
      {
        "event_LOCATION": "ignored LOCATION",
        "event_active_restored": "alert wecom_active_restored",
        "event_batch_job_result": "ignored batch_job_result",
        "event_change_contact_create_party": "ignored change_contact",
        "event_change_contact_create_user": "ignored change_contact",
        "event_change_contact_delete_party": "ignored change_contact",
        "event_change_contact_delete_user": "ignored change_contact",
        "event_change_contact_update_party": "ignored change_contact",
        "event_change_contact_update_tag": "ignored change_contact",
        "event_change_contact_update_user": "ignored change_contact",
        "event_click": "clicked menu MENU_POINTS",
        "event_close_inactive_agent": "alert wecom_close_inactive_agent",
        "event_enter_agent": "entered",
        "event_inactive_alert": "alert wecom_inactive_alert",
        "event_location_select": "said (30.27987, 120.16148) 样例路12号",
        "event_low_active": "alert wecom_low_active",
        "event_low_active_alert": "alert wecom_low_active_alert",
        "event_open_approval_change": "ignored open_approval_change",
        "event_pic_photo_or_album": "ignored pic_photo_or_album",
        "event_pic_sysphoto": "ignored pic_sysphoto",
        "event_pic_weixin": "ignored pic_weixin",
        "event_reopen_inactive_agent": "alert wecom_reopen_inactive_agent",
        "event_scancode_push": "ignored scancode_push",
        "event_scancode_waitmsg": "ignored scancode_waitmsg",
        "event_share_agent_change": "ignored share_agent_change",
        "event_share_chain_change": "ignored share_chain_change",
        "event_subscribe": "entered",
        "event_taskcard_click_legacy": "ignored taskcard_click",
        "event_template_card_button": "clicked act-20261128-01@signup signup:yes",
        "event_template_card_menu": "clicked notice-20261125 mute_7d",
        "event_template_card_multiple": "clicked survey-2026Q4 survey:submit",
        "event_template_card_vote": "clicked vote-20261201 vote:submit",
        "event_unknown_future": "ignored some_future_event",
        "event_unsubscribe": "ignored unsubscribe",
        "event_view": "ignored view",
        "event_view_miniprogram": "ignored view_miniprogram",
        "image": "said photo",
        "link": "unsupported link",
        "location": "said (30.27987, 120.16148) 杭州市上城区小哥驿站(样例路12号)",
        "text": "said 签到 主题党日",
        "text_with_markup_and_emoji": "said 报名 周六志愿巡查 <2人> & 头盔🪖够不够? 第二行",
        "video": "said video",
        "voice": "unsupported voice",
      }
    `);
  });
});
