// The page for SPARQL: Yasgui's editor with our words, and its results as a table, a picture or a text of ours.

import { draw, load, make, say } from "./network.js";

const form = document.getElementById("form");
const field = document.getElementById("query");
const state = document.getElementById("state");
const faults = document.getElementById("fault");
const result = document.getElementById("result");
const run = document.getElementById("run");
const stop = document.getElementById("stop");
const link = document.getElementById("link");
const words = JSON.parse(document.getElementById("words").textContent);
const OURS = "https://w3id.org/xuntu/";
const PAGE = 50;
const LISTED = 10_000;
const LONGEST = 20_000_000;
const DRAWN = 40;
const ACCEPT = "application/sparql-results+json, application/n-triples;q=0.9";
const KEPT = "xuntu.queries";

document.documentElement.classList.add("js");
const known = { prefixes: {}, words: [] };
load(form.dataset.vocabulary).then((told) => { Object.assign(known, told); declare(); }, () => {});

// ---- the editor ----
const { Yasqe } = window;
Yasqe.defaults.autocompleters = [];
const place = document.getElementById("editor");
place.hidden = false;
const yasqe = new Yasqe(place, {
  value: begin(), persistenceId: null, createShareableLink: null, consumeShareLink: null, showQueryButton: false,
  resizeable: true, editorHeight: "auto", viewportMargin: Infinity, autocompleters: [],
  extraKeys: {
    "Ctrl-Enter": ask, "Cmd-Enter": ask, "Ctrl-Space": () => complete(true), "Shift-Tab": false, Tab: false,
    Esc: () => run.focus(),
  },
});
field.hidden = true;
field.required = false;
form.querySelector("label[for=query]").removeAttribute("for");
const input = yasqe.getInputField();
input.setAttribute("aria-label", words.label);
input.setAttribute("aria-describedby", "state");
link.hidden = false;
form.addEventListener("submit", (event) => { event.preventDefault(); ask(); });
yasqe.on("inputRead", (_, change) => { if (/[\p{L}\p{N}:?_-]/u.test(change.text.join(""))) complete(false); });

let soon;
yasqe.on("changes", () => { clearTimeout(soon); soon = setTimeout(declare, 200); });

// Declare the prefixes that are used and known, so that the query can be taken elsewhere.
function declare() {
  const bare = yasqe.getValue().replace(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|<[^<>\s]*>|#[^\n]*/g, " ");
  const used = new Set([...bare.matchAll(/(?<![\p{L}\p{N}_?$:-])([A-Za-z][\w-]*):/gu)].map(([, prefix]) => prefix));
  const declared = yasqe.getPrefixesFromQuery();
  const missing = Object.entries(known.prefixes).filter(([prefix]) => used.has(prefix) && !(prefix in declared));
  if (missing.length) yasqe.addPrefixes(Object.fromEntries(missing));
}

// What stands in the editor at first: what the address says, else what was run last.
function begin() {
  const told = new URLSearchParams(location.hash.slice(1)).get("query");
  const asked = form.dataset.told || form.dataset.example;
  return told || (!asked && recent()[0]) || field.value;
}

function recent() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT) || "[]");
    return Array.isArray(kept) ? kept.filter((one) => typeof one === "string") : [];
  } catch {
    return [];  // kept by another version, or nothing may be kept
  }
}

function keep(query) {
  try {
    localStorage.setItem(KEPT, JSON.stringify([query, ...recent().filter((one) => one !== query)].slice(0, 20)));
  } catch { /* nothing may be kept: the query runs all the same */ }
  listRecent();
}

function listRecent() {
  const box = document.getElementById("recent");
  const kept = recent();
  box.hidden = !kept.length;
  box.querySelector("ul").replaceChildren(...kept.map((query) => {
    const button = make("button", { type: "button", text: query.replace(/\s+/g, " ").slice(0, 90) });
    button.addEventListener("click", () => { yasqe.setValue(query); yasqe.focus(); });
    return make("li", {}, button);
  }));
}
listRecent();

