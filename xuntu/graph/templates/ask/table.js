// An answer as a table to read: heads in words, things of the graph as buttons that show their sentences.

const STEP = 300;
const LONG = 18;
const MOST_LINKS = 6;
const BASE = "https://w3id.org/xuntu/";
const UNSHOWN = new Set(["start", "end", "file"]);

const isLink = (column) => column === "iri" || /_iris?$/.test(column);
const idOf = (iri) => (iri.startsWith(BASE) ? iri.slice(BASE.length) : iri);
const nodeOf = (value) => (typeof value === "string" ? byId.get(idOf(value)) : undefined);
// Marks that reorder the text around them could make it read as something else.
const REORDERING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const shown = (value) => textOf(value).replace(REORDERING, "");

function readNumber(column, value) {
  const plain = /^-?\d+(\.\d+)?$/.test(value.number) && !/(year|number|start|end)$/i.test(column);
  return plain ? Number(value.number).toLocaleString("en", { maximumFractionDigits: 6 }) : value.number;
}

function cell(column, value, words) {
  if (value !== null && typeof value === "object") return make("td", { cls: "number", text: readNumber(column, value) });
  if (typeof value === "boolean") return make("td", { text: value ? words.yes : words.no });
  const index = nodeOf(value);
  if (index !== undefined) return make("td", {}, press({ cls: "thing", title: value }, () => look(index), dot(index), label(index)));
  const text = shown(value);
  return make("td", { cls: text.length > LONG ? "long" : "short" }, make("bdi", { cls: "text", text }));
}

function links(name, value, words) {
  const cells = [];
  const iris = shown(value).split(" ").filter(Boolean);
  for (const iri of iris.slice(0, MOST_LINKS)) {
    const index = nodeOf(iri);
    if (index !== undefined) cells.push(press({ cls: "thing", title: iri }, () => look(index), dot(index), make("span", { text: name || kinds[nodes[index].kind] })));
    else cells.push(make("bdi", { cls: "iri", text: idOf(iri), title: iri }));
  }
  if (iris.length > MOST_LINKS) cells.push(make("span", { cls: "soft", text: say(words.andmore, { count: iris.length - MOST_LINKS }) }));
  return cells;
}

// What links of a column are called, such as 问题.
const nameOfLinks = (meaning) => nameOf(meaning || "").replace(/的 IRI|IRIs? of (the )?|各次|各/g, "").trim();

export function makeTable({ columns, rows }, meanings, words) {
  const linked = columns.map((name, at) => ({ name, at })).filter(({ name }) => isLink(name) && name in meanings);
  const plain = columns.map((name, at) => ({ name, at })).filter(({ name }) => !linked.some((one) => one.name === name) && !(linked.length && UNSHOWN.has(name)));
  const numeric = ({ at }) => rows.length && rows.slice(0, STEP).every((row) => row[at] === null || typeof row[at] === "object") && rows.some((row) => row[at] !== null);
  const head = make("tr", {}, ...(linked.length ? [make("th", { scope: "col", text: words.source })] : []),
    ...plain.map((one) => make("th", { scope: "col", text: meanings[one.name] ? nameOf(meanings[one.name]) : one.name, title: meanings[one.name] || one.name, ...(numeric(one) ? { cls: "number" } : {}) })));
  const body = make("tbody");
  const table = make("table", {}, make("thead", {}, head), body);
  const more = press({ cls: "more" }, () => add());
  let at = 0;
  function add() {
    rows.slice(at, at + STEP).forEach((row) => {
      const first = linked.length ? [make("td", { cls: "sources" }, ...linked.flatMap(({ name, at: place }) => links(nameOfLinks(meanings[name]), row[place], words)))] : [];
      body.append(make("tr", {}, ...first, ...plain.map(({ name, at: place }) => cell(name, row[place], words))));
    });
    at += STEP;
    more.hidden = at >= rows.length;
    more.textContent = say(words.morerows, { count: Math.min(STEP, rows.length - at), all: rows.length.toLocaleString("en") });
  }
  add();
  return make("div", { cls: "rows", tabindex: "0", role: "region", "aria-label": words.answer }, table, more);
}
