// The shell of the page: its data, its tabs, the panel that shows a thing with its sentences, search, and the address.
// All scripts of the page are one function, in the order of html.py: layout.js, this, the tabs, start.js.

const graph = JSON.parse(await readData(document.getElementById("graph")));
const { nodes, edges, page } = graph;
const { words, kinds, facts: factNames, relations } = page;
const closed = new Set(page.closed);
const el = (id) => document.getElementById(id);
const kindOrder = Object.keys(kinds);

// ---- the network: what is near what ----
const near = nodes.map(() => []);
edges.forEach((edge, index) => {
  near[edge.from].push({ to: edge.to, edge: index, out: true });
  near[edge.to].push({ to: edge.from, edge: index, out: false });
});
const byId = new Map(nodes.map((node, index) => [node.id, index]));
const fact = (index, key) => (nodes[index].facts.find(([name]) => name === key) || [])[1];
const sideOf = (status) => (status === undefined ? "" : closed.has(status) ? "closed" : "open");
const rim = (index) => sideOf(nodes[index].kind === "status" ? nodes[index].label : fact(index, "status"));

// ---- words and elements: text of documents only ever becomes text ----
const say = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
function make(tag, { text, cls, ...rest } = {}, ...inside) {
  const node = document.createElement(tag);
  if (text !== undefined) node.textContent = text;
  if (cls) node.className = cls;
  for (const [name, value] of Object.entries(rest)) node.setAttribute(name, value);
  node.append(...inside);
  return node;
}
function press(part, act, ...inside) {
  const button = make("button", { type: "button", ...part }, ...inside);
  button.addEventListener("click", act);
  return button;
}
const dot = (index) => make("span", { cls: `dot ${nodes[index].kind}`, "aria-hidden": "true" });
const words_ = (text, cls = "text") => make("bdi", { cls, text });
const label = (index) => words_(nodes[index].label || "—");

// ---- tabs ----
// A tab is { name, label, make(section), open(at), takes(index) }: *make* fills its section once, *open* draws it at an
// address of its own ("" at first) and returns the index of the thing for the panel, a function that fills the panel,
// or nothing; *takes* (if there) tells the address at which the tab shows a thing, or undefined.
const tabs = new Map();
const state = { tab: "", at: "", shown: undefined };
let visited = 0;

function addTab(tab) {
  tab.section = make("section", { cls: `stage ${tab.name}`, id: `stage-${tab.name}`, role: "tabpanel", "aria-labelledby": `tab-${tab.name}` });
  tab.section.hidden = true;
  el("stages").append(tab.section);
  tab.button = press({ role: "tab", id: `tab-${tab.name}`, "aria-controls": `stage-${tab.name}`, text: tab.label }, () => visit(tab.name, tab.at || ""));
  el("tabs").append(tab.button);
  tabs.set(tab.name, tab);
}

function openTab(name, at, shown) {
  const tab = tabs.get(name);
  for (const one of tabs.values()) {
    one.section.hidden = one !== tab;
    one.button.setAttribute("aria-selected", String(one === tab));
    one.button.tabIndex = one === tab ? 0 : -1;
  }
  document.body.dataset.tab = name;
  if (!tab.made) {
    tab.made = true;
    tab.make(tab.section);
  }
  Object.assign(state, { tab: name, at, shown });
  tab.at = at;
  const told = tab.open(at);
  if (shown !== undefined) show(shown);
  else if (typeof told === "function") fill(told);
  else if (told !== undefined) show(told);
  else fill(() => {});
  el("back").disabled = visited === 0;
}

