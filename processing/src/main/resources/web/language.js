// Which language the page speaks, and its texts: ?lang=, then the last choice, then the browser's.
import { strings } from './strings.js';

const asked = new URLSearchParams(location.search).get('lang');

// Storage may be switched off in the browser; then the choice lasts as long as the address.
function remembered() {
  try {
    return localStorage.getItem('lang');
  } catch {
    return null;
  }
}

function remember(choice) {
  try {
    localStorage.setItem('lang', choice);
  } catch {
    return;
  }
}

const wishes = [asked, remembered(), ...navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase())];
export const language = wishes.find((wish) => Object.hasOwn(strings, wish ?? '')) ?? 'en';
export const locale = language === 'de' ? 'de-DE' : 'en-GB';
if (asked === language) {
  remember(language);
}

const plural = new Intl.PluralRules(locale);
const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });

/** The text of a key ('state.silent' looks inside), with {names} filled in; numbers are written as the language does. */
export function text(key, values = {}) {
  const found = key.split('.').reduce((inside, part) => inside[part], strings[language]);
  const chosen = typeof found === 'string' ? found : found[plural.select(values.n)] ?? found.other;
  return chosen.replace(/\{(\w+)\}/g, (_, name) => (typeof values[name] === 'number' ? whole.format(values[name]) : values[name]));
}

/** The entry of a word list, or undefined: what comes from outside may not be in it. */
export function word(list, entry) {
  const words = strings[language][list];
  return Object.hasOwn(words, entry) ? words[entry] : undefined;
}

/** Fills the texts of the static page and keeps the place when the language is switched. */
export function speak(root) {
  document.documentElement.lang = language;
  root.querySelectorAll('[data-text]').forEach((node) => (node.textContent = text(node.dataset.text)));
  root.querySelectorAll('[data-label]').forEach((node) => node.setAttribute('aria-label', text(node.dataset.label)));
  root.querySelectorAll('[data-placeholder]').forEach((node) => (node.placeholder = text(node.dataset.placeholder)));
  root.querySelectorAll('[hreflang]').forEach(switchTo);
}

function switchTo(link) {
  const target = link.hreflang;
  if (target === language) {
    link.setAttribute('aria-current', 'true');
  }
  link.addEventListener('click', () => (link.href = `?lang=${target}${location.hash}`));
}
