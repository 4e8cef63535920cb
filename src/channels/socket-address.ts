// Where a WebSocket may lead: the platform's own hosts over TLS, at an address of the open internet, or where the operator said.
import { isUnderBase, type Resolve, unlessAborted } from './download.ts';
import { isPublicAddress } from './public-address.ts';

export interface AddressRules {
  /** The platform's own hosts; asked for `wss:` addresses only. */
  isAllowed(url: URL): boolean;
  /** Configured addresses (http, https, ws or wss): the operator named their hosts, they may be anywhere. */
  bases: readonly string[];
  resolve: Resolve;
}

/** `addresses`: the connection goes to these and to no others; null = under a configured base, resolved as usual. */
export interface Target {
  url: URL;
  addresses: readonly string[] | null;
}

/** The target behind an address; undefined: it may not be called. Rejects when the name cannot be resolved, or the signal is aborted. */
export async function findTarget(text: string, rules: AddressRules, signal: AbortSignal): Promise<Target | undefined> {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (!/^wss?:$/.test(url.protocol) || url.username !== '' || url.password !== '' || url.hash !== '') return undefined;
  if (isUnderBase(asHttp(text), rules.bases.map(asHttpText))) return { url, addresses: null };
  if (url.protocol !== 'wss:' || !rules.isAllowed(url)) return undefined;
  const addresses = (await unlessAborted(rules.resolve(url.hostname), signal)).filter(isPublicAddress);
  return addresses.length > 0 ? { url, addresses } : undefined;
}

/** ws and wss name the same hosts as http and https. */
function asHttpText(address: string): string {
  return address.replace(/^ws/i, 'http');
}

function asHttp(address: string): URL {
  return new URL(asHttpText(address));
}
