// The screen with the tasks: what waits, what is sent, and what somebody must decide.
import { element, setText } from '/dom.js';
import { clock, moment } from '/format.js';
import { text, word } from '/language.js';
import { signIn } from '/login.js';
import { code, read } from './label.js';
import { lists, match, siteOf } from './lists.js';
import { discard, flush, onQueue, retry } from './queue.js';
import { grouped } from './scan.js';

const IN_TASK = ['MOVE', 'SWAP', 'BESIDE', 'ANYWAY'];

export function queueScreen(place) {
  const list = element('ol', { class: 'tasks' });
  const send = element('button', { type: 'button', class: 'second', click: flush }, text('queueSend'));
  const enter = element('button', { type: 'button', class: 'first', hidden: true, click: async () => (await signIn()) && flush() }, text('needSignIn'));
  const empty = element('p', {}, text('queueEmpty'));
  place.append(
    element('header', { class: 'step-head' }, element('a', { class: 'back', href: '#' }, `‹ ${text('home')}`)),
    element('h1', { tabindex: -1 }, text('queue')),
    element('p', { class: 'quiet' }, text('queueLead')),
    enter, list, empty, send);
  // What somebody is typing into stays as it is while the others change.
  const shown = new Map();
  onQueue((tasks, trouble) => {
    enter.hidden = trouble !== 'signIn';
    empty.hidden = tasks.length > 0;
    send.hidden = !tasks.some((task) => task.state === 'waiting');
    const items = tasks.map((task) => {
      const version = `${task.id} ${task.state} ${task.device}`;
      if (shown.get(task.place)?.version !== version) {
        shown.set(task.place, { version, item: taskItem(task) });
      }
      return shown.get(task.place).item;
    });
    if (items.length !== list.children.length || items.some((item, index) => list.children[index] !== item)) {
      list.replaceChildren(...items);
    }
  }, place.signal);
}

function taskItem(task) {
  return element('li', { class: `card task ${task.state}` },
    element('p', { class: 'task-head' },
      element('strong', {}, text(`taskKind.${task.kind}`)),
      element('span', { class: `state ${task.state}` }, text(`taskState.${task.state}`))),
    element('p', {}, [task.kind === 'photo' ? '' : deviceText(task), siteText(task)].filter(Boolean).join(' · ')),
    element('p', { class: 'quiet' }, clock(task.doneAt)),
    ...(task.answer?.remarks ?? []).map((remark) => element('p', { class: 'quiet' }, remark)),
    task.state === 'conflict' && conflictBox(task),
    task.state === 'done' && task.kind !== 'photo' && task.answer.site && element('a', { class: 'second button', href: `#check/${task.id}` }, text('seeCheck')));
}

const deviceText = (task) => (task.device ? grouped(task.device) : text('deviceOnPhoto'));
const siteText = (task) => task.siteName || siteOf(task.body.site)?.name || task.body.site || '';

function conflictBox(task) {
  const { kind, facts, choices } = task.answer;
  const box = element('div', { class: 'conflict', role: 'group' });
  box.append(
    element('p', { class: 'warning' }, wordsFor(task, kind, facts)),
    facts.what ? element('p', {}, word('wrong', facts.what) ?? '') : '',
    facts.why || facts.hint ? element('p', { class: 'quiet', lang: 'en' }, facts.why || facts.hint) : '',
    ...choices.map((choice) => choiceOf(choice, task)));
  return box;
}

function wordsFor(task, kind, facts) {
  return text(`conflict.${kind}`, {
    device: grouped(facts.device ?? task.device ?? ''),
    site: facts.site ?? '',
    siteName: facts.siteName ?? facts.site ?? '',
    since: facts.since ? moment(facts.since) : '',
    called: facts.model ? ` (${facts.model})` : '',
  });
}

function choiceOf(choice, task) {
  if (IN_TASK.includes(choice)) {
    const chosen = [...new Set([...(task.body.choices ?? []), choice])];
    return button(choice, 'second', () => retry(task, { body: { ...task.body, choices: chosen } }));
  }
  switch (choice) {
    case 'CHOOSE_MODEL': return chooseFrom('model', lists().models.map((model) => [model.id, `${model.vendor} ${model.name}`]), choice, (model) => retry(task, { body: { ...task.body, model } }));
    case 'CHOOSE_SITE': return chooseFrom('site', lists().sites.map((site) => [site.id, site.name]), choice, (site) => retry(task, { siteName: siteOf(site)?.name ?? site, body: atSite(task, site) }));
    case 'SCAN_AGAIN': return typeAgain(task);
    default: return discardButton(task);
  }
}

// Only what is mounted may be at a site that the phone makes.
function atSite({ kind, body }, site) {
  return kind === 'register' ? { ...body, site, newSite: null } : { ...body, site };
}

function button(choice, kind, click) {
  return element('button', { type: 'button', class: kind, click }, text(`choice.${choice}`));
}

function chooseFrom(key, options, choice, chosen) {
  const select = element('select', { name: key, required: true }, element('option', { value: '' }, text('choose')), ...options.map(([value, words]) => element('option', { value }, words)));
  return element('form', { class: 'typing', submit: (event) => (event.preventDefault(), chosen(select.value)) },
    element('label', { class: 'labelled' }, element('span', {}, text(key)), select),
    element('button', { type: 'submit', class: 'second' }, text(`choice.${choice}`)));
}

function typeAgain(task) {
  const typed = element('input', { name: 'code', required: true, autocomplete: 'off', autocapitalize: 'characters', spellcheck: 'false', maxlength: 1000 });
  const wrong = element('p', { class: 'warning', role: 'alert', hidden: true });
  const take = () => {
    const label = read(typed.value);
    const known = match(label);
    wrong.hidden = known.wrong === undefined;
    if (known.wrong) {
      setText(wrong, label.kind === 'damaged' ? text(`broken.${label.why}`, { n: label.n ?? 0 }) : word('wrong', label.what) ?? text(known.wrong.kind));
      return;
    }
    retry(task, { device: known.device, photo: null, body: { ...task.body, code: code(label), choices: [] } });
  };
  return element('form', { class: 'typing', submit: (event) => (event.preventDefault(), take()) },
    element('label', { class: 'labelled' }, element('span', {}, text('scanTypeHint')), typed), wrong,
    element('button', { type: 'submit', class: 'second' }, text('choice.SCAN_AGAIN')));
}

// Asked twice: it is the one thing that cannot be undone.
function discardButton(task) {
  const first = button('DISCARD', 'plain', () => {
    const sure = element('div', { class: 'sure', role: 'alert' },
      element('p', {}, text('discardSure')),
      element('button', { type: 'button', class: 'danger', click: () => discard(task) }, text('discardYes')));
    first.replaceWith(sure);
    sure.querySelector('button').focus();
  });
  return first;
}
