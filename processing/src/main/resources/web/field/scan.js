// The step that finds out which device it is: by camera, by a photo, or typed.
import { element, setText } from '/dom.js';
import { complaint } from '/format.js';
import { text, word } from '/language.js';
import { code, read } from './label.js';
import { lists, match, modelName, siteOf } from './lists.js';
import { CODE_SIDE, drawn } from './photo.js';
import * as server from './server.js';

const LOOK_MILLIS = 200;

export function scanStep(place, draft, steps) {
  const found = element('div', { class: 'found', 'aria-live': 'polite' });
  const typed = element('input', { name: 'code', autocomplete: 'off', autocapitalize: 'characters', spellcheck: 'false', maxlength: 1000, 'aria-describedby': 'code-hint' });
  const see = (label, answer) => showFound(found, draft, steps, label, answer);
  place.append(
    element('h1', { tabindex: -1 }, text(draft.kind === 'swap' ? 'scanNew' : 'scanTitle')),
    element('p', { class: 'quiet' }, text('scanLead')),
    camera(see, steps.signal) ?? '',
    photoButton(found, draft, steps, see),
    element('form', { class: 'typing', submit: (event) => (event.preventDefault(), see(read(typed.value))) },
      element('label', { class: 'labelled' }, element('span', {}, text('scanType')), typed),
      element('p', { class: 'quiet', id: 'code-hint' }, text('scanTypeHint')),
      element('button', { type: 'submit', class: 'second' }, text('take'))),
    found);
  if (draft.label) {
    see(draft.label);
  } else if (draft.photo) {
    showKept(found, draft, steps);
  }
}

function photoButton(found, draft, steps, see) {
  const file = element('input', { type: 'file', name: 'code-photo', accept: 'image/*', capture: 'environment', class: 'unseen-file', 'aria-label': text('scanPhoto'), change: () => take(file, found, draft, steps, see) });
  return element('label', { class: 'file first' }, element('span', {}, text('scanPhoto')), file);
}

async function take(file, found, draft, steps, see) {
  if (file.files.length === 0) {
    return;
  }
  found.replaceChildren(element('p', {}, text('reading')));
  try {
    const { blob } = await drawn(file.files[0], CODE_SIDE);
    await readPhoto(blob, found, draft, steps, see);
  } catch {
    warn(found, text('photoBroken'));
  } finally {
    file.value = '';
  }
}

async function readPhoto(photo, found, draft, steps, see) {
  try {
    const { codes, why } = await server.readLabel(photo);
    const device = codes.find((each) => each.code !== null) ?? codes[0];
    if (device === undefined) {
      warn(found, text('noCodeOnPhoto'), why);
    } else if (device.code === null) {
      warn(found, device.other === null ? device.damaged : text(`wrong.${device.other}`), text('instead'));
    } else {
      see(read(device.code));
    }
  } catch (error) {
    if (error.status !== undefined && error.status < 500 && error.status !== 401) {
      warn(found, complaint(error));
      return;
    }
    Object.assign(draft, { photo, label: null, device: null, code: null });
    await steps.save();
    showKept(found, draft, steps);
  }
}

// Nobody can say yet which device it is: if its model is on no list, the server asks when it comes to it.
function showKept(found, draft, steps) {
  found.replaceChildren(element('p', { class: 'notice-line' }, text('keptPhoto')), nextButton(steps));
}

function camera(see, signal) {
  if (!('BarcodeDetector' in globalThis) || !navigator.mediaDevices) {
    return null;
  }
  const video = element('video', { class: 'camera', playsinline: true, muted: true, 'aria-label': text('scanAim'), hidden: true });
  const button = element('button', { type: 'button', class: 'first', click: () => start(video, button, see, signal) }, text('scanCamera'));
  return element('div', { class: 'camera-box' }, button, video);
}

async function start(video, button, see, signal) {
  try {
    const detector = new BarcodeDetector({ formats: ['qr_code'] });
    const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
    const stop = () => stream.getTracks().forEach((track) => track.stop());
    signal.addEventListener('abort', stop);
    video.srcObject = stream;
    video.hidden = false;
    button.hidden = true;
    await video.play();
    await look(detector, video, see, signal);
    stop();
    video.hidden = true;
    button.hidden = false;
  } catch {
    button.disabled = true;
    setText(button, text('noCamera'));
  }
}

async function look(detector, video, see, signal) {
  while (!signal.aborted) {
    const codes = await detector.detect(video);
    if (codes.length > 0) {
      const labels = codes.map((each) => read(each.rawValue));
      see(labels.find((label) => code(label) !== null) ?? labels[0]);
      navigator.vibrate?.(80);
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_MILLIS));
  }
}

function warn(found, ...lines) {
  found.replaceChildren(element('div', { class: 'warning', role: 'alert' }, ...lines.filter(Boolean).map((line) => element('p', {}, line))));
}

function showFound(found, draft, steps, label) {
  const known = match(label);
  if (known.wrong) {
    warn(found, ...wordsFor(known.wrong));
    return;
  }
  Object.assign(draft, { label, photo: null, code: code(label), device: known.device, model: known.model ?? draft.model ?? null, modelKnown: known.model != null });
  steps.save();
  const at = known.at === undefined ? null : siteOf(known.at);
  const choose = known.model == null ? modelChoice(draft, steps) : null;
  found.replaceChildren(
    element('div', { class: 'card device' },
      element('p', { class: 'quiet' }, text('scanned')),
      element('p', { class: 'eui' }, grouped(known.device)),
      known.model != null && element('p', {}, modelName(known.model)),
      known.delivered && element('p', { class: 'yes' }, text('onList')),
      !known.delivered && known.at === undefined && element('p', { class: 'warning' }, text('notOnList')),
      known.at !== undefined && element('p', { class: 'warning' }, text('isAt', { site: at?.name ?? known.at })),
      label.kind === 'device' && !label.checked && element('p', { class: 'quiet' }, text('unchecked'))),
    choose ?? '',
    nextButton(steps, () => draft.model != null));
}

function wordsFor(label) {
  switch (label.kind) {
    case 'isJoinEui': return [text('isJoinEui')];
    case 'noSuchSerial': return [text('noSuchSerial')];
    case 'damaged': return [text(`broken.${label.why}`, { n: label.n ?? 0 })];
    default: return [word('wrong', label.what) ?? text('wrong.unknown'), text('instead')];
  }
}

function modelChoice(draft, steps) {
  const select = element('select', { name: 'model', required: true, change: () => {
    draft.model = select.value || null;
    steps.save();
    select.closest('.found').querySelector('.next').disabled = draft.model === null;
  } }, element('option', { value: '' }, text('choose')),
  ...lists().models.map((model) => element('option', { value: model.id, selected: model.id === draft.model }, `${model.vendor} ${model.name}`)));
  return element('label', { class: 'labelled' }, element('span', {}, text('modelTitle')), element('span', { class: 'quiet' }, text('modelLead')), select);
}

function nextButton(steps, ready = () => true) {
  return element('button', { type: 'button', class: 'first next', disabled: !ready(), click: () => steps.next() }, text('next'));
}

/** An EUI as people read it aloud. */
export const grouped = (device) => (/^[0-9a-f]{16}$/.test(device) ? device.toUpperCase().match(/.{4}/g).join(' ') : device);
