// The bytes of a message as people read them: text where they are text, JSON set in lines, hex in any case.

const JSON_TOKENS = /"(?:[^"\\]|\\.)*"?|[{}[\],:]|[^\s{}[\],:"]+/gs;
const CONTROLS = /[\0-\b\v\f\x0e-\x1f\x7f]/;
// What is not seen, or turns what stands beside it around.
const UNSEEN = /[\p{Cf}\p{Co}\p{Zl}\p{Zp}\x80-\x9f]/gu;
const INDENT = '  ';

/** The text that the bytes are in UTF-8, or null where they are none. A character that was cut off at the end is left out. */
export function textOf(hex) {
  const bytes = Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes, { stream: true });
    return text === '' || CONTROLS.test(text) ? null : text;
  } catch {
    return null;
  }
}

/** A text as it is shown: JSON with a line for each member, what cannot be seen by its code point. */
export function shownText(text) {
  const lines = /^\s*[{[]/.test(text) ? inLines(text.match(JSON_TOKENS)) : text;
  return lines.replace(UNSEEN, (unseen) => `\\u{${unseen.codePointAt(0).toString(16)}}`);
}

/** Bytes two digits each. */
export const spaced = (hex) => hex.replace(/../g, '$& ').trim();

// Only the space between the tokens is ours: no number is rounded and no key left out, and what is broken stays broken.
function inLines(tokens) {
  let out = '';
  let depth = 0;
  let before = '';
  for (const token of tokens) {
    depth = Math.max(0, depth - (closes(token) ? 1 : 0));
    out += gap(before, token, `\n${INDENT.repeat(depth)}`) + token;
    depth += opens(token) ? 1 : 0;
    before = token;
  }
  return out;
}

const opens = (token) => token === '{' || token === '[';
const closes = (token) => token === '}' || token === ']';

function gap(before, token, newLine) {
  if (before === '' || token === ':' || token === ',' || (opens(before) && closes(token))) {
    return '';
  }
  return opens(before) || before === ',' || closes(token) ? newLine : ' ';
}
