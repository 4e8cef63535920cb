// Links that are handed in: shown as they were written, never opened by us.

/** A longer one does not fit beside the words of a message. */
const LINK_MAX = 600;
const LINK = /https?:\/\/[^\s\p{Script=Han}，。；：！？、（）《》“”‘’「」【】<>"\\^`{|}]+/giu;
/** `https://…/a,10分钟`: the figure counts what stands behind it. */
const FIGURE_BEHIND = /[,;!]\d{1,3}$/;
const MARKS_BEHIND = /[.,;:!?)\]']+$/;
/** An address whose beginning was left out. */
const heardBare = /(?:^|[^\w/.@-])(?:www\.[\w-]+\.|(?:[\w-]+\.){1,4}(?:com|cn|net|org|gov)\/)\S/i;
/** Letters that a platform might read as mark-up; coded, they lead to the same page. */
const MARKUP = /[()[\]*'@|~<>"`{}\\^]/g;

/** What stands in words like a link, whether it can be used or not. @returns the words with a mark in the place of each */
export function linksIn(words: string): { links: string[]; rest: string } {
  const links: string[] = [];
  const rest = words.replace(LINK, (found: string, at: number) => {
    const next = words.slice(at + found.length, at + found.length + 1);
    const bare = (/\p{Script=Han}/u.test(next) ? found.replace(FIGURE_BEHIND, '') : found).replace(MARKS_BEHIND, '');
    links.push(bare);
    return LINK_MARK + found.slice(bare.length);
  });
  return { links, rest };
}

/** Stands where a link stood; nobody types it. */
export const LINK_MARK = '\u2726';

/** What leads elsewhere than to a page. */
const heardScheme = /^(?:javascript|vbscript|data|file|ftps?|weixin|intent|mailto|tel):\S+$/i;

export const isBareAddress = (words: string): boolean => heardBare.test(words) || heardScheme.test(words.trim());

export type LinkRead = { kind: 'link'; link: string } | { kind: 'broken' | 'too_long' | 'with_login' | 'no_public_host' };

/**
 * A link as it may be handed on: http or https, no name and password in it, a host by its name in the public net. Whatever writing an
 * address of figures was given, the host is compared as a browser reads it.
 */
export function readLink(written: string): LinkRead {
  if (written.length > LINK_MAX) return { kind: 'too_long' };
  const url = URL.canParse(written) ? new URL(written) : null;
  if (!url || !/^https?:$/.test(url.protocol)) return { kind: 'broken' };
  if (url.username !== '' || url.password !== '' || /^https?:\/\/[^/?#]*@/i.test(written)) return { kind: 'with_login' };
  if (!isPublicName(url.hostname)) return { kind: 'no_public_host' };
  return { kind: 'link', link: url.href.replace(MARKUP, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`) };
}

const LOCAL = /(?:^|\.)(?:localhost|local|localdomain|internal|intranet|lan|home|corp|arpa|test|example|invalid|onion)$/;

/** Two labels at least, the last one of letters: neither figures nor a machine of one's own. */
function isPublicName(host: string): boolean {
  const name = host.replace(/\.$/, '').toLowerCase();
  return /^(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{2,59})$/.test(name) && !LOCAL.test(name);
}
