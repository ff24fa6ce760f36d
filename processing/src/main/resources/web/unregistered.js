// Where to act on messages of devices that nobody has registered.
import * as api from './api.js';
import { coalesced } from './coalesce.js';
import { element, setText } from './dom.js';
import { moment } from './format.js';
import { text } from './language.js';
import { may, onSession } from './login.js';

const command = (device) => `java -jar ingest/target/pilotfeld.jar device add ${device} --model MODEL --pilot PILOT --site SITE`;
const LIST_MILLIS = 5000;
export const DEVICE_ADD = command('DEVICE');

/** Builds the view into its place and returns the function that shows the law's status in it. */
export function unregisteredView(place) {
  const amount = element('p', { class: 'amount' });
  const devices = element('div', {});
  place.replaceChildren(
    element('header', { class: 'view-head' }, element('div', {}, element('h1', {}, text('unregisteredTitle')), element('p', { class: 'quiet' }, text('unregisteredLead')))),
    amount,
    devices);
  const list = coalesced(async () => showDevices(devices, may('read-unregistered') ? await api.unregistered().catch(() => []) : []), LIST_MILLIS);
  onSession(list);
  return (status) => {
    setText(amount, status.unregistered === 0 ? text('unregisteredNone') : text('unregisteredCount', { n: status.unregistered }));
    list();
  };
}

// Which devices there are is told only to people with an account.
function showDevices(place, waiting) {
  if (waiting.length === 0) {
    place.replaceChildren(element('p', { class: 'quiet' }, text('unregisteredHow')), element('code', { class: 'command' }, DEVICE_ADD));
    return;
  }
  place.replaceChildren(...waiting.map((each) => element('article', { class: 'held' },
    element('header', {}, element('h2', {}, each.device), element('time', { datetime: each.last }, moment(each.last))),
    element('p', { class: 'origin' }, text('unregisteredSince', { n: each.messages, since: moment(each.first) })),
    element('code', { class: 'command' }, command(each.device)))));
}
