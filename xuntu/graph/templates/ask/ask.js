// The tab 提问: the named questions as forms, and SPARQL of one's own, answered by the engine that is in the page.

const SPARQL = "sparql";
const SMALL = 200000;
const SECONDS = [30, 120, 600];

const parts = Object.fromEntries(["worker", "wasm", "firm", "loose", "questions"].map((name) => [name, el(`ask-${name}`)]));
const words = JSON.parse(el("ask-words").textContent);
const inPage = (name) => (parts[name] ? parts[name].textContent.trim() : "");
const status = make("p", { cls: "engine", role: "status" });
const engine = makeEngine({ worker: JSON.parse(inPage("worker")), wasm: inPage("wasm"), firm: inPage("firm"), loose: inPage("loose") }, words.engine, tellEngine);

let told;
let asked;
let answered;
let quads = Number(parts.firm.dataset.quads);
const place = { list: undefined, main: undefined, form: undefined, answer: undefined, stop: undefined, seconds: undefined };

const second = (milliseconds) => (milliseconds / 1000).toFixed(milliseconds < 995 ? 2 : 1);

function tellEngine(now) {
  if (now.quads) quads = now.quads;
  if (now.engine) engine.times = { engine: second(now.engine), loading: second(now.loading) };
  const values = { loaded: (now.loaded || 0).toLocaleString("en"), all: Number(parts.firm.dataset.quads).toLocaleString("en"), quads: quads.toLocaleString("en"), message: now.message, ...engine.times };
  status.textContent = say(words.states[now.state], values);
  status.dataset.state = now.state;
  if (place.stop) place.stop.hidden = now.state !== "working";
}

// ---- asking ----
const MEMORY = new Map();

// The rows of a query by which names are read; those without a slot are asked once.
async function rowsOf(name, slots) {
  const text = withPrefixes(bind(told.facts[name], slots), told.prefixes);
  if (!MEMORY.has(text)) MEMORY.set(text, (await engine.ask(text, { seconds: seconds() })).rows);
  return MEMORY.get(text);
}

const seconds = () => Number(place.seconds ? place.seconds.value : SECONDS[0]);

async function askQuestion(name, given) {
  const question = told.questions[name];
  const slots = await narrow(question, await readSlots(question, given, told, words.values, rowsOf), told, rowsOf);
  const began = performance.now();
  const answer = await engine.ask(withPrefixes(bind(question.run, slots), told.prefixes), { seconds: seconds() });
  return { ...order(answer, question), time: performance.now() - began };
}

async function askSparql(sparql) {
  return engine.ask(withPrefixes(sparql, told.prefixes), { seconds: seconds(), triples: isTriples(sparql) });
}

// The text of a question with what it is told, to go on from in SPARQL.
async function toSparql(name, given) {
  const question = told.questions[name];
  const text = bind(question.sparql, await readSlots(question, given, told, words.values, rowsOf));
  const used = Object.entries(told.prefixes).filter(([prefix]) => new RegExp(`(?<![\\w:])${prefix}:`).test(text));
  return `${used.map(([prefix, iri]) => `PREFIX ${prefix}: <${iri}>\n`).join("")}${text}`;
}

// ---- addresses: recurring, recurring?unit=…, sparql?query=… ----
function parse(at) {
  const [name, query] = at.split(/\?(.*)/s);
  return { name, given: Object.fromEntries(new URLSearchParams(query || "")), runs: query !== undefined };
}
const addressOf = (name, given) => `${name}?${new URLSearchParams(given)}`;
const first = () => told.groups[0].questions[0];

