// Shows openapi.yaml, and tries what is in it as whoever is signed in here.

const STRINGS = {
  en: {
    skip: 'Skip to the contract',
    languages: 'Language',
    lead: 'What programs can ask of Pilotfeld, by whom and how. The service answers nothing that is not in here.',
    file: 'The contract as a file: openapi.yaml',
    try: 'What you try here, you do as whoever is signed in on the page, or with the token that you enter under “Authorize”. Changes are real and in the audit trail.',
  },
  de: {
    skip: 'Zum Vertrag springen',
    languages: 'Sprache',
    lead: 'Was Programme von Pilotfeld erfragen können, wer es darf und wie. Der Dienst beantwortet nichts, was hier nicht steht. Der Vertrag selbst ist englisch.',
    file: 'Der Vertrag als Datei: openapi.yaml',
    try: 'Was Sie hier ausprobieren, tun Sie als die Person, die auf der Seite angemeldet ist, oder mit dem Token, das Sie unter „Authorize“ eingeben. Änderungen sind echt und stehen im Protokoll.',
  },
};

const wanted = new URLSearchParams(location.search).get('lang') ?? navigator.language.slice(0, 2);
const language = wanted in STRINGS ? wanted : 'en';
const strings = STRINGS[language];

document.documentElement.lang = language;
for (const element of document.querySelectorAll('[data-text]')) {
  element.textContent = strings[element.dataset.text];
}
for (const element of document.querySelectorAll('[data-label]')) {
  element.setAttribute('aria-label', strings[element.dataset.label]);
}
document.querySelector(`.languages [lang="${language}"]`).setAttribute('aria-current', 'true');
document.getElementById('contract').lang = 'en';

const CHANGING = ['POST', 'PUT', 'PATCH', 'DELETE'];

// With the cookie of a login, whatever changes something brings a token that only pages of ours can read.
async function withPageToken(request) {
  if (CHANGING.includes(request.method?.toUpperCase())) {
    const { pageToken } = await (await fetch('/api/login')).json();
    if (pageToken !== null) {
      request.headers['X-Page-Token'] = pageToken;
    }
  }
  return request;
}

window.SwaggerUIBundle({
  url: '/api/openapi.yaml',
  domNode: document.getElementById('contract'),
  deepLinking: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  validatorUrl: null,
  requestInterceptor: withPageToken,
});