el("tabs").addEventListener("keydown", (event) => {
  const all = [...tabs.values()];
  const place = all.findIndex((tab) => tab.name === state.tab);
  const next = { ArrowRight: place + 1, ArrowLeft: place - 1, Home: 0, End: all.length - 1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  const tab = all[(next + all.length) % all.length];
  tab.button.click();
  tab.button.focus();
});

// ---- the address: #graph:ID, #chains:ID … ----
const address = ({ tab, at }) => `#${tab}${at ? `:${encodeURIComponent(at)}` : ""}`;

function visit(tab, at, shown) {
  if (tab === state.tab && at === state.at && shown === state.shown) return;
  visited += 1;
  history.pushState({ visited, tab, at, shown }, "", address({ tab, at }));
  openTab(tab, at, shown);
}

function fromAddress() {
  let [name, at] = location.hash.slice(1).split(/:(.*)/s);
  try {
    at = decodeURIComponent(at || "");
    name = decodeURIComponent(name);
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    name = "";
  }
  if (tabs.has(name)) return { tab: name, at };
  return byId.has(name) ? { tab: "graph", at: name } : { tab: page.tab, at: page.at };
}

const inGraph = (index) => visit("graph", nodes[index].id);

// Show a thing in the panel, the picture staying as it is.
function look(index) {
  visit(state.tab, state.at, index);
}

// Show a thing in the picture that is open if that picture can, else in the network.
function find(index) {
  const tab = tabs.get(state.tab);
  const at = tab.takes ? tab.takes(index) : undefined;
  if (at === undefined) inGraph(index);
  else visit(state.tab, at, index);
}

// ---- the panel ----
const HIDDEN_FACTS = new Set(["level", "sha256", "statement", "format"]);  // said better elsewhere, or of no use to a reader

function fill(write) {
  const panel = el("panel");
  panel.replaceChildren();
  panel.scrollTop = 0;
  write(panel);
}

const show = (index) => fill((panel) => {
  const node = nodes[index];
  panel.append(make("span", { cls: "badge" }, dot(index), make("span", { text: kinds[node.kind] })));
  panel.append(make("h2", {}, label(index)));
  const list = make("dl", { cls: "facts" });
  for (const [key, value] of node.facts) {
    if (HIDDEN_FACTS.has(key) || value === node.label) continue;
    const side = key === "status" ? rim(index) : "";
    list.append(make("dt", { text: factNames[key] || key }), make("dd", {}, side ? make("span", { cls: `state ${side}` }, words_(value)) : words_(value)));
  }
  const tally = page.units.find(([unit]) => unit === index);
  if (tally) [words.findings, words.stillopen, words.recurring].forEach((text, i) => list.append(make("dt", { text }), make("dd", { text: tally[i + 1] })));
  if (list.childElementCount) panel.append(list);
  const acts = actsOn(index);
  if (acts.length) panel.append(make("p", { cls: "act" }, ...acts));
  panel.append(make("h3", { text: words.source }), ...sources(index));
  showLinks(panel, index);
});

// Ways to other pictures of the same thing.
function actsOn(index) {
  const here = state.tab === "graph" && state.at === nodes[index].id;
  const acts = here ? [] : [press({ text: state.tab === "graph" ? words.centre : words.ingraph }, () => inGraph(index))];
  for (const tab of tabs.values()) {
    if (tab.name === state.tab || tab.name === "graph" || !tab.takes) continue;
    const at = tab.takes(index);
    if (at !== undefined) acts.push(press({ text: say(words.intab, { tab: tab.label }) }, () => visit(tab.name, at, index)));
  }
  return acts;
}

// The sentences of a thing: the words, the file, and where in it they stand.
function sources(index, most = Infinity) {
  const node = nodes[index];
  const list = node.places.slice(0, most).map(([file, start, end, quote]) => {
    const source = make("figure", { cls: "source" });
    if (quote) source.append(make("blockquote", {}, words_(quote)));
    source.append(make("figcaption", {}, words_(file), ` · ${say(words.chars, { start, end })}`));
    return source;
  });
  if (!node.places.length) list.push(make("p", { cls: "none", text: words.noplace }));
  if (node.more && most === Infinity) list.push(make("p", { cls: "none", text: say(words.moreplaces, { count: node.more }) }));
  return list;
}

// A list of things with their first sentences, some at first, all when asked.
function listed(panel, indexes, some = 20) {
  const list = make("ol", { cls: "listed" });
  const add = (part) => part.forEach((index) => {
    const status = fact(index, "status");
    const head = press({}, () => look(index), dot(index), label(index));
    const [source] = sources(index, 1);
    const quote = source.querySelector("blockquote");
    if (quote && quote.textContent.replace(/[。；;]$/u, "") === nodes[index].label) quote.remove();  // the words stand above
    list.append(make("li", {}, head, make("span", { cls: `state ${rim(index)}`, text: status || words.unknown }), source));
  });
  add(indexes.slice(0, some));
  panel.append(list);
  if (indexes.length <= some) return;
  const more = press({ text: say(words.showall, { count: indexes.length }) }, () => { add(indexes.slice(some)); more.remove(); });
  panel.append(more);
}

function showLinks(panel, index) {
  const groups = new Map();
  for (const link of [...near[index], ...foundInUnit(index)]) {
    const kind = nodes[link.to].kind;
    if (!groups.has(kind)) groups.set(kind, []);
    groups.get(kind).push(link);
  }
  const telling = nodes[index].kind === "finding" ? ["recurrence", "measure", "status"] : ["inspection", "category", "aspect", "finding", "recurrence", "measure"];
  const order = [...telling, ...kindOrder.filter((kind) => !telling.includes(kind))].filter((kind) => groups.has(kind));
  for (const kind of order) {
    const links = groups.get(kind);
    links.sort((a, b) => a.to - b.to || a.edge - b.edge);
    panel.append(make("h3", { text: `${kinds[kind]} ${links.length}` }));
    const list = make("ul", { cls: "links" });
    const some = links.length > 14 ? links.slice(0, 12) : links;
    some.forEach((link) => list.append(linkItem(link)));
    panel.append(list);
    if (some.length === links.length) continue;
    const more = press({ text: say(words.showall, { count: links.length }) }, () => {
      const rest = links.slice(some.length).map(linkItem);
      list.append(...rest);
      more.remove();
      rest[0].firstChild.focus();
    });
    panel.append(more);
  }
}

// A unit has no link to what was found in it: an inspection stands between them.
function foundInUnit(index) {
  if (nodes[index].kind !== "unit") return [];
  const inspections = near[index].filter((link) => edges[link.edge].relation === "inspects" && !link.out);
  const found = inspections.flatMap((link) => near[link.to].filter((one) => edges[one.edge].relation === "foundIn"));
  return found.filter((link) => nodes[link.to].kind === "finding");
}

function linkItem(link) {
  const edge = edges[link.edge];
  const status = edge.relation === "foundIn" && !link.out && fact(link.to, "status");
  const silent = edge.relation === "foundIn" && !link.out && nodes[link.to].kind === "finding" ? words.unknown : "";
  const by = status || silent || `${link.out ? "→" : "←"} ${relations[edge.relation]}${edge.date ? ` ${edge.date}` : ""}`;
  const go = () => (state.tab === "graph" ? inGraph(link.to) : look(link.to));
  return make("li", {}, press({}, go, dot(link.to), label(link.to), make("span", { cls: "by", text: by })));
}

// ---- search ----
const field = el("search");
const results = el("results");
const plain = (text) => text.normalize("NFKC").toLowerCase();
let texts;
let marked = -1;

// What is searched is made when it is first needed: an opened page should be ready at once.
function searched() {
  texts ||= nodes.map((node) => ({ label: plain(node.label), other: plain(node.facts.filter(([key]) => ["also", "statement", "document_number"].includes(key)).map(([, value]) => value).join(" ")) }));
  return texts;
}

function hitsOf(query) {
  const wanted = plain(query.trim());
  if (!wanted) return [];
  const hits = [];
  searched().forEach((text, index) => {
    const at = text.label.indexOf(wanted);
    const score = at === 0 ? (text.label === wanted ? 0 : 1) : at > 0 ? 2 : text.other.includes(wanted) ? 3 : 9;
    if (score < 9) hits.push({ index, score });
  });
  return hits.sort((a, b) => a.score - b.score || a.index - b.index).slice(0, 40);
}

function listResults() {
  const query = field.value.trim();
  const hits = hitsOf(query);
  marked = hits.length ? 0 : -1;
  results.replaceChildren(...hits.map(({ index }, place) => {
    const item = make("li", { role: "option", id: `result-${place}`, "aria-selected": String(place === 0) }, dot(index), highlighted(nodes[index].label, query), make("span", { cls: "kind", text: kinds[nodes[index].kind] }));
    item.addEventListener("click", () => choose(index));
    item.dataset.index = index;
    return item;
  }));
  if (query && !hits.length) results.append(make("li", { cls: "none", text: words.noresult }));
  openResults(Boolean(query));
}

function highlighted(text, query) {
  const at = text.toLowerCase().indexOf(query.toLowerCase());
  const whole = make("bdi", { cls: "text" });
  if (at < 0) whole.textContent = text;
  else whole.append(text.slice(0, at), make("mark", { text: text.slice(at, at + query.length) }), text.slice(at + query.length));
  return whole;
}

function openResults(shown) {
  results.hidden = !shown;
  field.setAttribute("aria-expanded", String(shown));
  if (shown && marked >= 0) field.setAttribute("aria-activedescendant", `result-${marked}`);
  else field.removeAttribute("aria-activedescendant");
}

function choose(index) {
  openResults(false);
  field.value = "";
  field.blur();
  find(index);
  el("panel").focus({ preventScroll: true });
}

field.addEventListener("input", listResults);
field.addEventListener("focus", () => { if (field.value) listResults(); });
field.addEventListener("keydown", (event) => {
  const items = [...results.querySelectorAll("li[data-index]")];
  if ((event.key === "ArrowDown" || event.key === "ArrowUp") && items.length) {
    event.preventDefault();
    marked = (marked + (event.key === "ArrowDown" ? 1 : items.length - 1)) % items.length;
    items.forEach((item, place) => item.setAttribute("aria-selected", String(place === marked)));
    items[marked].scrollIntoView({ block: "nearest" });
    openResults(true);
  }
  if (event.key === "Enter" && items[marked]) choose(Number(items[marked].dataset.index));
  if (event.key === "Escape") { openResults(false); field.blur(); }
});
document.addEventListener("click", (event) => { if (!event.target.closest(".search")) openResults(false); });
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) { event.preventDefault(); field.focus(); }
});
