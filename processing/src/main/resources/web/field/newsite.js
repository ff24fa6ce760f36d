// The form for a site that is not there yet. It is made with the task that puts a device there.
import { element } from '/dom.js';
import { assetText } from '/format.js';
import { text } from '/language.js';
import { lastPosition, lists } from './lists.js';
import { byDistance, siteId } from './places.js';

const ASSETS = 50;

export function newSiteForm(draft, steps) {
  const known = draft.newSite ?? {};
  const field = (key, control) => element('label', { class: 'labelled' }, element('span', {}, text(key)), control);
  const assets = byDistance(lists().assets, lastPosition()).slice(0, ASSETS);
  const name = element('input', { name: 'name', required: true, maxlength: 200, autocomplete: 'off', value: known.name ?? '' });
  const asset = element('select', { name: 'asset', change: () => name.value === '' && setName(name, assets, asset.value) },
    element('option', { value: '' }, text('noAsset')),
    ...assets.map((each) => element('option', { value: each.id, selected: each.id === known.asset }, assetText({ asset: each.name, assetKind: each.kind }))));
  const form = element('form', { class: 'form', submit: (event) => (event.preventDefault(), take(form, draft, steps)) },
    element('p', { class: 'quiet' }, text('newSiteLead')),
    field('pilot', element('select', { name: 'pilot', required: true }, element('option', { value: '' }, text('choose')),
      ...lists().pilots.map((pilot) => element('option', { value: pilot.id, selected: pilot.id === known.pilot }, pilot.title)))),
    assets.length > 0 && field('siteAsset', asset),
    field('siteName', name),
    field('height', element('input', { name: 'height', type: 'number', inputmode: 'decimal', step: '0.1', min: -50, max: 200, value: known.mountingHeightMetres ?? '' })),
    field('note', element('textarea', { name: 'note', rows: 3, maxlength: 2000 }, known.note ?? '')),
    positionChoice(),
    element('button', { type: 'submit', class: 'first' }, text('next')));
  return form;
}

function positionChoice() {
  const here = element('input', { type: 'checkbox', name: 'position', checked: true });
  const box = element('label', { class: 'check tall' }, here, element('span', {}, text('positionUse')));
  return element('div', {}, box);
}

function setName(name, assets, id) {
  const asset = assets.find((each) => each.id === id);
  if (asset !== undefined) {
    name.value = asset.name;
  }
}

async function take(form, draft, steps) {
  const given = new FormData(form);
  const name = given.get('name').trim();
  const asset = lists().assets.find((each) => each.id === given.get('asset'));
  const position = given.get('position') === null ? null : lastPosition() ?? asset ?? null;
  draft.newSite = {
    id: draft.newSite?.name === name ? draft.newSite.id : siteId(name),
    pilot: given.get('pilot'),
    name,
    latitude: position?.latitude ?? null,
    longitude: position?.longitude ?? null,
    asset: given.get('asset') || null,
    mountingHeightMetres: given.get('height') ? Number(given.get('height')) : null,
    note: given.get('note').trim() || null,
  };
  Object.assign(draft, { site: null, siteName: name });
  await steps.next();
}
