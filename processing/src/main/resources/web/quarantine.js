// Messages that could not be read: why, from which device, their bytes, and another try.
import * as api from './api.js';
import { shownText, spaced, textOf } from './bytes.js';
import { element, notice, setText, skeleton } from './dom.js';
import { age, complaint, count, moment } from './format.js';
import { icon } from './icons.js';
import { text } from './language.js';
import { sessionEnded, signedIn, signIn } from './login.js';

const PAGE = 100;
const SHOWN_AT_MOST = 500;
const BYTES_SHOWN = 64;
const LINES_SHOWN = 8;
const CHARACTERS_SHOWN = 400;
const COPIED_MILLIS = 1500;

/** Builds the view into its place and returns the function that loads it. */
export function quarantineView(place) {
  const amount = element('p', { class: 'amount', role: 'status' });
  const again = element('button', { type: 'button', class: 'plain', click: () => show() }, text('refresh'));
  const causes = element('ul', { class: 'causes', 'aria-labelledby': 'causes-title' });
  const reasons = element('h2', { class: 'causes-title', id: 'causes-title', hidden: true }, text('reasons'));
  const list = element('div', { class: 'quarantine' });
  let limit = PAGE;
  let chosen = null;
  place.replaceChildren(element('header', { class: 'view-head' }, element('div', {}, element('h1', {}, text('quarantine')), element('p', { class: 'quiet' }, text('quarantineLead'))), again), reasons, causes, amount, list);

  async function show() {
    again.hidden = !signedIn();
    if (!signedIn()) {
      setText(amount, '');
      reasons.hidden = true;
      causes.replaceChildren();
      list.replaceChildren(notice('empty', text('quarantineLogin'), element('button', { type: 'button', click: () => signIn() }, text('signIn'))));
      return;
    }
    if (list.querySelector('.held') === null) {
      list.replaceChildren(skeleton(6, text('loading')));
    }
    await Promise.all([api.quarantineCauses(), api.quarantine(limit, chosen)]).then(([why, messages]) => fill(why, messages), fail);
  }

  function fill(why, messages) {
    if (chosen !== null && !why.some((each) => each.cause === chosen)) {
      return choose(null);
    }
    reasons.hidden = why.length === 0;
    causes.replaceChildren(...why.map((each) => causeView(each, each.cause === chosen, choose, readAgain)));
    setText(amount, messages.length === 0 ? '' : text(chosen === null ? 'quarantineShown' : 'quarantineShownOfCause', { n: messages.length }));
    const more = messages.length === limit && limit < SHOWN_AT_MOST;
    list.replaceChildren(
      ...(messages.length === 0 ? [notice('empty', text('quarantineEmpty'))] : messages.map(messageView)),
      more ? element('button', { type: 'button', class: 'plain', click: showMore }, text('more')) : '');
  }

  function choose(cause) {
    chosen = cause;
    limit = PAGE;
    return show();
  }

  // How far it has come is shown by the page's progress bar.
  async function readAgain(cause, button) {
    button.disabled = true;
    setText(button, text('readingAgain'));
    await api.replay(cause).then(async (result) => {
      await show();
      setText(amount, text('readAgainDone', { messages: count(result.messages), understood: count(result.understood) }));
    }, fail);
  }

  function showMore() {
    limit = Math.min(limit + PAGE, SHOWN_AT_MOST);
    show();
  }

  function fail(error) {
    if (error.status === 401) {
      sessionEnded();
      return;
    }
    setText(amount, '');
    list.replaceChildren(notice('error', text('quarantineFailed'), element('p', {}, complaint(error)), element('button', { type: 'button', click: () => show() }, text('retry'))));
  }

  return show;
}

function causeView(each, chosen, choose, readAgain) {
  const again = element('button', { type: 'button', class: 'small', title: text('readAgainWhy'), click: () => readAgain(each.cause, again) }, text('readAgain'));
  return element('li', {},
    element('button', { type: 'button', class: 'cause', 'aria-pressed': String(chosen), click: () => choose(chosen ? null : each.cause) },
      element('b', {}, count(each.messages)), reasonView(each.cause)),
    again);
}

function messageView(message) {
  return element('article', { class: 'held' },
    element('header', {}, element('h2', {}, icon('failed'), reasonView(message.reason)), element('time', { datetime: message.arrivedAt, title: age(message.arrivedAt, Date.now()) }, moment(message.arrivedAt))),
    element('p', { class: 'origin' }, element('b', {}, message.device ?? text('unknownDevice')), ['', message.kind, message.source, message.topic].filter((part) => part != null).join(' · ')),
    bytesView(message));
}

// The program, its libraries and the codecs write their reasons in English; they are quoted, so that they can be searched for.
const reasonView = (reason) => (reason ? element('span', { lang: 'en' }, reason) : element('span', {}, text('noReason')));

function bytesView(message) {
  const readable = textOf(message.bytes);
  const cut = message.bytes.length < 2 * message.length;
  const code = element('code');
  const tools = element('p');

  function show(asText, whole) {
    const all = asText ? shownText(readable) : spaced(message.bytes);
    const shown = whole ? all : beginning(all, asText);
    setText(code, shown + (cut || shown !== all ? ' …' : ''));
    const more = shown !== all && small('showMore', () => turn(asText, true));
    const other = readable !== null && small(asText ? 'asHex' : 'asText', () => turn(!asText, whole));
    const copy = navigator.clipboard && small('copy', () => copyOf(asText ? readable : message.bytes, copy));
    tools.replaceChildren(...[element('span', {}, text('bytes', { n: message.length })), more, other, copy].filter(Boolean));
  }

  // The button that was pressed is another one now: the keyboard stays where it was.
  function turn(asText, whole) {
    show(asText, whole);
    tools.querySelector('button')?.focus();
  }

  show(readable !== null, false);
  return element('div', { class: 'bytes' }, code, tools);
}

const small = (key, click) => element('button', { type: 'button', class: 'small', click }, text(key));

function beginning(all, asText) {
  return asText ? all.split('\n').slice(0, LINES_SHOWN).join('\n').slice(0, CHARACTERS_SHOWN) : all.slice(0, spaced('00'.repeat(BYTES_SHOWN)).length);
}

// A browser may refuse the clipboard; the bytes can be marked by hand all the same.
async function copyOf(bytes, button) {
  if (await navigator.clipboard.writeText(bytes).then(() => true, () => false)) {
    setText(button, text('copied'));
    setTimeout(() => setText(button, text('copy')), COPIED_MILLIS);
  }
}
