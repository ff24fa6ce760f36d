// Says whether what is shown is alive, and since when it is not.
import { setText } from './dom.js';
import { clock } from './format.js';
import { text } from './language.js';

const pill = document.getElementById('live');
const banner = document.getElementById('stale');

/** Shows 'connecting', 'live' or 'lost'; `asOf` is when data last came. */
export function showConnection(state, asOf) {
  pill.dataset.state = state;
  setText(pill, text(state));
  banner.hidden = state !== 'lost';
  if (state === 'lost') {
    setText(banner, text('stale', { time: clock(asOf) }));
  }
}
