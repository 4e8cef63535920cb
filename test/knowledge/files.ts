// Documents as a branch would write them.
import { type ParsedDocument, parseDocument } from '../../src/knowledge/document.ts';

/** Lines of front matter over a good default; `undefined` takes a line out. */
export function fileOf(fields: Record<string, string | undefined> = {}, body = '# 报酬\n\n报酬每月5日前发到本人。\n'): string {
  const lines = Object.entries({ title: '《骑手管理办法》', number: 'null', inForce: '2026-03-01', ...fields })
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}: ${value}`);
  return `---\n${lines.join('\n')}\n---\n${body}`;
}

export const own = (name: string, fields: Record<string, string | undefined> = {}, body?: string): ParsedDocument =>
  parseDocument(fileOf(fields, body), name, 'local');

export const fact = (id: string, fields: Record<string, string | undefined> = {}): ParsedDocument =>
  parseDocument(fileOf({ id, status: '已核实·原文', inForce: 'null', ...fields }), `${id.toLowerCase()}.md`, 'starter');
