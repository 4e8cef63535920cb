import { XMLParser, XMLValidator } from 'fast-xml-parser';

export type ParsedXml = { kind: 'ok'; root: Record<string, unknown> } | { kind: 'refused'; error: 'E_XML_DTD' | 'E_XML' };

// Values stay the strings they are: MsgId passes 2^53, a user id may be `0012`.
const parser = new XMLParser({
  parseTagValue: false,
  processEntities: false,
  ignoreAttributes: true,
  ignoreDeclaration: true,
  trimValues: false,
  // Paths as text are for callbacks, of which there are none here.
  jPath: false,
});

const DECLARATION = /^\s*<\?xml\s[^<>?]*\?>/;
/** Characters outside CDATA: what is long the platform puts into a section, and the validator reads the rest slowly. */
const PLAIN_LIMIT = 64 * 1024;
/**
 * Everything that begins with `<`: a section (skipped as a whole: people may write `<!DOCTYPE` in a message), a plain tag, or
 * what the platform never sends. A tag with attributes is of the last kind: the validator takes long over many of them.
 */
const MARKUP = /<!\[CDATA\[[\s\S]*?\]\]>|<\/?[A-Za-z_][\w.-]*\s*\/?>|<[!?]?/g;

/**
 * The children of the one root element `xml`. Refuses document types, entities, comments and processing instructions (the
 * platform sends none), attributes, whatever is not well-formed, a second root, and more than `limit.tags` tags and sections,
 * because the outer envelope is parsed before anything is authenticated.
 */
export function parseXml(text: string, limit: { characters: number; tags: number }): ParsedXml {
  if (text.length > limit.characters) return { kind: 'refused', error: 'E_XML' };
  const body = text.replace(DECLARATION, '');
  let tags = 0;
  let plain = body.length;
  for (const [markup] of body.matchAll(MARKUP)) {
    if (markup.length === 2) return { kind: 'refused', error: 'E_XML_DTD' };
    tags += 1;
    if (markup.startsWith('<![')) plain -= markup.length;
    if (markup === '<' || tags > limit.tags) return { kind: 'refused', error: 'E_XML' };
  }
  if (plain > PLAIN_LIMIT) return { kind: 'refused', error: 'E_XML' };
  try {
    // The parser alone takes cut-off and mismatched tags; the validator alone takes two roots.
    if (XMLValidator.validate(body) !== true) return { kind: 'refused', error: 'E_XML' };
    const document: unknown = parser.parse(body);
    if (!isRecord(document) || Object.keys(document).join() !== 'xml' || !isRecord(document.xml)) {
      return { kind: 'refused', error: 'E_XML' };
    }
    return { kind: 'ok', root: document.xml };
  } catch {
    return { kind: 'refused', error: 'E_XML' };
  }
}

/** Text as CDATA; `]]>` inside is split over two sections. */
export function cdata(text: string): string {
  return `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
