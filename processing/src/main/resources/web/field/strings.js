// Every text of the technician's page, in both languages; they join those of the page for all.
import { strings } from '/strings.js';

const de = {
  fieldTitle: 'Sensoren vor Ort', back: 'Zurück', next: 'Weiter', home: 'Start',
  mount: 'Sensor montieren', swap: 'Sensor tauschen', takeDown: 'Sensor abbauen', tryOut: 'Sensor testen',
  mountWhy: 'Scannen, Standort wählen, prüfen', swapWhy: 'Batterie leer oder defekt; die Messreihe geht weiter', takeDownWhy: 'Gerät verlässt seinen Standort', tryOutWhy: 'Werte zählen in keiner Auswertung',
  step: 'Schritt {n} von {total}',
  offlineNow: 'Ohne Netz', offlineHow: 'Alles wird auf dem Telefon gesichert und übertragen, sobald Netz da ist.',
  listsAge: 'Listen von {time}', listsNone: 'Die Listen sind noch nicht geladen. Einmal mit Netz anmelden und laden.', listsRefresh: 'Listen neu laden', listsFailed: 'Die Listen konnten nicht geladen werden: {reason}', listsLoading: 'Listen werden geladen …',
  needSignIn: 'Zum Übertragen bitte anmelden.',

  queue: 'Aufträge', queueEmpty: 'Alles ist übertragen.', queueWaiting: { one: '{n} Auftrag wartet auf Netz', other: '{n} Aufträge warten auf Netz' }, queueConflicts: { one: '{n} Auftrag braucht eine Entscheidung', other: '{n} Aufträge brauchen eine Entscheidung' },
  queueSend: 'Jetzt übertragen', queueLead: 'In der Reihenfolge, in der sie entstanden sind.',
  taskState: { waiting: 'wartet', conflict: 'Entscheidung nötig', done: 'übertragen' },
  taskKind: { register: 'Montage', swap: 'Tausch', take_down: 'Abbau', test: 'Test', photo: 'Foto vom Standort' },
  deviceOnPhoto: 'Gerät auf dem Foto', seeCheck: 'Prüfung ansehen',

  scanTitle: 'Code des Geräts', scanNew: 'Code des neuen Geräts', scanLead: 'Der richtige Code beginnt meist mit LW:D0.', scanCamera: 'Kamera starten', scanAim: 'Den Code in die Mitte halten.',
  scanPhoto: 'Code fotografieren', scanType: 'Oder eintippen', scanTypeHint: 'DevEUI, 16 Zeichen, oder der ganze Code', take: 'Übernehmen', reading: 'Das Foto wird gelesen …', noCamera: 'Die Kamera ist nicht erreichbar: fotografieren oder eintippen.',
  keptPhoto: 'Foto gesichert. Es wird beim nächsten Netz gelesen; das Gerät steht dann in den Aufträgen.', noCodeOnPhoto: 'Auf dem Foto ist kein QR-Code lesbar: näher heran, ruhig halten, Spiegelung meiden. Oder eintippen.',
  scanned: 'Gerät', unchecked: 'Der Code hat keine Prüfsumme: bitte mit dem Aufkleber vergleichen.', onList: 'auf der Lieferliste', notOnList: 'Steht auf keiner Lieferliste. Ohne Schlüssel kann das Netz es nicht aufnehmen; bitte mit dem Büro klären.', isAt: 'Zurzeit an: {site}',
  isJoinEui: 'Das ist die JoinEUI gelieferter Geräte, nicht die DevEUI. Bitte den anderen Aufkleber scannen.', noSuchSerial: 'Diese Seriennummer steht auf keiner Lieferliste. Bitte den Code mit der DevEUI scannen.',
  wrong: {
    nothing: 'Der Code ist leer.', join_eui: 'Das ist die JoinEUI (früher AppEUI); sie nennt den Join-Server, nicht das Gerät.', key: 'Das ist ein Schlüssel des Geräts. Bitte abdecken; er gehört auf kein Foto.', web_address: 'Dieser Code ist eine Webadresse.', wireless_network: 'Dieser Code ist ein WLAN-Zugang.', contact: 'Dieser Code ist ein Kontakt.', place: 'Dieser Code ist ein Ort auf der Karte.', smart_home: 'Dieser Code koppelt ein Smart-Home-Gerät, keines für LoRaWAN.', hardware_address: 'Das ist die Hardware-Adresse von Bluetooth oder Ethernet (12 Zeichen).', mobile_number: 'Das ist die IMEI oder SIM-Nummer eines Mobilfunkgeräts.', unknown: 'Dieser Code gehört zu keinem LoRaWAN-Gerät.',
  },
  instead: 'Bitte den Code mit der DevEUI scannen, er beginnt oft mit LW:D0.',
  broken: {
    tooLong: 'Der Code ist zu lang für ein Gerät.', checksum: 'Die Prüfsumme stimmt nicht: beschädigt oder vertippt. Noch einmal scannen oder einen anderen Aufkleber nehmen.', beginning: 'Der Code beginnt nicht mit LW:D0 in Großbuchstaben.', parts: 'Es sind nur {n} von 5 Teilen da. Bitte den ganzen Code scannen.', unlike: 'Der Code ist unvollständig. Bitte den ganzen Code scannen.', joinEui: 'Die JoinEUI darin hat nicht 16 Hex-Zeichen.', devEui: 'Die DevEUI darin hat nicht 16 Hex-Zeichen.', profile: 'Die ProfileID darin hat nicht 8 Hex-Zeichen.', placeholder: 'Die DevEUI ist nur ein Platzhalter. Bitte einen anderen Aufkleber nehmen.', twice: 'Ein Teil des Codes steht doppelt da. Bitte einen anderen Aufkleber nehmen.', character: 'Ein Zeichen darin kann nicht stimmen.', digits: 'Das sieht nach einer DevEUI mit einem Zeichen zu viel oder zu wenig aus; sie hat 16.',
  },

  modelTitle: 'Modell', modelLead: 'Welches Modell es ist, steht auf keiner Liste.', choose: 'Bitte wählen',
  pilotTitle: 'Pilot', siteTitle: 'Standort', siteSearch: 'Standort oder Anlage suchen', locating: 'Position wird bestimmt …', located: 'Position auf {n} m genau', notLocated: 'Keine Position: die Liste ist nach Namen sortiert.', asList: 'Liste', asMap: 'Karte', mapLabel: 'Karte der Standorte; dieselben stehen in der Liste', newSite: 'Neuer Standort', sitesMore: { one: '{n} weiterer: suchen', other: '{n} weitere: suchen' }, noSites: 'Kein Standort passt.', hasDevice: 'mit Gerät', away: '{n} m', awayFar: '{n} km', swapNone: 'An keinem Standort hängt ein Gerät.',
  newSiteLead: 'Wird beim Übertragen angelegt.', siteName: 'Name', siteAsset: 'Anlage', noAsset: 'ohne Anlage', height: 'Montagehöhe in m (im Schacht negativ)', note: 'Notiz', positionUse: 'Position des Telefons speichern',
  photoTitle: 'Foto der Montage', photoTake: 'Foto aufnehmen', photoAgain: 'Anderes Foto', photoDuty: 'Keine Gesichter und Kennzeichen aufnehmen: Das ist die Pflicht der fotografierenden Person. Ort und Zeit im Bild werden entfernt.', photoOf: 'Foto der Montage, verkleinert', photoBroken: 'Dieses Bild kann nicht gelesen werden. Bitte ein neues aufnehmen.',
  confirmTitle: 'Alles richtig?', device: 'Gerät', model: 'Modell', site: 'Standort', pilot: 'Pilot', reasonTitle: 'Grund', reason: { battery: 'Batterie leer', broken: 'Defekt', other: 'Anderer Grund' }, whichOld: 'Welches Gerät wird getauscht?',
  doMount: 'Montage eintragen', doSwap: 'Tausch eintragen', doTakeDown: 'Abbau eintragen', doTest: 'Test starten', savedOffline: 'Auf dem Telefon gesichert',

  checkTitle: 'Warten, bis es grün ist', checkWaits: 'Die Prüfung beginnt, sobald der Auftrag übertragen ist.', checkOffline: 'Ohne Netz keine Prüfung. Der Auftrag ist gesichert und wird übertragen.', checkNowhere: 'Das Gerät ist an keinem Standort.', checkFailed: 'Die Prüfung ist gerade nicht möglich: {reason}',
  grade: { GOOD: 'Gut', FRAGILE: 'Wackelig', NO_CONTACT: 'Kein Kontakt' }, gradeWaiting: 'Noch kein Kontakt', gradeSay: { GOOD: 'Der Sensor wird sicher empfangen. Sie können gehen.', FRAGILE: 'Der Sensor wird empfangen, aber nicht sicher.', NO_CONTACT: 'Der Sensor wird nicht empfangen.', waiting: 'Warte auf den Sensor …' },
  cause: { NEVER_HEARD: 'Noch nichts gehört', ONLY_JOINED: 'Beigetreten, aber noch kein Messwert', SILENT: 'Seit drei Intervallen still', WEAK: 'Schwacher Empfang', LOSSY: 'Nachrichten gehen verloren', NOT_DECODED: 'Nachrichten sind nicht lesbar', BAD_VALUES: 'Werte außerhalb des Möglichen', ONE_GATEWAY: 'Nur ein Gateway trägt den Standort' },
  tries: { NEVER_HEARD: 'Gerät einschalten (Magnet, Taste), Batterie prüfen. Stimmt die DevEUI, ist das Gerät im Netz eingetragen?', ONLY_JOINED: 'Ein Intervall abwarten oder am Gerät eine Messung auslösen.', SILENT: 'Batterie und Antenne prüfen, Gerät neu starten.', WEAK: 'Höher hängen, Antenne senkrecht, weg von Metall und Deckeln, wenige Meter versetzen.', LOSSY: 'Wie bei schwachem Empfang; danach einige Nachrichten abwarten.', NOT_DECODED: 'Stimmt das Modell? Bitte dem Büro melden; die Nachrichten sind aufbewahrt.', BAD_VALUES: 'Ist der Fühler angeschlossen und frei? Werte unten ansehen.', ONE_GATEWAY: 'Fällt es aus, ist der Standort still. Bei wichtigen Standorten dem Büro melden.' },
  joined: 'Dem Netz beigetreten', notJoined: 'Noch nicht beigetreten', firstUplinks: { one: '{n} Nachricht empfangen', other: '{n} Nachrichten empfangen' }, nothingYet: 'Noch keine Nachricht', interval: 'sendet alle {n} min', bestSnr: 'Bestes SNR', margin: 'Reserve', marginText: '{margin} dB bei SF{sf}', headroom: 'Reserve bis SF12', survives: 'Ohne bestes Gateway', survivesYes: 'weiter empfangen', survivesNo: 'kein Empfang', values: 'Werte', flagWord: { 1: 'gut', 2: 'ungeprüft', 3: 'verdächtig', 4: 'unmöglich', 9: 'fehlt' }, complaints: 'Der Netzwerk-Server meldet', gatewayLine: '{snr} dB SNR, Reserve {margin} dB, {n}×', elapsed: 'seit {n} min', testSite: 'Test: zählt in keiner Auswertung', done: 'Fertig', lastHeard: 'zuletzt {time}',

  conflict: {
    WRONG_LABEL: 'Das ist nicht der Code des Geräts.', NOT_DELIVERED: 'Das Gerät {device} steht auf keiner Lieferliste.', NO_MODEL: 'Das Modell ist unbekannt{called}.', DEVICE_ELSEWHERE: 'Das Gerät {device} ist schon am Standort {siteName}, seit {since}.', SITE_TAKEN: 'Am Standort {siteName} hängt schon {device}, seit {since}.', SITE_CHANGED: 'Am Standort {siteName} hängt inzwischen {device}, seit {since}.', NO_SUCH_SITE: 'Den Standort {site} gibt es nicht mehr.', LATER_ENTRY: 'Inzwischen wurde etwas Späteres eingetragen: {device} an {siteName} seit {since}.', REFUSED: 'Der Server nimmt es nicht an.',
  },
  choice: { MOVE: 'Ist jetzt hier', SWAP: 'Altes Gerät ist weg: tauschen', BESIDE: 'Beide hängen hier', ANYWAY: 'Stimmt: trotzdem eintragen', CHOOSE_MODEL: 'Mit diesem Modell eintragen', CHOOSE_SITE: 'Anderen Standort wählen', SCAN_AGAIN: 'Code neu eingeben', DISCARD: 'Auftrag verwerfen' },
  discardSure: 'Wirklich verwerfen? Was vor Ort getan wurde, steht dann nirgends.', discardYes: 'Verwerfen',
};

