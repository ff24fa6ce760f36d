// Every text of the page, in both languages. {name} is filled in; {one, other} is chosen by the number n.

const de = {
  skip: 'Zum Inhalt', views: 'Ansichten', languages: 'Sprache', overview: 'Übersicht', quarantine: 'Quarantäne', export: 'Export',
  controls: 'Auswahl', pilots: 'Piloten', filter: 'Standort, Anlage, Gerät …', attentionOnly: 'Nur was Aufmerksamkeit braucht',
  loading: 'Wird geladen …', retry: 'Erneut versuchen',

  justNow: 'gerade eben', live: 'Live', connecting: 'Verbinde …', lost: 'Keine Daten',
  stale: 'Vom Server kommen keine Daten. Angezeigt ist der Stand von {time}; es wird weiter versucht.',

  lawTitle: 'Erhaltungssatz der Nachrichten', addsUp: 'Die Rechnung geht auf', missing: '{n} fehlen', surplus: '{n} zu viel', lawUnknown: 'Nicht verfügbar',
  received: 'Empfangen', stored: 'Gespeichert', duplicate: 'Doppelt', unregistered: 'Nicht registriert', quarantined: 'In Quarantäne', spooled: 'Im Puffer',
  lawMeaning: 'Jede empfangene Nachricht liegt an genau einer dieser fünf Stellen; nichts geht still verloren.',
  receivedMeaning: 'Alles, was über MQTT und CoAP angenommen und dauerhaft gesichert wurde.',
  storedMeaning: 'Gelesen, einem Standort zugeordnet, mit Qualitätsmarken abgelegt.',
  duplicateMeaning: 'Schon einmal empfangen, etwa nach erneuter Zustellung; nicht doppelt gespeichert.',
  unregisteredMeaning: 'Von noch nicht eingetragenen Geräten; wird nach dem Eintragen zu Messwerten.',
  quarantinedMeaning: 'Nicht lesbar; mit dem Grund aufbewahrt und nach einer Korrektur erneut einlesbar.',
  spooledMeaning: 'Auf der Platte, weil die Datenbank nicht erreichbar war; wird nachgetragen.',
  brokenMeaning: 'Empfangen weicht um {n} von der Summe ab. Bitte die Protokolle des Dienstes prüfen.',
  act: { unregistered: 'eintragen', quarantined: 'ansehen' },
  setAside: { one: '{n} früher empfangene Nachricht war aus dem Puffer nicht lesbar oder nicht einlesbar. Sie liegt auf dem Server im Ordner des Puffers; das Protokoll nennt sie.', other: '{n} früher empfangene Nachrichten waren aus dem Puffer nicht lesbar oder nicht einlesbar. Sie liegen auf dem Server im Ordner des Puffers; das Protokoll nennt sie.' },

  progress: 'Fortschritt',

  shownOf: '{n} von {total} Standorten angezeigt', inContactOf: '{n} von {total} in Kontakt',
  state: { good: 'in Kontakt', silent: 'still', 'never heard': 'nie gehört', 'no device': 'kein Gerät', suspect: 'verdächtig', failed: 'fehlerhaft', 'without reading': 'ohne Messwert' },
  flag: { 3: 'verdächtig', 4: 'fehlerhaft', 9: 'fehlt' },
  noPilots: 'Noch kein Pilot angelegt.', noPilotsHow: 'Piloten, Standorte und Geräte werden mit dem Befehl eingetragen:',
  noSites: 'Dieser Pilot hat noch keine Standorte.', noMatch: 'Kein Standort passt zu dieser Auswahl.', allCalm: 'Nichts braucht Aufmerksamkeit.', clear: 'Auswahl aufheben',
  pilotsFailed: 'Die Piloten konnten nicht geladen werden.',
  site: 'Standort', lastContact: 'Letzter Kontakt', radio: 'Funk (SF · Reserve)', battery: 'Batterie', noContact: 'noch nie', noRadio: 'keine Funkdaten', noReading: 'kein Wert',
  radioText: 'SF{sf} · {margin} dB', gatewayCount: { one: '{n} Gateway', other: '{n} Gateways' }, margin: 'Reserve {n} dB',

  day: '24 Stunden', week: '7 Tage', span: 'Zeitraum', device: 'Gerät', model: 'Modell', spreadingFactor: 'Spreizfaktor', linkMargin: 'Funkreserve',
  signal: 'SNR / RSSI', gateways: 'Gateways', position: 'Lage', asset: 'Anlage',
  remarks: 'Bemerkungen zu Nachrichten der letzten 7 Tage', remarkCount: { one: '{n} Nachricht, {last}', other: '{n} Nachrichten, zuletzt {last}' },
  withoutReading: 'Die letzte Nachricht dieses Geräts ergab keinen Messwert.', whyWithoutReading: 'Den Grund sieht, wer angemeldet ist.',
  nowhere: 'Nicht gefunden', noSuchView: 'Diese Ansicht gibt es nicht.', noSuchSite: 'Den Standort „{site}“ gibt es nicht.', toOverview: 'Zur Übersicht',
  noReadings: 'In diesem Zeitraum gibt es keine Messwerte.', readingsFailed: 'Die Messwerte konnten nicht geladen werden.',
  range: '{min} bis {max}', suspectCount: { one: '{n} verdächtig', other: '{n} verdächtig' }, failedCount: { one: '{n} fehlerhaft', other: '{n} fehlerhaft' },
  gapCount: { one: '{n} Lücke', other: '{n} Lücken' }, noGood: 'kein gültiger Wert', chartKeys: 'Mit den Pfeiltasten durch die Werte gehen.',

  signIn: 'Anmelden', signOut: 'Abmelden', signedInAs: 'Angemeldet als {name}', name: 'Name', password: 'Passwort', cancel: 'Abbrechen',
  signInWhy: 'Quarantäne und Export verlangen eine Anmeldung. Das erste Passwort wird beim ersten Start ausgegeben.',
  wrongLogin: 'Name oder Passwort stimmen nicht.', tooManyLogins: 'Zu viele Versuche. Bitte {n} s warten.', busyLogin: 'Gerade melden sich zu viele an. Bitte gleich noch einmal versuchen.', loginFailed: 'Die Anmeldung hat nicht geklappt: {reason}',
  signOn: 'Mit dem Konto der Organisation anmelden', signOnExpired: 'Die Anmeldung hat zu lange gedauert. Bitte noch einmal beginnen.', signOnDeclined: 'Die Anmeldung wurde dort abgebrochen.',
  signOnNoRole: 'Dieses Konto hat hier keine Rolle. Die Administration der Organisation kann eine geben.', signOnDisabled: 'Dieses Konto ist hier gesperrt.', signOnFailed: 'Die Anmeldung bei der Organisation gelingt gerade nicht. Ein Konto von hier geht weiterhin.',

  quarantineLead: 'Nachrichten, die nicht gelesen werden konnten: mit Grund und unveränderten Bytes, die neuesten zuerst.',
  quarantineLogin: 'Für die Quarantäne bitte anmelden.', quarantineEmpty: 'Die Quarantäne ist leer.', quarantineFailed: 'Die Quarantäne konnte nicht geladen werden.',
  quarantineShown: { one: '{n} Nachricht', other: '{n} Nachrichten' }, quarantineShownOfCause: { one: '{n} Nachricht mit diesem Grund', other: '{n} Nachrichten mit diesem Grund' },
  readAgain: 'Erneut einlesen', readingAgain: 'Wird eingelesen …', readAgainWhy: 'Nachdem der Grund behoben ist: Codec, Gerätemodell oder eine neue Version.', readAgainDone: '{understood} von {messages} sind jetzt verstanden.', replaying: 'Quarantäne wird erneut eingelesen',
  more: 'Mehr laden', refresh: 'Neu laden', bytes: { one: '{n} Byte', other: '{n} Bytes' },
  showMore: 'Mehr zeigen', asHex: 'Als Hex', asText: 'Als Text', reasons: 'Gründe, wie das Programm sie notiert (englisch)', copy: 'Kopieren', copied: 'Kopiert', unknownDevice: 'Gerät unbekannt', noReason: 'ohne Angabe von Gründen',

  unregisteredTitle: 'Nicht registrierte Geräte', unregisteredCount: { one: '{n} Nachricht wartet auf ein Gerät.', other: '{n} Nachrichten warten auf ein Gerät.' },
  unregisteredNone: 'Zurzeit wartet keine Nachricht auf ein Gerät.',
  unregisteredLead: 'Die Nachrichten sind vollständig aufbewahrt. Sobald das Gerät eingetragen und einem Standort zugewiesen ist, werden daraus rückwirkend Messwerte.',
  unregisteredHow: 'Gerät eintragen, auf dem Server (angemeldet steht hier, welche Geräte warten):',
  unregisteredSince: { one: '{n} Nachricht seit {since}', other: '{n} Nachrichten seit {since}' },
  history: 'Der Verlauf des Demonstrationsfelds wird eingelesen',

  exportLead: 'Messwerte als CSV: Zeit mit Zeitzone, Standort, Größe, Einheit und Qualitätsmarke.', pilot: 'Pilot', quantity: 'Messgröße', all: 'alle', from: 'Von', to: 'Bis',
  download: 'CSV herunterladen', fromAfterTo: '„Von“ liegt nach „Bis“.', exportLogin: 'Vor dem Herunterladen wird nach der Anmeldung gefragt.', byCommand: 'Derselbe Export auf der Kommandozeile',
  spans: { 1: '24 Stunden', 7: '7 Tage', 30: '30 Tage' },

  offline: 'Der Server antwortet nicht.', failed: 'Der Server meldet: {reason}',
  assetKind: { transformer_station: 'Ortsnetzstation', substation: 'Umspannwerk', gully: 'Gully', river_gauge: 'Pegel', water_gauge: 'Pegel', river: 'Gewässer', tree: 'Baum', shaft: 'Schacht', heating_shaft: 'Fernwärmeschacht', district_heating_shaft: 'Fernwärmeschacht', classroom: 'Klassenraum', school: 'Schule', parking_space: 'Stellplatz', hydrant: 'Hydrant', cabinet: 'Kabelverteiler' },
  quantities: { temperature: 'Temperatur', soil_temperature: 'Bodentemperatur', relative_humidity: 'Luftfeuchte', co2: 'CO₂', illuminance: 'Helligkeit', motion_count: 'Bewegung', current: 'Strom', contact: 'Kontakt', contact_count: 'Auslösungen', distance: 'Abstand', water_level: 'Wasserstand', valid_samples: 'Gültige Proben', soil_moisture: 'Bodenfeuchte', electrical_conductivity: 'Leitfähigkeit', leak: 'Wasser', occupancy: 'Belegung', pulse_count: 'Impulse', battery_level: 'Batterieladung', battery_voltage: 'Batteriespannung', permittivity: 'Permittivität' },
  words: { leak: ['trocken', 'nass'], contact: ['offen', 'zu'], occupancy: ['frei', 'belegt'] },
};