// ---- the list of questions ----
function makeList() {
  const search = make("input", { type: "search", placeholder: words.search, "aria-label": words.search, autocomplete: "off" });
  const own = press({ cls: "own", text: words.own }, () => visit("ask", SPARQL));
  own.dataset.name = SPARQL;
  const groups = told.groups.map((group) => {
    const items = group.questions.map((name) => {
      const item = press({ text: told.questions[name].asks, title: `${name}　${told.questions[name].beside}` }, () => choose(name));
      item.dataset.name = name;
      return item;
    });
    return make("section", {}, make("h3", { text: group.name }), ...items);
  });
  search.addEventListener("input", () => {
    const wanted = search.value.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean);
    groups.forEach((group, number) => {
      let any = false;
      group.querySelectorAll("button").forEach((item) => {
        const question = told.questions[item.dataset.name];
        const text = `${item.dataset.name} ${question.asks} ${question.beside} ${question.about} ${question.columns.flat().join(" ")}`.toLowerCase();
        item.hidden = !wanted.every((word) => text.includes(word));
        any = any || !item.hidden;
      });
      group.hidden = !any || (wanted.length > 0 && number === 0);
    });
  });
  return make("nav", { cls: "asks", "aria-label": words.questions }, make("div", { cls: "narrow" }, search, own), ...groups);
}

// A question that needs nothing is asked at once where that is quick.
function choose(name) {
  const needs = told.questions[name].parameters.some((one) => one.required && !one.default);
  visit("ask", needs || quads > SMALL ? name : addressOf(name, {}));
}

// ---- what stands in the middle ----
function makeMiddle() {
  place.stop = press({ cls: "stop", text: words.stop }, engine.stop);
  place.stop.hidden = true;
  place.seconds = make("select", { "aria-label": words.limit, title: words.limit }, ...SECONDS.map((one) => make("option", { value: one, text: say(words.atmost, { seconds: one }) })));
  place.form = make("div", { cls: "form" });
  place.answer = make("div", { cls: "answer", "aria-live": "polite" });
  return make("div", { cls: "middle" }, place.form, place.answer, status);
}

const acts = (...buttons) => make("p", { cls: "acts" }, make("button", { type: "submit", cls: "go", text: words.go, title: "Ctrl+Enter" }), place.stop, place.seconds, ...buttons);

function makeForm(inside, submit) {
  const form = make("form", { novalidate: "" }, ...inside);
  form.addEventListener("submit", (event) => { event.preventDefault(); submit(form); });
  form.addEventListener("keydown", (event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); submit(form); } });
  return form;
}

function showQuestion({ name, given }) {
  const question = told.questions[name];
  const onward = press({ text: words.assparql }, async () => {
    try {
      visit("ask", `${SPARQL}?${new URLSearchParams({ text: await toSparql(name, readFields(form)) })}`);
    } catch (error) {
      complain(error, "", form);
    }
  });
  const form = makeForm([make("div", { cls: "fields" }, ...makeFields(question, given, told, words)), acts(onward)], () => again(name, readFields(form)));
  const about = question.about ? [make("p", { cls: "about", text: question.about })] : [];
  place.form.replaceChildren(make("h2", { text: question.asks }), ...about, form);
  return form;
}

function showSparql({ given }) {
  const text = make("textarea", { name: "query", rows: "9", spellcheck: "false", autocomplete: "off", "aria-label": "SPARQL", wrap: "off" });
  text.value = given.query || given.text || words.example;
  const known = make("details", {}, make("summary", { text: words.prefixes }), make("pre", { text: Object.entries(told.prefixes).map(([name, iri]) => `PREFIX ${name}: <${iri}>`).join("\n") }));
  const form = makeForm([text, acts(), known], () => again(SPARQL, { query: text.value }));
  place.form.replaceChildren(make("h2", { text: words.own }), make("p", { cls: "about", text: words.aboutown }), form);
  return form;
}

// Ask; the address tells what was asked, so that it can be copied. The same again is asked anew.
function again(name, given) {
  const at = addressOf(name, given);
  if (at === asked) run(parse(at), place.form.querySelector("form"));
  else visit("ask", at);
}