const en = {
  fieldTitle: 'Sensors on site', back: 'Back', next: 'Next', home: 'Start',
  mount: 'Mount a sensor', swap: 'Swap a sensor', takeDown: 'Take a sensor down', tryOut: 'Try a sensor out',
  mountWhy: 'Scan, choose the site, check', swapWhy: 'Battery flat or broken; the series goes on', takeDownWhy: 'The device leaves its site', tryOutWhy: 'Its readings count in no evaluation',
  step: 'Step {n} of {total}',
  offlineNow: 'Offline', offlineHow: 'Everything is kept on the phone and sent once there is a network.',
  listsAge: 'Lists as of {time}', listsNone: 'The lists are not loaded yet. Sign in and load them once while online.', listsRefresh: 'Reload the lists', listsFailed: 'The lists could not be loaded: {reason}', listsLoading: 'Loading the lists …',
  needSignIn: 'Please sign in to send.',

  queue: 'Tasks', queueEmpty: 'Everything is sent.', queueWaiting: { one: '{n} task waits for a network', other: '{n} tasks wait for a network' }, queueConflicts: { one: '{n} task needs a decision', other: '{n} tasks need a decision' },
  queueSend: 'Send now', queueLead: 'In the order in which they were done.',
  taskState: { waiting: 'waiting', conflict: 'decision needed', done: 'sent' },
  taskKind: { register: 'Mounted', swap: 'Swapped', take_down: 'Taken down', test: 'Test', photo: 'Photo of the site' },
  deviceOnPhoto: 'device on the photo', seeCheck: 'See the check',

  scanTitle: 'Code of the device', scanNew: 'Code of the new device', scanLead: 'The right code mostly begins with LW:D0.', scanCamera: 'Start the camera', scanAim: 'Hold the code in the middle.',
  scanPhoto: 'Take a photo of the code', scanType: 'Or type it', scanTypeHint: 'DevEUI, 16 characters, or the whole code', take: 'Use it', reading: 'Reading the photo …', noCamera: 'The camera cannot be used: take a photo or type.',
  keptPhoto: 'The photo is kept. It is read once there is a network; the device is then shown among the tasks.', noCodeOnPhoto: 'No QR code can be read on the photo: go nearer, hold still, avoid glare. Or type it.',
  scanned: 'Device', unchecked: 'The code has no checksum: please compare it with the sticker.', onList: 'on the delivery list', notOnList: 'On no delivery list. Without its key the network cannot take it; please ask the office.', isAt: 'At present at: {site}',
  isJoinEui: 'This is the JoinEUI of delivered devices, not the DevEUI. Please scan the other sticker.', noSuchSerial: 'This serial number is on no delivery list. Please scan the code with the DevEUI.',
  wrong: {
    nothing: 'The code is empty.', join_eui: 'This is the JoinEUI (once AppEUI): it names the join server, not the device.', key: 'This is a key of the device. Keep it covered: it belongs in no photo.', web_address: 'This code is a web address.', wireless_network: 'This code is the access to a Wi-Fi.', contact: 'This code is a contact.', place: 'This code is a place on the map.', smart_home: 'This code pairs a smart-home device, not one of LoRaWAN.', hardware_address: 'This is the hardware address of Bluetooth or Ethernet (12 digits).', mobile_number: 'This is the IMEI or SIM number of a device for mobile networks.', unknown: 'This code is not that of a LoRaWAN device.',
  },
  instead: 'Please scan the code with the DevEUI, which often begins with LW:D0.',
  broken: {
    tooLong: 'The code is too long for a device.', checksum: 'The checksum is wrong: damaged or mistyped. Scan it again, or take another sticker.', beginning: 'The code does not begin with LW:D0 in capital letters.', parts: 'Only {n} of 5 parts are there. Please scan the whole code.', unlike: 'The code is incomplete. Please scan the whole code.', joinEui: 'Its JoinEUI is not 16 hex digits.', devEui: 'Its DevEUI is not 16 hex digits.', profile: 'Its ProfileID is not 8 hex digits.', placeholder: 'Its DevEUI is nothing but a placeholder. Please take another sticker.', twice: 'A part of the code is there twice. Please take another sticker.', character: 'A character in it cannot be right.', digits: 'It looks like a DevEUI with a digit too many or too few, which has 16.',
  },

  modelTitle: 'Model', modelLead: 'No list says which model it is.', choose: 'Please choose',
  pilotTitle: 'Pilot', siteTitle: 'Site', siteSearch: 'Search for a site or asset', locating: 'Looking for the position …', located: 'Position within {n} m', notLocated: 'No position: the list is sorted by name.', asList: 'List', asMap: 'Map', mapLabel: 'Map of the sites; the list has the same', newSite: 'New site', sitesMore: { one: '{n} more: search', other: '{n} more: search' }, noSites: 'No site fits.', hasDevice: 'has a device', away: '{n} m', awayFar: '{n} km', swapNone: 'There is no site with a device.',
  newSiteLead: 'It is made once the task is sent.', siteName: 'Name', siteAsset: 'Asset', noAsset: 'no asset', height: 'Mounting height in m (negative in a shaft)', note: 'Note', positionUse: 'Keep the position of the phone',
  photoTitle: 'Photo of the mounting', photoTake: 'Take a photo', photoAgain: 'Another photo', photoDuty: 'No faces and no number plates: that is the duty of whoever takes the photo. Place and time inside the picture are removed.', photoOf: 'Photo of the mounting, scaled down', photoBroken: 'This picture cannot be read. Please take a new one.',
  confirmTitle: 'Is this right?', device: 'Device', model: 'Model', site: 'Site', pilot: 'Pilot', reasonTitle: 'Reason', reason: { battery: 'Battery flat', broken: 'Broken', other: 'Another reason' }, whichOld: 'Which device is swapped?',
  doMount: 'Register', doSwap: 'Register the swap', doTakeDown: 'Register it as taken down', doTest: 'Start the test', savedOffline: 'Kept on the phone',

  checkTitle: 'Stay until it is green', checkWaits: 'The check begins once the task is sent.', checkOffline: 'No check without a network. The task is kept and will be sent.', checkNowhere: 'The device is at no site.', checkFailed: 'No check just now: {reason}',
  grade: { GOOD: 'Good', FRAGILE: 'Fragile', NO_CONTACT: 'No contact' }, gradeWaiting: 'No contact yet', gradeSay: { GOOD: 'The sensor is heard well. You may go.', FRAGILE: 'The sensor is heard, but not safely.', NO_CONTACT: 'The sensor is not heard.', waiting: 'Waiting for the sensor …' },
  cause: { NEVER_HEARD: 'Nothing heard yet', ONLY_JOINED: 'Joined, but no reading yet', SILENT: 'Silent for three intervals', WEAK: 'Weak reception', LOSSY: 'Messages are lost', NOT_DECODED: 'Messages cannot be decoded', BAD_VALUES: 'Values outside of what can be', ONE_GATEWAY: 'One gateway alone carries the site' },
  tries: { NEVER_HEARD: 'Switch the device on (magnet, button), check the battery. Is the DevEUI right, and the device known to the network?', ONLY_JOINED: 'Wait for one interval, or trigger a measurement at the device.', SILENT: 'Check battery and antenna, restart the device.', WEAK: 'Mount it higher, antenna upright, away from metal and lids, or some metres aside.', LOSSY: 'As with weak reception; then wait for some messages.', NOT_DECODED: 'Is the model right? Please tell the office; the messages are kept.', BAD_VALUES: 'Is the probe connected and free? See the values below.', ONE_GATEWAY: 'If it fails, the site is silent. Tell the office where the site matters.' },
  joined: 'Joined the network', notJoined: 'Not joined yet', firstUplinks: { one: '{n} message received', other: '{n} messages received' }, nothingYet: 'No message yet', interval: 'sends every {n} min', bestSnr: 'Best SNR', margin: 'Margin', marginText: '{margin} dB at SF{sf}', headroom: 'Headroom to SF12', survives: 'Without the best gateway', survivesYes: 'still heard', survivesNo: 'not heard', values: 'Values', flagWord: { 1: 'good', 2: 'not evaluated', 3: 'suspect', 4: 'impossible', 9: 'missing' }, complaints: 'The network server says', gatewayLine: '{snr} dB SNR, margin {margin} dB, {n}×', elapsed: 'for {n} min', testSite: 'Test: counts in no evaluation', done: 'Done', lastHeard: 'last {time}',

  conflict: {
    WRONG_LABEL: 'This is not the code of the device.', NOT_DELIVERED: 'The device {device} is on no delivery list.', NO_MODEL: 'The model is not known{called}.', DEVICE_ELSEWHERE: 'The device {device} is at the site {siteName} already, since {since}.', SITE_TAKEN: 'At the site {siteName} there is {device} already, since {since}.', SITE_CHANGED: 'At the site {siteName} there is {device} by now, since {since}.', NO_SUCH_SITE: 'The site {site} is not there any more.', LATER_ENTRY: 'Something of a later time was entered meanwhile: {device} at {siteName} since {since}.', REFUSED: 'The server does not take it.',
  },
  choice: { MOVE: 'It is here now', SWAP: 'The old one is gone: swap', BESIDE: 'Both are here', ANYWAY: 'It is right: register anyway', CHOOSE_MODEL: 'Register as this model', CHOOSE_SITE: 'Choose another site', SCAN_AGAIN: 'Enter the code again', DISCARD: 'Discard the task' },
  discardSure: 'Discard it? Then it is written nowhere what was done here.', discardYes: 'Discard',
};

Object.assign(strings.de, de);
Object.assign(strings.en, en);
