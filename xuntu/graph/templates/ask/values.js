// What a question is told, as terms of the graph: as queries/values.py reads it, by the same queries and the same words.
// A slot is undefined (free), { iris } or { term }.

export class Unread extends Error {
  constructor(name, message) {
    super(message);
    this.parameter = name;
  }
}

const DIGITS = new Map([..."零一二三四五六七八九"].map((one, value) => [one, value]));
[..."壹贰叁肆伍陆柒捌玖"].forEach((one, value) => DIGITS.set(one, value + 1));
[["〇", 0], ["○", 0], ["两", 2]].forEach(([one, value]) => DIGITS.set(one, value));
const SCALES = new Map([["十", 10], ["拾", 10], ["百", 100], ["千", 1000]]);
const IRI = /^[a-z][a-z0-9+.-]*:[^<>"{}|^`\\\x00-\x20]+$/;
const PLAIN = new Set(["text", "iri", "date", "number"]);
const XSD = "http://www.w3.org/2001/XMLSchema#";

const byCode = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const iris = (values) => ({ iris: [...new Set(values)].sort(byCode) });
const say = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

export function toNumber(numeral) {
  if (/^[0-9]+$/.test(numeral)) return Number(numeral);
  const marks = [...numeral];
  if (!marks.some((mark) => SCALES.has(mark))) return Number(marks.map((mark) => DIGITS.get(mark)).join(""));
  let total = 0;
  let digit = 0;
  for (const mark of marks) {
    if (SCALES.has(mark)) {
      total += (digit || 1) * SCALES.get(mark);
      digit = 0;
    } else digit = DIGITS.get(mark);
  }
  return total + digit;
}

// Text as a SPARQL string: nothing in it can end the string.
export const quoted = (text) => `"${text.replace(/["\\\x00-\x1f\x7f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, (mark) => (/[\ud800-\udfff]/.test(mark) ? "\ufffd" : `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}`))}"`;

function wrap(iri) {
  if (!IRI.test(iri)) throw new Error(iri);
  return `<${iri}>`;
}

// The query with slots in place of UNDEF.
export function bind(sparql, slots) {
  let text = sparql;
  for (const [name, slot] of Object.entries(slots)) {
    if (!slot) continue;
    const terms = slot.iris ? slot.iris.map(wrap).join(" ") : slot.term;
    text = text.replace(new RegExp(`VALUES\\s+[?$]${name}\\s*\\{\\s*UNDEF\\s*\\}`, "gi"), () => `VALUES ?${name} { ${terms} }`);
  }
  return text;
}

// `rowsOf(name, slots)` asks one of the queries that read names. Returns the slots of a question with what it is told.
export async function readSlots(question, given, told, words, rowsOf) {
  const slots = {};
  for (const parameter of question.parameters) {
    const raw = given[parameter.name] || parameter.default || "";
    const value = PLAIN.has(parameter.kind) ? raw : raw.trim();
    if (!value && parameter.required) throw new Unread(parameter.name, words.required);
    const read = value ? await READ[parameter.kind](value, { parameter, told, words, rowsOf }) : undefined;
    slots[parameter.slot] = both(slots[parameter.slot], read);
  }
  return slots;
}

// Two parameters of one slot leave what both leave: a unit and a place are the units of that name in that place.
function both(one, other) {
  if (one && other && one.iris && other.iris) {
    const among = new Set(other.iris);
    return { iris: one.iris.filter((each) => among.has(each)) };
  }
  return one ? one : other;
}

// The findings that units and inspections leave, where these are few: it changes no answer, only the time it takes.
export async function narrow(question, slots, told, rowsOf) {
  if (!question.run.includes("VALUES ?f { UNDEF }") || slots.f) return slots;
  const found = [];
  for (const [slot, name] of [["u", "findings-of-units"], ["i", "findings-of-inspections"]]) {
    if (slots[slot] && slots[slot].iris.length <= told.few) found.push(new Set((await rowsOf(name, { [slot]: slots[slot] })).map(([finding]) => finding)));
  }
  if (!found.length) return slots;
  const left = [...found[0]].filter((one) => found.every((each) => each.has(one)));
  return left.length <= told.few ? { ...slots, f: iris(left) } : slots;
}