async function run({ name, given }, form) {
  const mine = {};
  run.last = mine;
  form.querySelectorAll("[aria-invalid]").forEach((field) => field.removeAttribute("aria-invalid"));
  form.querySelectorAll(".wrongs").forEach((wrong) => { wrong.hidden = true; });
  place.answer.replaceChildren(make("p", { cls: "none", text: words.asking }));
  answered = undefined;
  try {
    const answer = name === SPARQL ? await askSparql(given.query) : await askQuestion(name, given);
    if (run.last === mine) showAnswer(name, given, answer);
  } catch (error) {
    if (run.last === mine) complain(error, name === SPARQL ? given.query : "", form);
  }
}

function complain(error, sparql, form) {
  place.answer.replaceChildren();
  if (error instanceof Unread) {
    tellWrong(form, error.parameter, error.message);
    return;
  }
  place.answer.append(make("p", { cls: "fault", role: "alert", text: explain(error, sparql, told.prefixes, words.faults) }));
  const at = sparql && placeOf(error.message, told.prefixes);
  const text = form.querySelector("textarea");
  if (at && text) {
    const start = sparql.split("\n").slice(0, at.line - 1).join("\n").length + (at.line > 1 ? 1 : 0) + at.column - 1;
    text.focus();
    text.setSelectionRange(start, Math.min(start + 1, text.value.length));
  }
}

function showAnswer(name, given, answer) {
  answered = answer;
  const question = told.questions[name];
  const meanings = question ? Object.fromEntries(question.columns) : {};
  const count = say(answer.rows.length ? words.rows : words.norows, { count: answer.rows.length.toLocaleString("en") });
  const bar = make("p", { cls: "found" }, make("b", { text: count }), make("span", { cls: "soft", text: say(words.took, { seconds: second(answer.time) }) }));
  if (answer.more) bar.append(make("span", { cls: "cut", text: words.cut }));
  if (answer.rows.length) {
    const title = question ? [nameOf(question.asks), ...Object.values(given)].join("-") : words.answer;
    bar.append(press({ text: words.csv }, () => save(title, "csv", toCsv(answer), "text/csv")), press({ text: "JSON" }, () => save(title, "json", toJson(answer), "application/json")));
  }
  place.answer.replaceChildren(bar, ...(answer.rows.length ? [makeTable(answer, meanings, words)] : []));
}

