import { decrypt } from '@wecom/crypto';
import type { Config } from '../config.ts';

/** What an encrypted WeCom answer says, as the platform would read it; null when the body is not encrypted for us. */
export function openSealed(body: string, { wecom }: Pick<Config, 'wecom'>): string | null {
  const keys = [wecom.aibot?.callback?.aesKey, wecom.app?.callback?.aesKey].filter((key) => key !== undefined);
  const sealed = /"encrypt":"([^"]+)"/.exec(body)?.[1] ?? /<Encrypt><!\[CDATA\[([^\]]+)\]\]>/.exec(body)?.[1];
  if (sealed === undefined) return null;
  for (const key of keys) {
    const { message } = decrypt(key, sealed);
    if (message.startsWith('{') || message.startsWith('<xml>')) return message;
  }
  return null;
}
