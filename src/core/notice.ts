/** Whom a notice is for. `members` = those listed in the roster, each in a direct chat. */
export const audiences = ['all', 'couriers', 'riders', 'members'] as const;
export type Audience = (typeof audiences)[number];

/** `awaiting_second`: over a thousand people, another secretary has to agree · `scheduled`: confirmed, part of it may have left · `stopped` by a secretary. */
export type NoticeStatus = 'awaiting_second' | 'scheduled' | 'sent' | 'stopped';

export interface Notice {
  id: string;
  body: string;
  audience: Audience;
  /** Ids of the branch's groups it goes to. */
  groups: string[];
  requireAck: boolean;
  /** Goes at once, whatever the hour. */
  urgent: boolean;
  status: NoticeStatus;
  /** Member ids. */
  createdBy: string;
  confirmedBy: string | null;
  /** How many people it reaches, as the preview said. */
  people: number;
  /** Not before this instant; ms. */
  sendAt: number;
  /** When the first part was handed to the outbox. */
  sentAt: number | null;
  createdAt: number;
}
export type NewNotice = Omit<Notice, 'id'>;

/** What an acknowledgement of the notice is filed under. */
export const noticeSubject = (id: string): string => `notice:${id}`;
