// A job in the background of the server, for as long as it runs.
import { element, setText } from './dom.js';
import { decimal } from './format.js';
import { text } from './language.js';

const END_SHOWN_MILLIS = 2500;

/** Builds the bar into its place and returns the function that shows an event `progress` in it. */
export function progressView(place) {
  const title = element('p', { class: 'progress-title', id: 'progress-title' });
  const amount = element('p', { class: 'progress-amount' });
  const bar = element('progress', { 'aria-labelledby': 'progress-title' });
  let ending = null;
  place.replaceChildren(title, amount, bar);

  return (job) => {
    clearTimeout(ending);
    place.hidden = false;
    bar.max = Math.max(job.total, 1);
    bar.value = job.done;
    setText(title, text(job.title));
    setText(amount, `${decimal(100 * job.done / Math.max(job.total, 1), 0)}\u00a0%`);
    if (job.done >= job.total) {
      ending = setTimeout(() => (place.hidden = true), END_SHOWN_MILLIS);
    }
  };
}