function save(title, extension, text, type) {
  const name = title.replace(/[\x00-\x1f\x7f/\\:*?"<>|\u202a-\u202e\u2066-\u2069]+/g, "_").slice(0, 60);
  const link = make("a", { href: URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` })), download: `${name}.${extension}` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

// ---- what may be written in fields, once the engine knows ----
const KNOWN = {
  unit: "SELECT DISTINCT ?name { GRAPH xtg:authority { ?u a xt:Unit ; rdfs:label ?name } } ORDER BY ?name LIMIT 5000",
  place: "SELECT DISTINCT ?name { ?p a xt:Division ; rdfs:label ?name } ORDER BY ?name LIMIT 5000",
  round: "SELECT DISTINCT ?name { ?r a xt:InspectionRound ; rdfs:label ?name } ORDER BY ?name LIMIT 2000",
  inspector: "SELECT DISTINCT ?name { { ?v xt:conductedBy ?i } UNION { ?v xt:inspectingBody ?i } ?i rdfs:label ?name } ORDER BY ?name LIMIT 2000",
};
const suggestions = make("div", {});
suggestions.hidden = true;

async function suggest() {
  for (const [kind, sparql] of Object.entries(KNOWN)) {
    const { rows } = await engine.ask(withPrefixes(sparql, told.prefixes), { seconds: SECONDS[0] });
    suggestions.append(make("datalist", { id: `ask-known-${kind}` }, ...rows.filter(([name]) => shown(name) === name).map(([name]) => make("option", { value: name }))));
  }
  const years = [...new Set((await rowsOf("years", {})).map(([, year]) => year).filter((year) => /^\d{4}$/.test(year)))].sort().reverse();
  suggestions.append(make("datalist", { id: "ask-known-year" }, ...years.map((value) => make("option", { value }))));
}

const tellColumns = (question, name) => (panel) => {
  panel.append(make("h2", { text: words.columns }), make("p", { cls: "none", text: say(words.byname, { name }) }));
  panel.append(make("ul", { cls: "meanings" }, ...question.columns.filter(([column]) => !isLink(column)).map(([, meaning]) => make("li", { text: meaning }))));
};

// The vocabulary beside the editor: a click writes a term where one stands.
const TERMS = `SELECT DISTINCT ?sort ?term ?name { VALUES ?sort { owl:Class owl:ObjectProperty owl:DatatypeProperty } ?term a ?sort ; rdfs:label ?name .
  FILTER(STRSTARTS(STR(?term), STR(xt:)) && LANG(?name) = "LANGUAGE") } ORDER BY ?term`;
let terms = [];

async function readTerms() {
  const text = TERMS.replace("LANGUAGE", words.english ? "en" : "zh");
  ({ rows: terms } = await engine.ask(withPrefixes(text, told.prefixes), { seconds: SECONDS[0] }));
  if (state.tab === "ask" && state.shown === undefined && state.at.startsWith(SPARQL)) fill(tellTerms);
}

const tellTerms = (panel) => {
  panel.append(make("h2", { text: words.vocabulary }), make("p", { cls: "none", text: words.vocabularyhint }));
  for (const [name, isOf] of [[words.classes, (sort) => sort.endsWith("Class")], [words.properties, (sort) => !sort.endsWith("Class")]]) {
    const some = terms.filter(([sort]) => isOf(sort));
    if (!some.length) continue;
    const list = some.map(([, iri, label]) => {
      const term = `xt:${iri.slice(told.prefixes.xt.length)}`;
      return make("li", {}, press({}, () => insert(term), make("span", { text: label }), make("code", { text: term })));
    });
    panel.append(make("h3", { text: name }), make("ul", { cls: "terms" }, ...list));
  }
};

function insert(term) {
  const text = place.form.querySelector("textarea");
  if (!text) return;
  text.focus();
  text.setRangeText(term, text.selectionStart, text.selectionEnd, "end");
}

// ---- the tab ----
async function begin() {
  const packed = Uint8Array.from(atob(inPage("questions")), (one) => one.charCodeAt(0));
  told = JSON.parse(await new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"))).text());
}
const begun = typeof DecompressionStream === "undefined" ? Promise.resolve() : begin();
let starting;

addTab({
  name: "ask",
  label: words.tab,
  make: (section) => {
    begun.then(() => {
      if (!told) {
        section.append(make("p", { cls: "fault", text: words.engine.oldbrowser }));
        return;
      }
      section.append(makeList(), makeMiddle(), suggestions);
      starting = engine.start().then(suggest).then(readTerms).catch(() => {});
      const write = openAt(state.at);
      if (write && state.tab === "ask" && state.shown === undefined) fill(write);
    });
  },
  open: (at) => {
    if (!told || !starting) return undefined;
    return openAt(at);
  },
});

function openAt(at) {
  const wanted = parse(at || first());
  if (wanted.name !== SPARQL && !told.questions[wanted.name]) wanted.name = first();
  const question = told.questions[wanted.name];
  if (at !== asked) {
    asked = at;
    run.last = undefined;
    place.answer.replaceChildren();
    document.querySelectorAll(".asks button").forEach((item) => item.setAttribute("aria-current", String(item.dataset.name === wanted.name)));
    const form = question ? showQuestion(wanted) : showSparql(wanted);
    if (wanted.runs && (question || wanted.given.query)) starting.then(() => run(wanted, form));
  }
  return question ? tellColumns(question, wanted.name) : tellTerms;
}

// For tests: the answer in the page, and any question's.
window.xuntuAsk = Object.freeze({
  answered: () => answered && { csv: toCsv(answered), json: toJson(answered) },
  question: async (name, given) => { await begun; const answer = await askQuestion(name, given); return { csv: toCsv(answer), json: toJson(answer), time: answer.time }; },
  sparql: async (text) => { await begun; try { return toCsv(await askSparql(text)); } catch (error) { return explain(error, text, told.prefixes, words.faults); } },
  ready: async () => { await begun; await engine.start(); return status.textContent; },
});
