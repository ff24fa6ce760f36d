// Says what the text of a code is, as the server's LabelReader does; a test holds both against the same texts. Nothing of it needs a network.

/** Longest code that is looked at. */
export const CHARACTERS_LIMIT = 1000;

const EUI = /^[0-9A-Fa-f]{16}$/;
const PROFILE = /^[0-9A-Fa-f]{8}$/;
const KEY = /^[0-9A-Fa-f]{32}$/;
const PAIR = /^([0-9A-Fa-f]{16}):([0-9A-Fa-f]{16})$/;
const NAMED = /^dev(?:ice)?[ _-]?eui\s*[:=]?\s*([^\n,;]*)/i;
const NAMED_SERIAL = /^(?:s\/?n|serial(?:[ _-]?(?:number|no\.?))?|serien-?(?:nummer|nr\.?))\s*[:=]\s*(\S.{0,63})$/i;
const SERIAL = /^(?=[^0-9]*[0-9])[A-Za-z0-9][A-Za-z0-9 ._/-]{3,39}$/;
const DRAFT_VALUE = /^[0-9A-Za-z $*+./:-]*$/;
const PLACEHOLDER = /^(0{16}|[Ff]{16})$/;
const MISTYPED = /^([0-9a-f]{15}|[0-9a-f]{17})$/;

const OTHERS = [
  ['nothing', /^\s*$/],
  ['join_eui', /^(join|app|application)[ _-]?eui/i],
  ['key', /^((app|nwk|network|application|gen ?app|app ?s|nwk ?s)[ _-]?key.*|[0-9a-f]{32}|([0-9a-f]{2}[ :-]){15}[0-9a-f]{2})$/is],
  ['web_address', /^((https?:\/\/|www\.).*|[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,10}\/.*)$/is],
  ['wireless_network', /^wifi:/i],
  ['contact', /^(begin:vcard|mecard:|bizcard:|mailto:|matmsg:|tel:|sms(to)?:)/i],
  ['place', /^geo:/i],
  ['smart_home', /^(mt:|x-hm:|z:|dpp:)/i],
  ['hardware_address', /^([0-9a-f]{2}[:-]){5}[0-9a-f]{2}$/i],
  ['mobile_number', /^(imei\s*[:=]?.*|iccid\s*[:=]?.*|89\d{17,18})$/is],
];

const damaged = (why, values = {}) => ({ kind: 'damaged', why, ...values });
const other = (what) => ({ kind: 'other', what });

/**
 * What it is: {kind: 'device', devEui, joinEui?, serial?, checked}, {kind: 'eui', eui}, {kind: 'serial', serial},
 * {kind: 'other', what} or {kind: 'damaged', why}. EUIs are sixteen lower-case digits. An owner token is left out: it is a secret.
 */
export function read(text) {
  const code = text.trim();
  if (code.length > CHARACTERS_LIMIT) {
    return damaged('tooLong');
  }
  const capitals = code.toUpperCase();
  if (capitals.startsWith('LW:')) {
    return tr005(code);
  }
  if (capitals.startsWith('URN:LW:')) {
    return draft2(code);
  }
  return capitals.startsWith('URN:DEV:LW:') ? draft3(code) : withoutForm(code);
}

function withoutForm(code) {
  const pair = PAIR.exec(code);
  if (pair) {
    return device(pair[1], pair[2], {}, false);
  }
  const named = NAMED.exec(code);
  if (named) {
    const eui = canonical(named[1]);
    return eui === null ? damaged('devEui') : device(eui, null, {}, false);
  }
  const eui = canonical(code);
  if (eui !== null) {
    return PLACEHOLDER.test(eui) ? damaged('placeholder') : { kind: 'eui', eui };
  }
  return withoutEui(code);
}

function withoutEui(code) {
  const named = NAMED_SERIAL.exec(code);
  if (named) {
    return { kind: 'serial', serial: named[1].trim() };
  }
  const found = OTHERS.find(([, pattern]) => pattern.test(code));
  if (found) {
    return other(found[0]);
  }
  if (isMistyped(code)) {
    return damaged('digits');
  }
  return SERIAL.test(code) ? { kind: 'serial', serial: code } : other('unknown');
}

// In groups or not, as labels have it.
function canonical(text) {
  const hex = text.trim().toLowerCase().replace(/[-: ]/g, '');
  return EUI.test(hex) ? hex : null;
}