// ---- completion: words of the vocabulary by their names in both languages, variables, prefixes ----
function complete(wanted) {
  const doc = yasqe.getDoc();
  const cursor = doc.getCursor();
  const type = String(yasqe.getTokenAt(cursor).type || "");
  const before = doc.getLine(cursor.line).slice(0, cursor.ch);
  if (/comment|string/.test(type) || /<[^>\s]*$/.test(before)) return;
  const [word] = before.match(/[?$]?[\p{L}\p{N}_:.-]*$/u);
  if (!wanted && word.length < (/^[\x00-\x7f]*$/.test(word) ? 2 : 1)) return;
  const list = /^[?$]/.test(word) ? variables(word) : terms(word, /(?:^|[\s;.{])(?:a|rdf:type)\s+$/.test(before.slice(0, before.length - word.length)));
  if (!list.length) return;
  const from = { line: cursor.line, ch: cursor.ch - word.length };
  yasqe.showHint({ completeSingle: false, closeCharacters: /[\s{}()<>"]/, hint: () => Promise.resolve({ list, from, to: cursor }), container: place });
}

function variables(word) {
  const names = new Set(yasqe.getValue().match(/[?$][\p{L}\p{N}_]+/gu) || []);
  return [...names].filter((one) => one !== word && one.startsWith(word)).sort().map((one) => hint(one, words.variable, ""));
}

function terms(word, classFirst) {
  const wanted = word.toLowerCase();
  const found = [];
  for (const [name, sort, chinese, english, others, meaning] of known.words) {
    const low = name.toLowerCase();
    const local = low.slice(low.indexOf(":") + 1);
    const rank = low.startsWith(wanted) || local.startsWith(wanted) || chinese.startsWith(word) ? 0
      : chinese.includes(word) || others.some((one) => one.toLowerCase().startsWith(wanted)) ? 1
        : low.includes(wanted) || english.toLowerCase().includes(wanted) || others.some((one) => one.includes(word)) ? 2 : -1;
    if (rank < 0) continue;
    const order = sort === "concept" ? 2 : (sort === "class") === classFirst ? 0 : 1;
    found.push({ ...hint(name, words[sort], chinese, meaning), rank: rank + order * (classFirst ? 3 : 0.4) });
  }
  for (const prefix of Object.keys(known.prefixes)) {
    if (wanted && `${prefix}:`.startsWith(wanted) && !wanted.includes(":")) found.push({ ...hint(`${prefix}:`, words.prefix, known.prefixes[prefix]), rank: 1.5 });
  }
  return found.sort((a, b) => a.rank - b.rank || (a.text < b.text ? -1 : 1)).slice(0, 60);
}

function hint(text, sort, name, meaning = "") {
  return {
    text,
    render: (item) => item.append(make("b", { text }), make("span", { text: ` ${name} ` }), make("small", { text: [sort, meaning].filter(Boolean).join(" · ") })),
  };
}

// ---- asking ----
let asking;
stop.addEventListener("click", () => asking?.abort());

async function ask() {
  asking?.abort();
  const own = new AbortController();
  asking = own;
  declare();
  const query = yasqe.getValue();
  keep(query);
  history.replaceState(null, "", `#${new URLSearchParams({ query })}`);
  forgive();
  busy(true);
  const start = performance.now();
  try {
    const answer = await fetch(form.action, { method: "POST", signal: own.signal, headers: { accept: ACCEPT }, body: new URLSearchParams({ query }) });
    const { text, stopped } = await read(answer);
    const time = ((performance.now() - start) / 1000).toFixed(2);
    if (!answer.ok) blame(...reason(text, answer));
    else tell(text, { answer, query, time, stopped });
  } catch (error) {
    if (own !== asking && error.name === "AbortError") return;
    if (error.name === "AbortError") state.textContent = words.stopped;
    else blame(error instanceof TypeError ? words.unreachable : error.message);
  }
  if (own === asking) busy(false);
}

// Read an answer as far as a page can show it; what is longer ends after a whole row, and is there to download.
async function read(answer) {
  const reader = answer.body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return { text, stopped: false };
    text += decoder.decode(value, { stream: true });
    if (text.length < LONGEST) continue;
    await reader.cancel();
    const json = (answer.headers.get("content-type") || "").includes("json");
    const end = text.lastIndexOf(json ? "}},{" : "\n");
    return { text: json ? `${text.slice(0, end + 2)}]}}` : text.slice(0, end), stopped: true };
  }
}

function busy(now) {
  stop.hidden = !now;
  result.setAttribute("aria-busy", String(now));
  if (now) state.textContent = words.running;
}

// What a refusal says, and the place in the query that it speaks of.
function reason(text, answer) {
  try {
    const told = JSON.parse(text);
    return [String(told.error || answer.statusText), told.line && { line: told.line - 1, ch: (told.column || 1) - 1 }];
  } catch {
    return [text.includes("<html") ? `${answer.status} ${answer.statusText}` : text.trim().split("\n")[0] || String(answer.status)];
  }
}

let wrong;
function blame(why, place) {
  state.textContent = "";
  result.hidden = true;
  faults.replaceChildren(make("p", { cls: "fault", text: say(words.failed, { why }) }));
  if (!place) return;
  wrong = yasqe.addLineClass(place.line, "background", "wrong");
  yasqe.getDoc().setCursor(place);
  yasqe.scrollIntoView(place, 40);
}

function forgive() {
  faults.replaceChildren();
  if (wrong) yasqe.removeLineClass(wrong, "background", "wrong");
  wrong = undefined;
}

// ---- the answer ----
function tell(text, { answer, query, time, stopped }) {
  const kind = answer.headers.get("content-type") || "";
  const cut = stopped || /rows|bytes/.test(answer.headers.get("xuntu-truncated") || "") || /"truncated"\s*:\s*(true|")/.test(text.slice(-200));
  result.hidden = false;
  if (kind.includes("json")) {
    const told = JSON.parse(text);
    if (typeof told.boolean === "boolean") {
      state.textContent = say(words.count, { rows: 1, time });
      return result.replaceChildren(make("p", { cls: "answer", text: told.boolean ? words.yes : words.no }));
    }
    const columns = told.head.vars;
    const rows = told.results.bindings.map((row) => columns.map((name) => row[name]));
    state.textContent = say(words.count, { rows: rows.length, time });
    return layOut({ columns, rows, text, query, cut, saves: [["csv", "CSV"], ["json", "JSON"], ["tsv", "TSV"], ["xml", "XML"]] });
  }
  const triples = readTriples(text);
  state.textContent = say(words.triples, { rows: triples.length, time });
  return layOut({ columns: [words.subject, words.predicate, words.object], rows: triples, text, query, cut, triples, saves: [["ttl", "Turtle"], ["nt", "N-Triples"], ["jsonld", "JSON-LD"]] });
}

function layOut(told) {
  const views = [["table", table], ["graph", picture], ["text", source]];
  const shown = make("div", { cls: "shown" });
  const tabs = make("div", { cls: "tabs", role: "group", "aria-label": words.result });
  const open = (name) => {
    for (const button of tabs.querySelectorAll("button")) button.setAttribute("aria-pressed", String(button.dataset.view === name));
    shown.replaceChildren(views.find(([one]) => one === name)[1](told));
  };
  for (const [name] of views) {
    const button = make("button", { type: "button", text: words[name], "data-view": name });
    button.addEventListener("click", () => open(name));
    tabs.append(button);
  }
  const saves = make("span", { cls: "saves" }, make("span", { cls: "soft", text: words.save }), ...told.saves.map(([format, name]) => save(told.query, format, name)));
  result.replaceChildren(make("div", { cls: "bar" }, tabs, saves));
  if (told.cut) result.append(make("p", { cls: "fault", text: words.cut }));
  result.append(shown);
  open("table");
}

// A download is a form of its own: the browser saves what the server gives, under the name that it says.
function save(query, format, name) {
  const address = `${form.action}?${new URLSearchParams({ format, download: "1", ...(format === "csv" ? { bom: "1" } : {}) })}`;
  const asked = make("input", { type: "hidden", name: "query" });
  asked.value = query;
  return make("form", { method: "post", action: address }, asked, make("button", { text: name }));
}

// ---- the table ----
function table({ columns, rows }) {
  const box = make("div");
  const view = { page: 0, column: -1, down: false, words: "", full: false };
  const listed = rows.slice(0, LISTED);
  const filter = make("input", { type: "search", id: "filter" });
  const full = make("input", { type: "checkbox", id: "full" });
  const body = make("tbody");
  const heads = columns.map((name, at) => {
    const button = make("button", { type: "button", text: name, title: words.sort });
    button.addEventListener("click", () => { Object.assign(view, { down: view.column === at && !view.down, column: at, page: 0 }); fill(); });
    return make("th", { scope: "col" }, button);
  });
  const count = make("span", { role: "status" });
  const earlier = make("button", { type: "button", text: words.earlier });
  const later = make("button", { type: "button", text: words.later });
  earlier.addEventListener("click", () => { view.page -= 1; fill(); });
  later.addEventListener("click", () => { view.page += 1; fill(); });
  filter.addEventListener("input", () => { Object.assign(view, { words: filter.value.trim().toLowerCase(), page: 0 }); fill(); });
  full.addEventListener("change", () => { view.full = full.checked; fill(); });

  function fill() {
    const fitting = listed.filter((row) => !view.words || row.some((term) => term && term.value.toLowerCase().includes(view.words)));
    if (view.column >= 0) fitting.sort((a, b) => compare(a[view.column], b[view.column]) * (view.down ? -1 : 1));
    const first = view.page * PAGE;
    const part = fitting.slice(first, first + PAGE);
    body.replaceChildren(...part.map((row) => make("tr", {}, ...row.map((term) => cell(term, view.full)))));
    count.textContent = say(words.rows, { first: part.length ? first + 1 : 0, last: first + part.length, all: fitting.length });
    if (rows.length > LISTED) count.textContent += ` · ${say(words.shown, { count: LISTED })}`;
    earlier.disabled = view.page === 0;
    later.disabled = first + PAGE >= fitting.length;
    heads.forEach((head, at) => { if (at === view.column) head.setAttribute("aria-sort", view.down ? "descending" : "ascending"); else head.removeAttribute("aria-sort"); });
  }

  if (!rows.length) return make("p", { cls: "soft", text: words.none });
  fill();
  box.append(
    make("p", { cls: "tools" }, make("label", { for: "filter", text: words.filter }), filter, full, make("label", { for: "full", text: words.full })),
    make("div", { cls: "wide", tabindex: "0", role: "region", "aria-label": words.table }, make("table", {}, make("thead", {}, make("tr", {}, ...heads)), body)),
    make("p", { cls: "pages" }, earlier, count, later),
  );
  return box;
}

const NUMBER = /#(integer|decimal|double|float|int|long|nonNegativeInteger|gYear)$/;
const isNumber = (term) => term?.type !== "uri" && NUMBER.test(term?.datatype || "");

function compare(a, b) {
  if (!a || !b) return (a ? 0 : 1) - (b ? 0 : 1);
  if (isNumber(a) && isNumber(b)) return parseFloat(a.value) - parseFloat(b.value);
  return a.value.localeCompare(b.value, "zh-CN", { numeric: true });
}

// Words of the data are set as text; only things of ours are links, and only to our own pages.
function cell(term, full) {
  if (!term) return make("td");
  const told = plain(term.value);
  if (term.type === "uri") {
    const short = shorten(told);
    const text = make("bdi", { text: short, title: told });
    return make("td", {}, told.startsWith(OURS) ? make("a", { href: `${form.dataset.thing}?${new URLSearchParams({ iri: term.value })}` }, text) : text);
  }
  const kind = term["xml:lang"] ? `@${term["xml:lang"]}` : term.datatype ? shorten(term.datatype) : "";
  const text = make("bdi", { text: told, ...(kind ? { title: kind } : {}) });
  return make("td", { cls: isNumber(term) ? "number" : "" }, text, ...(full && kind ? [make("span", { cls: "soft", text: ` ${kind}` })] : []));
}

// Marks that reorder the text around them, and control characters, have no business in a page.
const plain = (text) => text.replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "");

function shorten(iri) {
  let best = "";
  let short = iri;
  for (const [prefix, space] of Object.entries(known.prefixes)) {
    if (iri.startsWith(space) && space.length > best.length) { best = space; short = `${prefix}:${iri.slice(space.length)}`; }
  }
  return short;
}

// ---- the text ----
function source({ text }) {
  const most = 200_000;
  return make("pre", { tabindex: "0", text: plain(text.length > most ? `${text.slice(0, most)}\n…` : text) });
}

// N-Triples: one a line; what is written with \u is read.
function readTriples(text) {
  const line = /^(<[^>]*>|_:\S+) <([^>]*)> (<[^>]*>|_:\S+|"((?:[^"\\]|\\.)*)"(?:@([\w-]+)|\^\^<([^>]*)>)?) \.$/;
  const read = (one) => one.replace(/\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})|\\(.)/g, (_, short, long, mark) => (mark ? { n: "\n", t: "\t", r: "\r" }[mark] || mark : String.fromCodePoint(parseInt(short || long, 16))));
  const node = (one) => (one.startsWith("<") ? { type: "uri", value: read(one.slice(1, -1)) } : { type: "bnode", value: one });
  return text.split("\n").map((one) => one.match(line)).filter(Boolean).map(([, subject, predicate, object, literal, language, datatype]) => [
    node(subject),
    { type: "uri", value: read(predicate) },
    literal === undefined ? node(object) : { type: "literal", value: read(literal), ...(language ? { "xml:lang": language } : {}), ...(datatype ? { datatype } : {}) },
  ]);
}

