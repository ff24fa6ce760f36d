// Where to act on messages of devices that nobody has registered.
import { element, setText } from './dom.js';
import { text } from './language.js';

export const DEVICE_ADD = 'java -jar ingest/target/pilotfeld.jar device add DEVICE --model MODEL --pilot PILOT --site SITE';

/** Builds the view into its place and returns the function that shows the law's status in it. */
export function unregisteredView(place) {
  const amount = element('p', { class: 'amount' });
  place.replaceChildren(
    element('header', { class: 'view-head' }, element('div', {}, element('h1', {}, text('unregisteredTitle')), element('p', { class: 'quiet' }, text('unregisteredLead')))),
    amount,
    element('h2', {}, text('unregisteredHow')),
    element('code', { class: 'command' }, DEVICE_ADD));
  return (status) => setText(amount, status.unregistered === 0 ? text('unregisteredNone') : text('unregisteredCount', { n: status.unregistered }));
}
