// The lists that the phone keeps: pilots, sites, devices, assets, models, and what was delivered.
import { forget, keep, kept } from './store.js';
import { whereAmI } from './places.js';
import * as server from './server.js';

const KEY = 'lists';
const EMPTY = { asOf: null, pilots: [], sites: [], devices: [], assets: [], models: [], delivered: [] };
const listeners = [];
let known = EMPTY;
let position = null;

/** What is known, without asking anybody. */
export const lists = () => known;

/** Where the phone was when somebody looked last; null if that is not known. */
export const lastPosition = () => position;

export async function locate() {
  position = (await whereAmI()) ?? position;
  return position;
}

export function onLists(changed, signal) {
  listeners.push(changed);
  signal.addEventListener('abort', () => listeners.splice(listeners.indexOf(changed), 1));
}

export async function recallLists() {
  known = (await kept(KEY)) ?? EMPTY;
}

/** Asks the server for them; what is known stays if it does not answer. */
export async function fetchLists() {
  known = await server.lists(position);
  await keep(KEY, known);
  listeners.forEach((changed) => changed(known));
}

export async function forgetLists() {
  known = EMPTY;
  await forget(KEY);
  listeners.forEach((changed) => changed(known));
}

export const siteOf = (id) => known.sites.find((site) => site.id === id) ?? null;
export const modelName = (id) => {
  const model = known.models.find((each) => each.id === id);
  return model === undefined ? id : `${model.vendor} ${model.name}`;
};

/** What is written on the phone's lists of a label: {device, model?, delivered, at?} or {wrong}. */
export function match(label) {
  switch (label.kind) {
    case 'device': return byEui(label.devEui, label.joinEui);
    case 'eui': return byEui(label.eui, null);
    case 'serial': return bySerial(label.serial);
    default: return { wrong: label };
  }
}

function byEui(eui, joinEui) {
  const delivered = known.delivered.find((each) => each.devEui === eui) ?? known.delivered.find((each) => each.devEui === joinEui);
  const at = known.devices.find((each) => each.device === (delivered?.devEui ?? eui));
  if (delivered === undefined && at === undefined && known.delivered.some((each) => each.joinEui === eui)) {
    return { wrong: { kind: 'isJoinEui' } };
  }
  return { device: delivered?.devEui ?? eui, model: at?.model ?? modelId(delivered?.model), delivered: delivered !== undefined, at: at?.site };
}

function bySerial(serial) {
  const found = known.delivered.filter((each) => each.serial?.toLowerCase() === serial.toLowerCase());
  return found.length === 1 ? byEui(found[0].devEui, null) : { wrong: { kind: 'noSuchSerial' } };
}

// A vendor's own name of a model is none of ours.
function modelId(name) {
  return known.models.some((model) => model.id === name) ? name : null;
}
