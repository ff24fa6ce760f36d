// The tasks that wait, and how they reach the server: once, and in order.
import * as server from './server.js';
import { addTask, putTask, removeTask, tasks } from './store.js';

const LOCK = 'pilotfeld-field-queue';
const MILLIS = 15000;
const KEPT_DONE = 20;
const UNAUTHORIZED = 401;
const FORBIDDEN = 403;
const PASSES = [UNAUTHORIZED, FORBIDDEN, 408, 429, 500, 502, 503, 504];
const listeners = [];
let trouble = null;

/** Calls back with all tasks, and with why nothing is sent ('signIn', 'offline' or null), until `signal` aborts. */
export function onQueue(changed, signal) {
  listeners.push(changed);
  signal.addEventListener('abort', () => listeners.splice(listeners.indexOf(changed), 1));
  show();
}

async function show() {
  const all = await tasks();
  listeners.forEach((changed) => changed(all, trouble));
}

/**
 * Queues what was done: {kind, body, title, siteName, photo}. Its id is made here, once, and goes with it however often it is sent.
 * `photo` is one of the sticker, where nobody could read it yet.
 */
export async function enqueue(task) {
  const made = { id: crypto.randomUUID(), doneAt: new Date().toISOString(), state: 'waiting', ...task };
  await addTask(made);
  await show();
  flush();
  return made;
}

/** Another try for a task that came to a conflict, changed as was chosen: a task of its own in the same place. */
export async function retry(task, changes) {
  const again = { ...task, ...changes, id: crypto.randomUUID(), state: 'waiting', answer: null };
  await putTask(again);
  for (const photo of (await tasks()).filter((each) => each.after === task.id)) {
    await putTask({ ...photo, after: again.id, siteName: again.siteName, body: { site: siteOf(again) } });
  }
  await show();
  flush();
}

/** Leaves a task; photos of a site that was never made go with it. */
export async function discard(task) {
  const orphans = (await tasks()).filter((each) => each.after === task.id);
  for (const each of [task, ...orphans]) {
    await removeTask(each.place);
  }
  await show();
}

/** Sends what waits, unless another window does. */
export function flush() {
  return navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) => {
    if (lock !== null) {
      if (await drain()) {
        dispatchEvent(new Event('sent'));
      }
      await prune();
      await show();
    }
  });
}

// Says whether anything was taken.
async function drain() {
  let taken = false;
  trouble = null;
  for (let next = nextOf(await tasks()); next !== null; next = nextOf(await tasks())) {
    try {
      await putTask(await sent(next));
      taken = true;
      await show();
    } catch (error) {
      if (error.status === undefined || PASSES.includes(error.status)) {
        trouble = [UNAUTHORIZED, FORBIDDEN].includes(error.status) ? 'signIn' : 'offline';
        return taken;
      }
      await putTask({ ...next, state: 'conflict', answer: { state: 'conflict', kind: 'REFUSED', facts: { why: error.message }, choices: ['DISCARD'] } });
    }
  }
  return taken;
}

// Whatever touches the same site or device as an earlier task waits until that is decided.
function nextOf(all) {
  const open = all.filter((task) => task.state !== 'done');
  const free = (task) => task.state === 'waiting' && !open.some((earlier) => earlier.place < task.place && touches(earlier, task));
  return open.find(free) ?? null;
}

function touches(earlier, task) {
  const shared = (one, other) => one !== undefined && one !== null && one === other;
  return task.after === earlier.id || shared(siteOf(earlier), siteOf(task)) || shared(deviceOf(earlier), deviceOf(task));
}

const siteOf = ({ body }) => body.site ?? body.newSite?.id;
const deviceOf = ({ body, device }) => device ?? body.device;

async function sent(task) {
  if (task.kind === 'photo') {
    await server.sendPhoto({ id: task.id, site: task.body.site, doneAt: task.doneAt, photo: task.photo });
    return { ...task, photo: null, state: 'done' };
  }
  const read = task.photo ? await withCode(task) : task;
  if (read.state === 'conflict') {
    return read;
  }
  const answer = await server.send({ ...read.body, kind: read.kind, id: read.id, doneAt: read.doneAt, sentAt: new Date().toISOString() });
  return { ...read, answer, device: answer.device ?? read.device, state: answer.state };
}

// The same id goes on: reading a photo changes nothing.
async function withCode(task) {
  const { codes, why } = await server.readLabel(task.photo);
  const found = codes.find((each) => each.code !== null);
  if (found === undefined) {
    const facts = { what: codes[0]?.other ?? '', why: codes[0]?.damaged ?? why ?? '' };
    return { ...task, state: 'conflict', answer: { state: 'conflict', kind: 'WRONG_LABEL', facts, choices: ['SCAN_AGAIN', 'DISCARD'] } };
  }
  const read = { ...task, photo: null, body: { ...task.body, code: found.code } };
  await putTask(read);
  return read;
}

async function prune() {
  const done = (await tasks()).filter((task) => task.state === 'done');
  for (const task of done.slice(0, Math.max(0, done.length - KEPT_DONE))) {
    await removeTask(task.place);
  }
}

/** Sends now, whenever the network comes back or somebody looks, and now and then. */
export function keepSending() {
  flush();
  addEventListener('online', flush);
  document.addEventListener('visibilitychange', () => document.hidden || flush());
  setInterval(flush, MILLIS);
}