const firsts = (rows) => iris(rows.map(([first]) => first));
const named = (query, wanted = (value) => quoted(value)) => async (value, { rowsOf }) => firsts(await rowsOf(query, { wanted: { term: wanted(value) } }));

function unknown({ parameter, words }, value, may) {
  throw new Unread(parameter.name, say(words.novalue, { value, may }));
}

async function readPlace(value, about) {
  const { told, words, rowsOf } = about;
  const places = await rowsOf("places", {});
  const codes = new Set([value, ...told.divisions.filter(([, ...names]) => names.includes(value)).map(([code]) => code)]);
  const wanted = new Set(places.filter(([place, label]) => codes.has(place.split("/").pop()) || label.startsWith(value)).map(([place]) => place));
  if (!wanted.size && codes.size === 1) unknown(about, value, words.mayplace);
  for (let grown = -1; grown !== wanted.size;) {
    grown = wanted.size;
    places.forEach(([place, , outer]) => { if (wanted.has(outer)) wanted.add(place); });
  }
  return iris((await rowsOf("placed-units", {})).filter(([, place]) => wanted.has(place)).map(([unit]) => unit));
}

const escaped = (text) => text.replace(/[-.*+?^${}()|[\]\\#&~ \t\n\r\v\f]/g, "\\$&");

// 六届市委第三轮: with the ordinal in figures, and with or without the place of the committee.
export function patternOfRound(name) {
  const figures = name.replace(/第([一二三四五六七八九十百]+)(?=[轮批])/g, (_, ordinal) => `第${toNumber(ordinal)}`);
  return escaped(figures).replace(/(届)(?=[^届]*委)/g, "$1.{0,10}");
}

async function readYear(value, about) {
  if (!/^(?:19|20)\d\d$/.test(value)) throw new Unread(about.parameter.name, say(about.words.noyear, { value }));
  return iris((await about.rowsOf("years", {})).filter(([, year]) => year === value).map(([inspection]) => inspection));
}

async function readLevel(value, about) {
  const level = about.told.levels.find((words) => words.slice(0, -1).includes(value.toLowerCase()));
  if (!level) unknown(about, value, about.told.levels.map((words) => words[1]).join("、"));
  return firsts(await about.rowsOf("levels", { wanted: { iris: level.slice(-1) } }));
}

async function readTypes(value, about) {
  const types = about.told.types;
  const wanted = new Set();
  for (const name of value.split(/[、,，]/).map((one) => one.trim())) {
    const exact = types.filter(([code, zh, en]) => code === name.toUpperCase() || name === zh || name === en);
    const found = exact.length ? exact : types.filter(([, zh]) => zh.includes(name));
    if (!found.length) unknown(about, name, about.words.maytype);
    found.forEach(([code]) => wanted.add(code));
  }
  for (let grown = -1; grown !== wanted.size;) {
    grown = wanted.size;
    types.forEach(([code, , , broader]) => { if (wanted.has(broader)) wanted.add(code); });
  }
  return iris(types.filter(([code]) => wanted.has(code)).map((one) => one[4]));
}

async function readStatus(value, about) {
  const found = about.told.statuses[value];
  if (!found) unknown(about, value, Object.keys(about.told.statuses).join("、"));
  return iris(found);
}

const isDay = (text) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);

const READ = {
  unit: named("named-units"),
  place: readPlace,
  round: named("named-rounds", (value) => quoted(patternOfRound(value))),
  inspector: named("named-inspectors"),
  level: readLevel,
  year: readYear,
  type: readTypes,
  status: readStatus,
  text: async (value) => ({ term: quoted(value) }),
  iri: async (value, { parameter, words }) => {
    if (!IRI.test(value)) throw new Unread(parameter.name, say(words.noiri, { value }));
    return { term: wrap(value) };
  },
  date: async (value, { parameter, words }) => {
    if (!isDay(value)) throw new Unread(parameter.name, say(words.noday, { value }));
    return { term: `"${value}"^^<${XSD}date>` };
  },
  number: async (value, { parameter, words }) => {
    if (!/^[0-9]{1,9}$/.test(value)) throw new Unread(parameter.name, say(words.nonumber, { value }));
    return { term: `"${Number(value)}"^^<${XSD}integer>` };
  },
};