// Fifteen decimal digits are an IMEI.
function isMistyped(text) {
  const hex = text.toLowerCase().replace(/[-:. ]/g, '');
  return MISTYPED.test(hex) && !/^[0-9]+$/.test(hex);
}

function tr005(code) {
  const parts = code.split(':');
  if (parts[0] !== 'LW' || parts[1] !== 'D0') {
    return damaged('beginning');
  }
  if (parts.length < 5) {
    return damaged('parts', { n: parts.length });
  }
  const wrong = fault(parts[2], parts[3], parts[4]);
  if (wrong) {
    return wrong;
  }
  const values = byLetter(parts.slice(5));
  if (values === null) {
    return damaged('twice');
  }
  if (values.C !== undefined && !isRight(values.C, parts)) {
    return damaged('checksum');
  }
  return device(parts[3], parts[2], values, values.C !== undefined);
}

function draft2(code) {
  const parts = code.split(':');
  if (parts.length < 6 || !code.startsWith('URN:LW:DP:')) {
    return damaged('unlike');
  }
  return draft(parts.slice(3, 6), parts.slice(6).join(':').replaceAll('%25', '%').split('%'));
}

function draft3(code) {
  const parts = code.split(':').slice(3).join(':').split('_');
  if (parts.length < 3 || !code.startsWith('URN:DEV:LW:')) {
    return damaged('unlike');
  }
  return draft(parts.slice(0, 3), parts.slice(3));
}

function draft([joinEui, devEui, profile], extensions) {
  const wrong = fault(joinEui, devEui, profile);
  if (wrong) {
    return wrong;
  }
  if (!extensions.every((each) => DRAFT_VALUE.test(each))) {
    return damaged('character');
  }
  const values = byLetter(extensions);
  return values === null ? damaged('twice') : device(devEui, joinEui, values, false);
}

function fault(joinEui, devEui, profile) {
  if (KEY.test(profile)) {
    return other('key');
  }
  if (!EUI.test(joinEui)) {
    return damaged('joinEui');
  }
  if (!EUI.test(devEui)) {
    return damaged('devEui');
  }
  if (!PROFILE.test(profile)) {
    return damaged('profile');
  }
  return PLACEHOLDER.test(devEui) ? damaged('placeholder') : null;
}

function device(devEui, joinEui, values, checked) {
  if (PLACEHOLDER.test(devEui)) {
    return damaged('placeholder');
  }
  const found = { kind: 'device', devEui: devEui.toLowerCase(), checked };
  if (joinEui !== null) {
    found.joinEui = joinEui.toLowerCase();
  }
  if (values.S !== undefined) {
    found.serial = values.S;
  }
  return found;
}

// Extensions are told by their letter, wherever they stand; null if one is there twice.
function byLetter(parts) {
  const values = {};
  for (const part of parts.filter((each) => each.length > 1)) {
    if (Object.hasOwn(values, part[0])) {
      return null;
    }
    values[part[0]] = part.slice(1);
  }
  return values;
}

// Who types a code writes its hexadecimal digits as it comes; the checksum is that of capitals.
function isRight(checksum, parts) {
  const checked = parts.filter((part) => part !== `C${checksum}`);
  const capitals = checked.map((part, index) => (index < 5 ? part.toUpperCase() : part));
  return [checked, capitals].some((each) => crc(each.join(':')) === checksum.toUpperCase());
}

/** CRC-16/MODBUS as four hex digits, the high byte first. */
export function crc(text) {
  let sum = 0xffff;
  for (const octet of octets(text)) {
    sum ^= octet;
    for (let bit = 0; bit < 8; bit++) {
      sum = (sum & 1) === 0 ? sum >>> 1 : (sum >>> 1) ^ 0xa001;
    }
  }
  return sum.toString(16).toUpperCase().padStart(4, '0');
}

// In UTF-8.
function octets(text) {
  const escaped = encodeURIComponent(text.replace(/[\ud800-\udfff]/g, '?'));
  return (escaped.match(/%[0-9A-F]{2}|[^%]/g) ?? []).map((each) => (each.length === 3 ? parseInt(each.slice(1), 16) : each.charCodeAt(0)));
}

/** How the server is told of it: what names the device, and nothing else. */
export function code(label) {
  switch (label.kind) {
    case 'device': return label.joinEui ? `${label.devEui}:${label.joinEui}` : label.devEui;
    case 'eui': return label.eui;
    case 'serial': return label.serial;
    default: return null;
  }
}
