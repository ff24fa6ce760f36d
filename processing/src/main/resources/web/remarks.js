// What was remarked on the messages of an open site: such as that one had none of the fields of the model.
import * as api from './api.js';
import { element } from './dom.js';
import { moment } from './format.js';
import { text } from './language.js';
import { may, signedIn, signIn } from './login.js';

/** Builds the place; `load` fills it for a site, as far as the visitor may see. */
export function remarksView() {
  const root = element('div', { class: 'remarks', hidden: true });
  let turn = 0;

  async function load(site) {
    const mine = ++turn;
    const found = may('read-remarks') ? await api.remarks(site.id).catch(() => []) : [];
    if (mine !== turn) {
      return;
    }
    const content = [site.withoutReading && withoutReading(), found.length > 0 && listOf(found)].filter(Boolean);
    root.hidden = content.length === 0;
    root.replaceChildren(...content);
  }
  return { element: root, load };
}

function withoutReading() {
  const way = signedIn() ? null : element('button', { type: 'button', class: 'small', click: () => signIn() }, text('signIn'));
  return element('p', { class: 'remark-lead' }, text('withoutReading'), ' ', way && text('whyWithoutReading'), ' ', way);
}

function listOf(found) {
  return element('section', {}, element('h4', {}, text('remarks')),
    element('ul', {}, ...found.map((remark) => element('li', {}, element('span', { lang: 'en' }, remark.reason), ' ', element('span', { class: 'quiet' }, text('remarkCount', { n: remark.messages, last: moment(remark.last) }))))));
}
