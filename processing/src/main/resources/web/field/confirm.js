// The last step: everything once more, and then it is queued.
import { element } from '/dom.js';
import { text } from '/language.js';
import { lists, modelName } from './lists.js';
import { enqueue } from './queue.js';
import { grouped } from './scan.js';

const VERBS = { register: 'doMount', swap: 'doSwap', take_down: 'doTakeDown', test: 'doTest' };
const REASONS = ['battery', 'broken', 'other'];

export function confirmStep(place, draft, steps) {
  const there = lists().devices.filter((each) => each.site === draft.site);
  const form = element('form', { class: 'form', submit: (event) => (event.preventDefault(), save(form, draft, steps)) });
  const leaving = draft.kind === 'swap' || draft.kind === 'take_down';
  form.append(
    facts(draft),
    ...(leaving ? [oldDevice(there, draft), reasons()] : []),
    element('button', { type: 'submit', class: 'first' }, text(VERBS[draft.kind])));
  place.append(element('h1', { tabindex: -1 }, text('confirmTitle')), form);
}

function facts(draft) {
  const rows = [
    draft.kind !== 'take_down' && ['device', draft.photo ? text('deviceOnPhoto') : grouped(draft.device)],
    draft.kind !== 'take_down' && draft.model != null && !draft.photo && ['model', modelName(draft.model)],
    draft.siteName && ['site', draft.newSite ? `${draft.siteName} (${text('newSite')})` : draft.siteName],
    draft.pilot && ['pilot', lists().pilots.find((pilot) => pilot.id === draft.pilot)?.title ?? draft.pilot]];
  return element('dl', { class: 'card facts-list' }, ...rows.filter(Boolean).flatMap(([key, value]) => [element('dt', {}, text(key)), element('dd', {}, value)]));
}

function oldDevice(there, draft) {
  return element('fieldset', { class: 'radios' },
    element('legend', {}, text(draft.kind === 'swap' ? 'whichOld' : 'device')),
    ...there.map((each, index) => radio('old', each.device, `${grouped(each.device)} · ${modelName(each.model)}`, index === 0)));
}

function reasons() {
  return element('fieldset', { class: 'radios' },
    element('legend', {}, text('reasonTitle')),
    ...REASONS.map((reason, index) => radio('reason', reason, text(`reason.${reason}`), index === 0)));
}

function radio(name, value, words, checked) {
  return element('label', { class: 'check tall' }, element('input', { type: 'radio', name, value, checked, required: true }), element('span', {}, words));
}

async function save(form, draft, steps) {
  form.querySelector('button').disabled = true;
  const given = new FormData(form);
  const task = await enqueue({
    kind: draft.kind,
    body: body(draft, given),
    photo: draft.photo ?? null,
    device: draft.kind === 'take_down' ? given.get('old') : draft.device ?? null,
    siteName: draft.siteName ?? '',
  });
  if (draft.mounting) {
    await enqueue({ kind: 'photo', after: task.id, body: { site: draft.newSite?.id ?? draft.site }, photo: draft.mounting, siteName: draft.siteName });
  }
  await steps.finish(draft.kind === 'take_down' ? '#queue' : `#check/${task.id}`);
}

function body(draft, given) {
  const code = draft.photo ? null : draft.code;
  switch (draft.kind) {
    case 'register': return { code, model: draft.model ?? null, site: draft.newSite ? null : draft.site, newSite: draft.newSite ?? null };
    case 'swap': return { code, model: draft.model ?? null, site: draft.site, old: given.get('old'), reason: given.get('reason') };
    case 'take_down': return { device: given.get('old'), reason: given.get('reason') };
    default: return { code, model: draft.model ?? null, pilot: draft.pilot };
  }
}
