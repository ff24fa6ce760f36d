// One task, step by step. What was entered is kept after each step, so that a call or a flat battery loses nothing.
import { element } from '/dom.js';
import { text } from '/language.js';
import { confirmStep } from './confirm.js';
import { mountingStep } from './mounting.js';
import { pilotStep } from './pilots.js';
import { scanStep } from './scan.js';
import { siteStep } from './sites.js';
import { forget, keep, kept } from './store.js';

/** By the names in the address: the kind of task, its title, and its steps. */
export const kinds = {
  mount: { kind: 'register', title: 'mount', steps: [scanStep, siteStep, mountingStep, confirmStep] },
  swap: { kind: 'swap', title: 'swap', steps: [siteStep, scanStep, confirmStep] },
  takedown: { kind: 'take_down', title: 'takeDown', steps: [siteStep, confirmStep] },
  test: { kind: 'test', title: 'tryOut', steps: [scanStep, pilotStep, confirmStep] },
};

const KEY = 'draft';

export async function wizardScreen(place, name) {
  const before = await kept(KEY);
  const draft = before?.name === name ? before : { name, kind: kinds[name].kind, step: 0 };
  await showStep(place, draft);
}

async function showStep(place, draft) {
  const { title, steps } = kinds[draft.name];
  const body = element('div', { class: 'step' });
  place.stopStep?.abort();
  place.stopStep = new AbortController();
  place.signal.addEventListener('abort', () => place.stopStep.abort());
  const go = async (step) => {
    draft.step = step;
    await keep(KEY, draft);
    await showStep(place, draft);
    scrollTo(0, 0);
    place.querySelector('h1').focus({ preventScroll: true });
  };
  place.replaceChildren(
    element('header', { class: 'step-head' },
      draft.step > 0
        ? element('button', { type: 'button', class: 'back', click: () => go(draft.step - 1) }, `‹ ${text('back')}`)
        : element('a', { class: 'back', href: '#', click: () => forget(KEY) }, `‹ ${text('home')}`),
      element('p', { class: 'quiet' }, `${text(title)} · ${text('step', { n: draft.step + 1, total: steps.length })}`)),
    body);
  await steps[draft.step](body, draft, {
    signal: place.stopStep.signal,
    save: () => keep(KEY, draft),
    next: () => go(draft.step + 1),
    finish: async (address) => {
      await forget(KEY);
      location.hash = address;
    },
  });
}
