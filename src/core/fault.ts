// What is wrong between us and a platform, each with a name; the operator reads what to do about it (words: cli/text-faults.ts).

export const faultCodes = [
  /** Wrong company id or secret of the self-built application. */
  'wecom_app_secret_wrong',
  'wecom_app_agent_wrong',
  'wecom_app_disabled',
  'wecom_app_not_permitted',
  /** The application was given buttons, and has no callback. */
  'wecom_app_callback_missing',
  /** People outside the application's visible range. */
  'wecom_app_out_of_range',
  /** Subject: our address, as the platform saw it. */
  'wecom_ip_untrusted',
  'wecom_bot_secret_wrong',
  /** What comes by callback is not signed with our Token; what is, does not open with our key. Bot and application have their own. */
  'wecom_bot_token_wrong',
  'wecom_bot_aes_key_wrong',
  'wecom_app_token_wrong',
  'wecom_app_aes_key_wrong',
  /** Somebody else has subscribed with the same bot. */
  'wecom_two_holders',
  /** Subject of this and the next ones: the group's id. */
  'wecom_bot_not_in_group',
  'wecom_nobody_spoke',
  /** The group's webhook was removed or its key is wrong. */
  'wecom_webhook_gone',
  /** Subject: `http`, or a connection that is held open (`long_connection`, `stream`): each is away, and back, by itself. */
  'wecom_unreachable',
  'dingtalk_secret_wrong',
  /** What comes by callback is not signed with our Client Secret, or a press on a card not with its own. */
  'dingtalk_callback_secret_wrong',
  'dingtalk_card_secret_wrong',
  /** Not published, or not in the mode that is set. */
  'dingtalk_not_published',
  'dingtalk_ip_untrusted',
  /** Subject: the permission point, where the platform names it. */
  'dingtalk_not_permitted',
  'dingtalk_robot_not_in_group',
  'dingtalk_group_gone',
  'dingtalk_webhook_wrong',
  /** Subject: `dingtalk_calls:80` — which quota, and the percentage that was passed. */
  'dingtalk_quota_near',
  'dingtalk_quota_spent',
  'dingtalk_ip_banned',
  'dingtalk_unreachable',
  /** The group has people of other companies. Subject: its id. */
  'group_external',
  /** A group speaks to us that the branch's settings do not name. Subject: its id. */
  'group_unlisted',
  /** Subject: by how many seconds our clock is ahead of (or, negative, behind) the platform's. */
  'clock_wrong',
] as const;
export type FaultCode = (typeof faultCodes)[number];

export interface Fault {
  code: FaultCode;
  /** What it is about, as the list above says; null = nothing further. Never a secret, never a person. */
  subject: string | null;
}

/** Where the parts that talk to platforms say what is wrong, and that it is over. Both may be said as often as one likes. */
export interface Faults {
  report(code: FaultCode, subject?: string | null): void;
  /** Without a subject: whatever its subject. */
  clear(code: FaultCode, subject?: string | null): void;
}
