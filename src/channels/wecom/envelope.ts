import { parseXml } from './xml.ts';

export type EnvelopeFormat = 'json' | 'xml';
export type Envelope = { kind: 'ok'; encrypt: string } | { kind: 'refused'; error: 'E_ENVELOPE' | 'E_XML_DTD' };

export const BODY_LIMIT_BYTES = 1024 * 1024;
/** A genuine XML envelope has three elements in CDATA. */
const XML_TAGS = 64;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * The ciphertext of a callback body: the smart bot's JSON with an own string `encrypt`, or the application's XML with exactly
 * one `Encrypt`. Nothing else in it is read: neither ToUserName nor AgentID of the envelope is covered by the signature.
 */
export function readEnvelope(body: Buffer, format: EnvelopeFormat): Envelope {
  let text: string;
  try {
    text = utf8.decode(body);
  } catch {
    return { kind: 'refused', error: 'E_ENVELOPE' };
  }
  return format === 'json' ? readJson(text) : readXml(text);
}

function readJson(text: string): Envelope {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === 'object' && body !== null && Object.hasOwn(body, 'encrypt')) {
      return accept((body as { encrypt: unknown }).encrypt);
    }
  } catch {
    // Not JSON: refused below.
  }
  return { kind: 'refused', error: 'E_ENVELOPE' };
}

function readXml(text: string): Envelope {
  const parsed = parseXml(text, { characters: BODY_LIMIT_BYTES, tags: XML_TAGS });
  if (parsed.kind === 'refused') return { kind: 'refused', error: parsed.error === 'E_XML_DTD' ? 'E_XML_DTD' : 'E_ENVELOPE' };
  // Two elements come as an array and fail the type check: the text verified must be the text decrypted.
  return accept(parsed.root.Encrypt);
}

function accept(encrypt: unknown): Envelope {
  return typeof encrypt === 'string' && encrypt !== '' ? { kind: 'ok', encrypt } : { kind: 'refused', error: 'E_ENVELOPE' };
}
