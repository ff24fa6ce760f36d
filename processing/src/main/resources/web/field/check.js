// Stay until it is green: whether the sensor is heard, how well, and what to try.
import { element } from '/dom.js';
import { channelText, clock, complaint, decimal, quantityText, reading } from '/format.js';
import { text } from '/language.js';
import { onQueue } from './queue.js';
import { grouped } from './scan.js';
import * as server from './server.js';

const MILLIS = 3000;
const NOT_FOUND = 404;
const UNAUTHORIZED = 401;
const MINUTE = 60000;

/** @param id of a task, or a device */
export function checkScreen(place, id) {
  const verdict = element('div', { class: 'verdict', role: 'status', 'aria-live': 'polite' });
  const facts = element('div', { class: 'check-facts' });
  place.append(
    element('header', { class: 'step-head' }, element('a', { class: 'back', href: '#' }, `‹ ${text('home')}`), element('a', { class: 'back', href: '#queue' }, text('queue'))),
    element('h1', { tabindex: -1 }, text('checkTitle')),
    verdict, facts,
    element('a', { class: 'first button', href: '#' }, text('done')));
  const watched = { device: /^[0-9a-f]{16}$/.test(id) ? id : null, state: 'unknown' };
  onQueue((tasks) => follow(tasks.find((task) => task.id === id), watched, verdict), place.signal);
  watch(place.signal, watched, verdict, facts);
}

function follow(task, watched, verdict) {
  if (task === undefined) {
    return;
  }
  watched.device = task.device ?? task.answer?.device ?? watched.device;
  watched.state = task.state;
  if (task.state === 'waiting') {
    waitsForNet(verdict);
  } else if (task.state === 'conflict') {
    show(verdict, 'asks', text('taskState.conflict'), element('a', { class: 'second button', href: '#queue' }, text('queue')));
  }
}

function waitsForNet(verdict) {
  show(verdict, 'waits', text('savedOffline'), element('p', {}, text(navigator.onLine ? 'checkWaits' : 'checkOffline')));
}

async function watch(signal, watched, verdict, facts) {
  while (!signal.aborted) {
    if (!document.hidden && watched.device !== null && !['waiting', 'conflict'].includes(watched.state)) {
      await look(watched, verdict, facts);
    }
    await new Promise((resolve) => setTimeout(resolve, MILLIS));
  }
}

async function look(watched, verdict, facts) {
  try {
    const check = await server.check(watched.device);
    showVerdict(verdict, check);
    facts.replaceChildren(...factsOf(check));
  } catch (error) {
    if (error.status === undefined) {
      show(verdict, 'waits', text('offlineNow'), element('p', {}, text('checkOffline')));
    } else {
      const words = error.status === NOT_FOUND ? text('checkNowhere') : error.status === UNAUTHORIZED ? text('needSignIn') : text('checkFailed', { reason: complaint(error) });
      show(verdict, 'waits', words);
    }
  }
}

// What has not changed is not read aloud again.
function show(verdict, kind, title, ...more) {
  const version = kind + title + more.map((each) => each.textContent).join();
  if (verdict.dataset.version !== version) {
    verdict.dataset.version = version;
    verdict.dataset.grade = kind;
    verdict.replaceChildren(element('p', { class: 'grade' }, title), ...more);
  }
}

function showVerdict(verdict, check) {
  const { grade, causes } = check.verdict;
  const waiting = grade === 'NO_CONTACT' && check.uplinks === 0;
  const minutes = Math.max(0, Math.floor((Date.now() - Date.parse(check.since)) / MINUTE));
  show(verdict, waiting ? 'waits' : grade, text(waiting ? 'gradeWaiting' : `grade.${grade}`),
    element('p', {}, waiting ? `${text('gradeSay.waiting')} ${text('elapsed', { n: minutes })}` : text(`gradeSay.${grade}`)),
    check.test ? element('p', { class: 'quiet' }, text('testSite')) : '',
    causes.length > 0 ? element('ul', { class: 'causes-list' }, ...causes.map((cause) => element('li', {}, element('strong', {}, text(`cause.${cause}`)), element('span', {}, text(`tries.${cause}`))))) : '');
}

function factsOf(check) {
  return [
    element('section', { class: 'card' }, element('h2', {}, `${check.siteName} · ${grouped(check.device)}`), contact(check)),
    check.link && radio(check.link),
    check.values.length > 0 && values(check.values),
    check.complaints.length > 0 && element('section', { class: 'card' }, element('h2', {}, text('complaints')), ...check.complaints.map((each) => element('p', { lang: 'en' }, each)))]
    .filter(Boolean);
}

function contact(check) {
  const line = (reached, words) => element('li', { class: reached ? 'yes' : 'open' }, words);
  return element('ul', { class: 'steps-list' },
    line(check.joinedAt !== null || check.uplinks > 0, check.joinedAt === null ? text(check.uplinks > 0 ? 'joined' : 'notJoined') : `${text('joined')}, ${clock(check.joinedAt)}`),
    line(check.uplinks > 0, check.uplinks === 0 ? `${text('nothingYet')}; ${text('interval', { n: Math.round(check.intervalSeconds / 60) })}` : `${text('firstUplinks', { n: check.uplinks })}, ${text('lastHeard', { time: clock(check.lastUplinkAt) })}`));
}

function radio(link) {
  const rows = [
    ['margin', text('marginText', { margin: decimal(link.marginDecibel, 1, true), sf: String(link.spreadingFactor) })],
    ['headroom', `${decimal(link.headroomDecibel, 1, true)} dB`],
    ['bestSnr', `${decimal(link.bestSnrDecibel, 1, true)} dB`],
    ['survives', text(link.survivesBest ? 'survivesYes' : 'survivesNo')]];
  return element('section', { class: 'card' },
    element('h2', {}, text('gatewayCount', { n: link.gateways.length })),
    element('dl', { class: 'facts-list' }, ...rows.flatMap(([key, value]) => [element('dt', {}, text(key)), element('dd', {}, value)])),
    element('ul', { class: 'gateways' }, ...link.gateways.map((gateway) => element('li', {},
      element('code', {}, gateway.id),
      element('span', {}, text('gatewayLine', { snr: decimal(gateway.bestSnrDecibel, 1, true), margin: decimal(gateway.marginDecibel, 1, true), n: gateway.uplinks }))))));
}

function values(all) {
  return element('section', { class: 'card' },
    element('h2', {}, text('values')),
    element('dl', { class: 'facts-list' }, ...all.flatMap((each) => [
      element('dt', {}, `${quantityText(each.quantity)} ${channelText(each.quantity, each.channel)}`.trim()),
      element('dd', {}, `${reading(each.value, each.unit, each.quantity)} `, element('span', { class: `flag flag-${each.flag}` }, text(`flagWord.${each.flag}`)))])));
}
