// The step that asks for the pilot of a test.
import { element } from '/dom.js';
import { text } from '/language.js';
import { lists } from './lists.js';

export function pilotStep(place, draft, steps) {
  const choose = async (pilot) => {
    draft.pilot = pilot.id;
    await steps.next();
  };
  place.append(
    element('h1', { tabindex: -1 }, text('pilotTitle')),
    element('ul', { class: 'choices' }, ...lists().pilots.map((pilot) =>
      element('li', {}, element('button', { type: 'button', class: 'choice', 'aria-pressed': String(pilot.id === draft.pilot), click: () => choose(pilot) }, element('strong', {}, pilot.title))))));
}
