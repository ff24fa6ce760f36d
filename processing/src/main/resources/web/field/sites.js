// The step that asks for the site: the nearest first, in a list or on a map, or a new one.
import { element, setText } from '/dom.js';
import { assetText, decimal } from '/format.js';
import { text } from '/language.js';
import { lastPosition, lists, locate } from './lists.js';
import { mapOf } from './map.js';
import { newSiteForm } from './newsite.js';
import { byDistance } from './places.js';

const SHOWN = 30;
const KILOMETRE = 1000;

export function siteStep(place, draft, steps) {
  const withDevice = draft.kind !== 'register';
  const where = element('p', { class: 'quiet', role: 'status' }, text('locating'));
  const search = element('input', { type: 'search', name: 'search', autocomplete: 'off', 'aria-label': text('siteSearch'), placeholder: text('siteSearch'), input: () => show() });
  const list = element('ul', { class: 'choices' });
  const more = element('p', { class: 'quiet' });
  const map = element('div', { class: 'map', role: 'application', 'aria-label': text('mapLabel'), hidden: true });
  const switcher = element('button', { type: 'button', class: 'second', 'aria-pressed': 'false', click: () => showMap() }, text('asMap'));
  const choose = async (site) => {
    Object.assign(draft, { site: site.id, siteName: site.name, newSite: null, old: null });
    await steps.next();
  };
  const show = () => {
    const found = candidates(withDevice, search.value);
    list.replaceChildren(...found.slice(0, SHOWN).map((site) => siteChoice(site, draft, choose)));
    setText(more, found.length === 0 ? text(withDevice && search.value === '' ? 'swapNone' : 'noSites') : found.length > SHOWN ? text('sitesMore', { n: found.length - SHOWN }) : '');
  };
  const showMap = async () => {
    const open = map.hidden;
    map.hidden = !open;
    list.hidden = open;
    more.hidden = open;
    switcher.setAttribute('aria-pressed', String(open));
    setText(switcher, text(open ? 'asList' : 'asMap'));
    if (open) {
      await mapOf(map, candidates(withDevice, ''), lists().assets, lastPosition(), choose);
    }
  };
  place.append(
    element('h1', { tabindex: -1 }, text('siteTitle')),
    where,
    !withDevice ? newSiteBox(draft, steps) : '',
    element('div', { class: 'searching' }, search, switcher),
    list, more, map);
  show();
  locate().then((position) => {
    setText(where, position === null ? text('notLocated') : text('located', { n: Math.round(position.accuracy ?? 0) }));
    if (!steps.signal.aborted) {
      show();
    }
  });
}

function newSiteBox(draft, steps) {
  const box = element('details', { class: 'card new-site', open: draft.newSite != null });
  box.append(element('summary', {}, text('newSite')), newSiteForm(draft, steps));
  return box;
}

function candidates(withDevice, search) {
  const { sites, devices, assets } = lists();
  const taken = new Set(devices.map((each) => each.site));
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const assetName = new Map(assets.map((asset) => [asset.id, asset]));
  const fits = (site) => words.every((word) => [site.name, site.id, site.asset ?? '', assetName.get(site.asset)?.name ?? ''].some((each) => each.toLowerCase().includes(word)));
  return byDistance(
    sites.filter((site) => (!withDevice || taken.has(site.id)) && fits(site))
      .map((site) => ({ ...site, taken: taken.has(site.id), assetName: named(assetName.get(site.asset), site.asset) })),
    lastPosition());
}

function named(asset, id) {
  return asset === undefined ? id ?? '' : assetText({ asset: asset.name, assetKind: asset.kind });
}

function siteChoice(site, draft, choose) {
  const pilot = lists().pilots.find((each) => each.id === site.pilot);
  const facts = [site.assetName, pilot?.title ?? site.pilot, site.taken && draft.kind === 'register' ? text('hasDevice') : ''].filter(Boolean).join(' · ');
  return element('li', {},
    element('button', { type: 'button', class: 'choice', 'aria-pressed': String(site.id === draft.site), click: () => choose(site) },
      element('span', { class: 'choice-words' }, element('strong', {}, site.name), element('span', { class: 'quiet' }, facts)),
      site.metres !== null && element('span', { class: 'far' }, distance(site.metres))));
}

const distance = (metres) => (metres < KILOMETRE ? text('away', { n: Math.round(metres) }) : text('awayFar', { n: decimal(metres / KILOMETRE, 1) }));
