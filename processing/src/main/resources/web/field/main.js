// The technician's page as a whole: which screen is shown, and what it is given.
import './strings.js';
import { element, setText } from '/dom.js';
import { speak, text } from '/language.js';
import { onSession, recallSession } from '/login.js';
import { checkScreen } from './check.js';
import { homeScreen } from './home.js';
import { fetchLists, recallLists } from './lists.js';
import { keepSending, flush } from './queue.js';
import { queueScreen } from './tasks.js';
import { kinds, wizardScreen } from './wizard.js';

const main = document.getElementById('main');
const net = document.getElementById('net');
let leave = null;

function screenOf(hash) {
  const [name, detail] = hash.replace(/^#/, '').split('/').map(decodeURIComponent);
  if (Object.hasOwn(kinds, name)) {
    return (place) => wizardScreen(place, name);
  }
  if (name === 'check' && detail) {
    return (place) => checkScreen(place, detail);
  }
  return name === 'queue' ? queueScreen : homeScreen;
}

async function show() {
  leave?.abort();
  leave = new AbortController();
  const place = element('div', { class: 'screen' });
  const { signal } = leave;
  await screenOf(location.hash)(Object.assign(place, { signal }));
  if (!signal.aborted) {
    main.replaceChildren(place);
    scrollTo(0, 0);
    (place.querySelector('h1') ?? main).focus({ preventScroll: true });
  }
}

function showNet() {
  net.hidden = navigator.onLine;
  setText(net, navigator.onLine ? '' : `${text('offlineNow')}. ${text('offlineHow')}`);
}

speak(document);
document.title = `${text('fieldTitle')} · Pilotfeld`;
addEventListener('online', showNet);
addEventListener('online', recallSession);
addEventListener('offline', showNet);
addEventListener('hashchange', show);
showNet();
await recallLists();
await show();
onSession(() => {
  fetchLists().catch(() => null);
  flush();
});
addEventListener('sent', () => fetchLists().catch(() => null));
recallSession();
keepSending();
navigator.serviceWorker?.register('/field/worker.js', { scope: '/field/' }).catch(() => null);
navigator.storage?.persist?.();
