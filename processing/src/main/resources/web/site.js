// One site: its row in the list of the pilot, and the place where it opens.
import { hearingOf, stateOf } from './attention.js';
import { element, setText } from './dom.js';
import { age, assetText, decimal, moment } from './format.js';
import { bars, icon } from './icons.js';
import { text } from './language.js';
import { readingsView } from './readings.js';

const MARGINS_DECIBEL = [0, 3, 8, 15];

/** Builds the row of a site. It opens by its address, so the back button closes it. */
export function siteView(site) {
  const panel = element('div', { class: 'detail', id: `detail-${site.id}`, hidden: true });
  const button = element('a', { class: 'site-open', href: `#site/${encodeURIComponent(site.id)}`, role: 'button', 'aria-expanded': 'false', 'aria-controls': panel.id });
  const asset = element('p', { class: 'site-asset' });
  const contact = contactView();
  const radio = element('p', { class: 'radio' });
  const slot = element('div', { class: 'slot' });
  const row = element('div', { class: 'row' }, element('div', { class: 'site-name' }, element('h3', {}, button), asset), slot, contact.element, radio, element('span', { class: 'row-end' }, icon('chevron')));
  const root = element('li', { class: 'site' }, row, panel);
  let readings = null;
  let now = site;

  button.addEventListener('keydown', (event) => {
    if (event.key === ' ') {
      event.preventDefault();
      button.click();
    }
  });

  row.addEventListener('click', (event) => {
    if (event.target !== button && getSelection().isCollapsed) {
      button.click();
    }
  });

  function show(fresh, columns) {
    now = fresh;
    root.dataset.state = stateOf(fresh);
    setText(button, fresh.name);
    setText(asset, assetText(fresh));
    if (readings?.columns !== columns.join()) {
      readings = { ...readingsView(columns), columns: columns.join() };
      slot.replaceChildren(readings.element);
    }
    readings.update(fresh);
    contact.show(fresh);
    showRadio(radio, fresh);
  }

  function open(opened) {
    panel.hidden = !opened;
    root.classList.toggle('open', opened);
    button.setAttribute('aria-expanded', String(opened));
    button.href = opened ? '#overview' : `#site/${encodeURIComponent(site.id)}`;
  }
  return { element: root, row, panel, button, show, open, tick: () => contact.tick(), site: () => now };
}

function contactView() {
  const sign = element('span', { class: 'sign' });
  const words = element('span', { class: 'contact-words' });
  const since = element('time');
  const root = element('p', { class: 'contact' }, sign, words, ' ', since);
  let site = null;

  function tick() {
    setText(since, site.lastUplink ? age(site.lastUplink, Date.now()) : text('noContact'));
  }
  function show(fresh) {
    site = fresh;
    const state = hearingOf(fresh);
    if (sign.dataset.state !== state) {
      sign.dataset.state = state;
      sign.replaceChildren(icon(state));
      setText(words, text(`state.${state}`));
    }
    root.dataset.state = state;
    root.title = fresh.lastUplink ? `${text('lastContact')}: ${moment(fresh.lastUplink)}` : '';
    tick();
  }
  return { element: root, show, tick };
}

/** How many of four bars a link margin earns. */
function lit(margin) {
  return MARGINS_DECIBEL.filter((least) => margin >= least).length;
}

function showRadio(place, site) {
  const content = [site.spreadingFactor, site.linkMarginDecibel, site.gateways].join();
  if (place.dataset.content === content) {
    return;
  }
  place.dataset.content = content;
  if (site.linkMarginDecibel == null || site.spreadingFactor == null) {
    place.replaceChildren(element('span', { class: 'dim' }, text('noRadio')));
    return;
  }
  const strength = lit(site.linkMarginDecibel);
  const words = text('radioText', { sf: site.spreadingFactor, margin: decimal(site.linkMarginDecibel, 0) });
  place.classList.toggle('weak', strength < 2);
  place.title = text('margin', { n: decimal(site.linkMarginDecibel, 1) });
  place.replaceChildren(bars(strength), element('span', {}, words), ' ', element('span', { class: 'gateways' }, text('gatewayCount', { n: site.gateways ?? 0 })));
}
