import type { Media } from '../../core/message.ts';
import type { Fetched } from '../../core/photo.ts';
import { download, isUnderBase, type Resolve } from '../download.ts';
import type { ErrorClass } from './errors.ts';
import { downloadRequest } from './messages.ts';
import type { Outcome } from './platform.ts';
import type { Tools } from './ways.ts';

/** The documentation names no host, only that it is an object store: DingTalk's own, and those of the company it belongs to. */
const LINK_HOSTS = ['.dingtalk.com', '.aliyuncs.com', '.alicdn.com'];
const SCOPE = 'qyapi_robot_sendmsg';
/** Refusals of the code itself; the others are too many calls, or something the operator can mend. */
const GONE = new Set<ErrorClass>(['permanentTarget', 'permanentContent', 'permanentUnknown']);

/**
 * Fetches the files behind download codes, one of the month's calls each
 * (document/development/download-the-file-content-of-the-robot-receiving-message). Never throws.
 */
export function createMediaFetcher(
  { api, robotCode, apiBase, oapiBase }: Tools,
  { resolve }: { resolve?: Resolve },
): (media: Media) => Promise<Fetched> {
  const bounds = { hosts: LINK_HOSTS, bases: [apiBase, oapiBase], resolve };
  return async ({ via, reference }) => {
    if (via !== 'dingtalk_code') return { kind: 'refused', reason: 'forbidden' };
    const link = linkIn(
      await api.post('/v1.0/robot/messageFiles/download', downloadRequest(robotCode, reference), { scope: SCOPE }),
    );
    return typeof link === 'string' ? download(encrypted(link, bounds.bases), bounds) : link;
  };
}

function linkIn(outcome: Outcome): string | Fetched {
  if (outcome.kind !== 'said') return { kind: 'retry', reason: `download_code_${outcome.reason}` };
  const { status, verdict, fields } = outcome;
  if (verdict.class === 'ok' && typeof fields.downloadUrl === 'string') return fields.downloadUrl;
  const isGone = status >= 400 && status < 500 && GONE.has(verdict.class);
  return isGone ? { kind: 'refused', reason: 'gone' } : { kind: 'retry', reason: `download_code_${verdict.code}` };
}

/** The links are plain http by the documentation's sample; the object stores speak https as well. */
function encrypted(url: string, bases: readonly string[]): string {
  if (!URL.canParse(url)) return url;
  const link = new URL(url);
  if (link.protocol !== 'http:' || isUnderBase(link, bases)) return url;
  link.protocol = 'https:';
  return link.href;
}
