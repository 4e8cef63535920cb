const LENGTH_MAX = 8_000;
const TRIES_MAX = 10;

/** The first whole JSON object in a model's answer, whatever stands around it (thoughts, fences, chatter); undefined when there is none. */
export function extractObject(answer: string): unknown {
  const text = withoutThoughts(answer).slice(0, LENGTH_MAX);
  let from = text.indexOf('{');
  for (let tries = 0; from !== -1 && tries < TRIES_MAX; tries += 1) {
    const to = endOfObject(text, from);
    const value = to === -1 ? undefined : parseOr(text.slice(from, to));
    if (value !== undefined) return value;
    from = text.indexOf('{', from + 1);
  }
  return undefined;
}

function withoutThoughts(answer: string): string {
  const end = answer.lastIndexOf('</think>');
  if (end !== -1) return answer.slice(end + '</think>'.length);
  // Thoughts without an end: nothing was said.
  return answer.includes('<think>') ? '' : answer;
}

/** Behind the brace that closes the one at `from`; braces within strings do not count. */
function endOfObject(text: string, from: number): number {
  let depth = 0;
  let inString = false;
  for (let at = from; at < text.length; at += 1) {
    const unit = text[at];
    if (inString) {
      if (unit === '\\') at += 1;
      else if (unit === '"') inString = false;
    } else if (unit === '"') inString = true;
    else if (unit === '{') depth += 1;
    else if (unit === '}') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return -1;
}

function parseOr(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
