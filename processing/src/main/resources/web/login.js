// Who is signed in, and the dialog that asks.
import * as api from './api.js';
import { element, setText } from './dom.js';
import { complaint } from './format.js';
import { text } from './language.js';

const UNAUTHORIZED = 401;
const TOO_MANY_REQUESTS = 429;
const BUSY = 503;
const corner = document.getElementById('session');
const listeners = [];
const NOBODY = { name: null, permissions: [], signOn: null };
const SIGN_ON_TROUBLE = { expired: 'signOnExpired', declined: 'signOnDeclined', 'no-role': 'signOnNoRole', disabled: 'signOnDisabled' };
let visitor = NOBODY;

export const signedIn = () => visitor.name !== null;

/** Whether who is signed in may do this, such as 'read-remarks'. */
export const may = (permission) => visitor.permissions.includes(permission);

/** Calls back after everyone who signs in or out. */
export function onSession(changed) {
  listeners.push(changed);
}

function become(someone) {
  const changed = someone.name !== visitor.name;
  visitor = someone;
  showCorner();
  if (changed) {
    listeners.forEach((changed) => changed());
  }
}

function showCorner() {
  const button = signedIn()
    ? element('button', { type: 'button', class: 'plain', title: text('signedInAs', { name: visitor.name }), click: leave }, text('signOut'))
    : element('button', { type: 'button', class: 'plain', click: () => signIn() }, text('signIn'));
  corner.replaceChildren(button);
}

showCorner();

/** Asks the server who is signed in; what cannot be known counts as nobody. */
export async function recallSession() {
  become(await api.whoAmI().catch(() => NOBODY));
}

/** Says that the server no longer knows this session. */
export function sessionEnded() {
  become(NOBODY);
}

async function leave() {
  await api.logOut().catch(() => null);
  await recallSession();
}

/** Opens the dialog; resolves to whether somebody is signed in afterwards. `trouble` is what went wrong before. */
export function signIn(trouble = '') {
  const { dialog, form, error, otherWay, submit } = build();
  setText(error, trouble);
  offer(otherWay);
  document.body.append(dialog);
  dialog.showModal();
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    attempt(dialog, form, error, submit);
  });
  return new Promise((resolve) => dialog.addEventListener('close', () => {
    dialog.remove();
    resolve(signedIn());
  }));
}

async function attempt(dialog, form, error, submit) {
  const given = new FormData(form);
  submit.disabled = true;
  try {
    await api.logIn(given.get('name').trim(), given.get('password'));
    await recallSession();
    dialog.close();
  } catch (refused) {
    setText(error, wordsFor(refused));
    form.elements.password.select();
    form.elements.password.focus();
  } finally {
    submit.disabled = false;
  }
}

/** Says on the page what came of signing in at the organisation's provider, if the browser comes from there. */
export function tellSignOn() {
  const parameters = new URLSearchParams(location.search);
  const outcome = parameters.get('sign-on');
  if (outcome !== null) {
    history.replaceState(null, '', location.pathname + location.hash);
    signIn(text(SIGN_ON_TROUBLE[outcome] ?? 'signOnFailed'));
  }
}

function wordsFor(refused) {
  if (refused.status === UNAUTHORIZED) {
    return text('wrongLogin');
  }
  if (refused.status === BUSY) {
    return text('busyLogin');
  }
  return refused.status === TOO_MANY_REQUESTS ? text('tooManyLogins', { n: refused.retrySeconds }) : text('loginFailed', { reason: complaint(refused) });
}

function build() {
  const error = element('p', { class: 'form-error', role: 'alert' });
  const otherWay = element('p', { hidden: true });
  const submit = element('button', { type: 'submit' }, text('signIn'));
  const field = (key, attributes) => element('label', { class: 'labelled' }, element('span', {}, text(key)), element('input', { name: key, required: true, ...attributes }));
  const form = element('form', {},
    element('h2', { id: 'login-title' }, text('signIn')),
    element('p', { class: 'quiet' }, text('signInWhy')),
    field('name', { autocomplete: 'username', autocapitalize: 'none', spellcheck: 'false', maxlength: 400, autofocus: true }),
    field('password', { type: 'password', autocomplete: 'current-password', maxlength: 400 }),
    error,
    otherWay,
    element('div', { class: 'form-end' }, element('button', { type: 'button', class: 'plain', click: () => dialog.close() }, text('cancel')), submit));
  const dialog = element('dialog', { class: 'login', 'aria-labelledby': 'login-title' }, form);
  return { dialog, form, error, otherWay, submit };
}

// A link and no script: the browser itself goes to the provider and comes back. Asked for anew, as the dialog may open before it is known who is there.
async function offer(otherWay) {
  await recallSession();
  if (visitor.signOn !== null) {
    otherWay.replaceChildren(element('a', { class: 'provider', href: visitor.signOn }, text('signOn')));
    otherWay.hidden = false;
  }
}
