// The first screen: what to do, and what waits.
import { element, setText } from '/dom.js';
import { complaint, moment } from '/format.js';
import { text } from '/language.js';
import { recallSession, signedIn, signIn } from '/login.js';
import { fetchLists, lists, locate, onLists } from './lists.js';
import { onQueue } from './queue.js';

const ACTIONS = [['mount', 'mount'], ['swap', 'swap'], ['takedown', 'takeDown'], ['test', 'tryOut']];

export function homeScreen(place) {
  const age = element('p', { class: 'quiet', role: 'status' });
  const refresh = element('button', { type: 'button', class: 'second', click: () => reload(age, refresh) }, text('listsRefresh'));
  const waiting = element('div', { class: 'waiting' });
  place.append(
    element('h1', { tabindex: -1 }, text('fieldTitle')),
    element('nav', { class: 'actions', 'aria-label': text('fieldTitle') }, ...ACTIONS.map(([hash, key]) => action(hash, key))),
    waiting,
    element('section', { class: 'card', 'aria-label': text('listsRefresh') }, age, refresh));
  showAge(age);
  onLists(() => showAge(age), place.signal);
  onQueue((tasks, trouble) => showWaiting(waiting, tasks, trouble), place.signal);
}

function action(hash, key) {
  return element('a', { class: `action ${hash}`, href: `#${hash}` }, element('strong', {}, text(key)), element('span', {}, text(`${key}Why`)));
}

function showAge(age) {
  const { asOf } = lists();
  setText(age, asOf === null ? text('listsNone') : text('listsAge', { time: moment(asOf) }));
}

// A page that was just opened may not have heard yet.
async function isKnown() {
  if (!signedIn()) {
    await recallSession();
  }
  return signedIn();
}

async function reload(age, button) {
  if (!(await isKnown()) && !(await signIn())) {
    return;
  }
  button.disabled = true;
  setText(age, text('listsLoading'));
  try {
    await locate();
    await fetchLists();
  } catch (error) {
    setText(age, text('listsFailed', { reason: complaint(error) }));
  } finally {
    button.disabled = false;
  }
}

function showWaiting(box, tasks, trouble) {
  const count = (state) => tasks.filter((task) => task.state === state).length;
  const conflicts = count('conflict');
  const waits = count('waiting');
  const lines = [
    conflicts > 0 && element('strong', { class: 'asks' }, text('queueConflicts', { n: conflicts })),
    waits > 0 && element('strong', {}, text('queueWaiting', { n: waits })),
    conflicts + waits === 0 && element('span', {}, text('queueEmpty'))];
  box.replaceChildren(
    element('a', { class: 'card link', href: '#queue' }, element('h2', {}, text('queue')), ...lines),
    ...(trouble === 'signIn' && waits > 0 ? [element('button', { type: 'button', class: 'first', click: () => signIn() }, text('needSignIn'))] : []));
}
