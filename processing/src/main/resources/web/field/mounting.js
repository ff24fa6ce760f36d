// The step that takes a photo of how the sensor is mounted; it may be left out.
import { element } from '/dom.js';
import { text } from '/language.js';
import { drawn, SITE_SIDE } from './photo.js';

export async function mountingStep(place, draft, steps) {
  const shown = element('div', { class: 'photo' });
  const label = element('span', {}, text(draft.mounting ? 'photoAgain' : 'photoTake'));
  const file = element('input', { type: 'file', name: 'mounting', accept: 'image/*', capture: 'environment', class: 'unseen-file', 'aria-label': text('photoTake'), change: () => take(file, shown, draft, steps, label) });
  place.append(
    element('h1', { tabindex: -1 }, text('photoTitle')),
    element('p', { class: 'quiet' }, text('photoDuty')),
    element('label', { class: 'file second' }, label, file),
    shown,
    element('button', { type: 'button', class: 'first next', click: () => steps.next() }, text('next')));
  if (draft.mounting) {
    await show(shown, draft.mounting);
  }
}

async function take(file, shown, draft, steps, label) {
  if (file.files.length === 0) {
    return;
  }
  try {
    draft.mounting = (await drawn(file.files[0], SITE_SIDE)).blob;
    await steps.save();
    await show(shown, draft.mounting);
    label.textContent = text('photoAgain');
  } catch {
    shown.replaceChildren(element('p', { class: 'warning', role: 'alert' }, text('photoBroken')));
  } finally {
    file.value = '';
  }
}

// On a canvas: nothing of another origin, not even a blob, is let in as a picture.
export async function show(box, blob) {
  const { canvas } = await drawn(blob, SITE_SIDE);
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', text('photoOf'));
  box.replaceChildren(canvas);
}