// ---- the picture ----
function picture(told) {
  const section = make("section", { cls: "network", "aria-label": words.graph, "aria-busy": "true" });
  drawResult(section, told).catch((error) => section.replaceChildren(make("p", { cls: "soft", text: error.message })))
    .finally(() => section.removeAttribute("aria-busy"));
  return section;
}

async function drawResult(section, { rows, triples }) {
  const links = triples ? triples.filter(([, predicate, object]) => object.type === "uri" && !predicate.value.endsWith("#type")) : [];
  const iris = [...new Set((triples ? links.flatMap(([subject, , object]) => [subject, object]) : rows.flat()).filter((term) => term?.type === "uri" && term.value.startsWith(OURS)).map((term) => term.value))].slice(0, DRAWN);
  const around = (wanted, hidden = []) => load(`${form.dataset.picture}?${new URLSearchParams([...wanted.map((iri) => ["iri", iri]), ...hidden.map((kind) => ["hide", kind])])}`);
  const data = iris.length ? await load(`${form.dataset.picture}?${new URLSearchParams([...iris.map((iri) => ["iri", iri]), ["alone", "1"]])}`) : { nodes: [] };
  if (!data.nodes.length) return section.replaceChildren(make("p", { cls: "soft", text: words.nograph }));
  const at = new Map(data.nodes.map((node, index) => [node.iri, index]));
  if (triples) {
    // the relations are those that the query makes, told in the words of the vocabulary
    const names = new Map(known.words.map(([name, , chinese]) => [name, chinese]));
    data.edges = [];
    for (const [subject, predicate, object] of links) {
      const [from, to] = [at.get(subject.value), at.get(object.value)];
      const name = predicate.value.split(/[/#]/).pop();
      data.relations[name] ||= names.get(shorten(predicate.value)) || name;
      if (from !== undefined && to !== undefined) data.edges.push([from, name, to]);
    }
  }
  hang(data);
  data.more = iris.length === DRAWN;
  draw(section, data, { change: around });
}

// Things hang on what they are linked to, so that the layout keeps neighbours together; the best linked is the centre.
function hang(data) {
  const near = data.nodes.map(() => new Set());
  data.edges.forEach(([from, , to]) => { near[from].add(to); near[to].add(from); });
  const order = [];
  const parent = new Map();
  const left = new Set(data.nodes.keys());
  while (left.size) {
    const root = [...left].reduce((a, b) => (near[b].size > near[a].size ? b : a));
    const queue = [root];
    parent.set(root, -1);
    left.delete(root);
    while (queue.length) {
      const one = queue.shift();
      order.push(one);
      for (const other of near[one]) if (left.has(other)) { left.delete(other); parent.set(other, one); queue.push(other); }
    }
  }
  const place = new Map(order.map((old, at) => [old, at]));
  data.nodes = order.map((old) => ({ ...data.nodes[old], parent: parent.get(old) < 0 ? -1 : place.get(parent.get(old)) }));
  data.edges = data.edges.map(([from, name, to]) => [place.get(from), name, place.get(to)]);
}

// ---- the link ----
link.addEventListener("click", async () => {
  const address = `${location.origin}${location.pathname}#${new URLSearchParams({ query: yasqe.getValue() })}`;
  history.replaceState(null, "", address);
  try {
    await navigator.clipboard.writeText(address);
    state.textContent = words.copied;
  } catch {
    state.textContent = words.copyfailed;  // the clipboard may be closed to pages
  }
});
window.addEventListener("hashchange", () => {
  const told = new URLSearchParams(location.hash.slice(1)).get("query");
  if (told && told !== yasqe.getValue()) yasqe.setValue(told);
});