const en = {
  skip: 'Skip to content', views: 'Views', languages: 'Language', overview: 'Overview', quarantine: 'Quarantine', export: 'Export',
  controls: 'Selection', pilots: 'Pilots', filter: 'Site, asset, device …', attentionOnly: 'Only what needs attention',
  loading: 'Loading …', retry: 'Try again',

  justNow: 'just now', live: 'Live', connecting: 'Connecting …', lost: 'No data',
  stale: 'No data from the server. What you see is as of {time}; still trying.',

  lawTitle: 'Conservation law of the messages', addsUp: 'It adds up', missing: '{n} missing', surplus: '{n} too many', lawUnknown: 'Not available',
  received: 'Received', stored: 'Stored', duplicate: 'Duplicate', unregistered: 'Unregistered', quarantined: 'Quarantined', spooled: 'Spooled',
  lawMeaning: 'Every message received is in exactly one of these five places; nothing is lost in silence.',
  receivedMeaning: 'Everything accepted over MQTT and CoAP and made durable.',
  storedMeaning: 'Read, assigned to a site and kept with its quality flags.',
  duplicateMeaning: 'Received before, for instance delivered again; not stored twice.',
  unregisteredMeaning: 'From devices not registered yet; becomes readings once the device is known.',
  quarantinedMeaning: 'Could not be read; kept with the reason and can be replayed after a fix.',
  spooledMeaning: 'Waiting on disk because the database was out of reach; follows by itself.',
  brokenMeaning: 'Received differs from the sum by {n}. Please look at the log of the service.',
  act: { unregistered: 'register', quarantined: 'view' },
  setAside: { one: '{n} message received earlier could not be read from the spool or not be taken in. It is set aside in the spool’s folder on the server; the log names it.', other: '{n} messages received earlier could not be read from the spool or not be taken in. They are set aside in the spool’s folder on the server; the log names them.' },

  progress: 'Progress',

  shownOf: '{n} of {total} sites shown', inContactOf: '{n} of {total} in contact',
  state: { good: 'in contact', silent: 'silent', 'never heard': 'never heard', 'no device': 'no device', suspect: 'suspect', failed: 'failed', 'without reading': 'no reading' },
  flag: { 3: 'suspect', 4: 'failed', 9: 'missing' },
  noPilots: 'No pilot has been set up yet.', noPilotsHow: 'Pilots, sites and devices are entered with the command:',
  noSites: 'This pilot has no sites yet.', noMatch: 'No site fits this selection.', allCalm: 'Nothing needs attention.', clear: 'Clear the selection',
  pilotsFailed: 'The pilots could not be loaded.',
  site: 'Site', lastContact: 'Last contact', radio: 'Radio (SF · margin)', battery: 'Battery', noContact: 'never', noRadio: 'no radio data', noReading: 'no value',
  radioText: 'SF{sf} · {margin} dB', gatewayCount: { one: '{n} gateway', other: '{n} gateways' }, margin: 'margin {n} dB',

  day: '24 hours', week: '7 days', span: 'Time span', device: 'Device', model: 'Model', spreadingFactor: 'Spreading factor', linkMargin: 'Link margin',
  signal: 'SNR / RSSI', gateways: 'Gateways', position: 'Position', asset: 'Asset',
  remarks: 'Remarks on messages of the last 7 days', remarkCount: { one: '{n} message, {last}', other: '{n} messages, the last {last}' },
  withoutReading: 'The last message of this device gave no reading.', whyWithoutReading: 'Sign in to see why.',
  nowhere: 'Not found', noSuchView: 'There is no such view.', noSuchSite: 'There is no site “{site}”.', toOverview: 'To the overview',
  noReadings: 'There are no readings in this time span.', readingsFailed: 'The readings could not be loaded.',
  range: '{min} to {max}', suspectCount: { one: '{n} suspect', other: '{n} suspect' }, failedCount: { one: '{n} failed', other: '{n} failed' },
  gapCount: { one: '{n} gap', other: '{n} gaps' }, noGood: 'no valid value', chartKeys: 'Arrow keys walk through the values.',

  signIn: 'Sign in', signOut: 'Sign out', signedInAs: 'Signed in as {name}', name: 'Name', password: 'Password', cancel: 'Cancel',
  signInWhy: 'Quarantine and export ask you to sign in. The first administrator’s password is printed at the first start.',
  wrongLogin: 'Name or password is wrong.', tooManyLogins: 'Too many attempts. Please wait {n} s.', busyLogin: 'Too many people are signing in just now. Please try again in a moment.', loginFailed: 'Signing in did not work: {reason}',
  signOn: 'Sign in with the organisation’s account', signOnExpired: 'Signing in took too long. Please begin again.', signOnDeclined: 'Signing in was cancelled there.',
  signOnNoRole: 'This account has no role here. The organisation’s administrators can give it one.', signOnDisabled: 'This account is disabled here.', signOnFailed: 'Signing in at the organisation does not work just now. An account of this page still does.',

  quarantineLead: 'Messages that could not be read: with the reason and the bytes as they came, newest first.',
  quarantineLogin: 'Please sign in to see the quarantine.', quarantineEmpty: 'The quarantine is empty.', quarantineFailed: 'The quarantine could not be loaded.',
  quarantineShown: { one: '{n} message', other: '{n} messages' }, quarantineShownOfCause: { one: '{n} message with this reason', other: '{n} messages with this reason' },
  readAgain: 'Read again', readingAgain: 'Reading …', readAgainWhy: 'Once the reason is mended: the codec, the device model, or a new version.', readAgainDone: '{understood} of {messages} are understood now.', replaying: 'Reading the quarantine again',
  more: 'Load more', refresh: 'Reload', bytes: { one: '{n} byte', other: '{n} bytes' },
  showMore: 'Show more', asHex: 'As hex', asText: 'As text', reasons: 'Reasons', copy: 'Copy', copied: 'Copied', unknownDevice: 'Device unknown', noReason: 'no reason given',

  unregisteredTitle: 'Unregistered devices', unregisteredCount: { one: '{n} message waits for its device.', other: '{n} messages wait for their devices.' },
  unregisteredNone: 'No message is waiting for a device.',
  unregisteredLead: 'The messages are kept in full. Once the device is registered and assigned to a site, they become readings, back to the first one.',
  unregisteredHow: 'Register a device, on the server (sign in to see which devices wait):',
  unregisteredSince: { one: '{n} message since {since}', other: '{n} messages since {since}' },
  history: 'The past of the demonstration fleet is coming in',

  exportLead: 'Readings as CSV: time with offset, site, quantity, unit and quality flag.', pilot: 'Pilot', quantity: 'Quantity', all: 'all', from: 'From', to: 'To',
  download: 'Download CSV', fromAfterTo: '“From” is after “To”.', exportLogin: 'You will be asked to sign in before the download.', byCommand: 'The same export on the command line',
  spans: { 1: '24 hours', 7: '7 days', 30: '30 days' },

  offline: 'The server does not answer.', failed: 'The server says: {reason}',
  assetKind: {},
  quantities: { co2: 'CO₂', relative_humidity: 'Humidity', motion_count: 'Motion', contact_count: 'Trips', electrical_conductivity: 'Conductivity', leak: 'Water' },
  words: { leak: ['dry', 'wet'], contact: ['open', 'closed'], occupancy: ['free', 'occupied'] },
};

export const strings = { de, en };
