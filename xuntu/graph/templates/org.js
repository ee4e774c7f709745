// The tab 组织: units under the units above them, each with what was found in it and below it.

const tree = { open: new Set(), rows: new Map() };
const below = new Map();
nodes.forEach((node, index) => {
  if (node.kind !== "unit") return;
  const superior = above.has(index) ? above.get(index) : -1;
  if (!below.has(superior)) below.set(superior, []);
  below.get(superior).push(index);
});
const own = new Map(page.units.map(([unit, ...tally]) => [unit, tally]));
const sums = new Map();
function sum(unit) {
  if (!sums.has(unit)) {
    const all = [...(own.get(unit) || [0, 0, 0]), own.has(unit) ? 1 : 0];
    (below.get(unit) || []).forEach((one) => sum(one).forEach((value, place) => { all[place] += value; }));
    sums.set(unit, all);
  }
  return sums.get(unit);
}

const byFindings = (units) => [...units].sort((a, b) => sum(b)[0] - sum(a)[0] || sum(b)[3] - sum(a)[3] || a - b);
const silent = (unit) => !sum(unit)[3];

function orgRow(unit, level, most) {
  const [found, open, again] = sum(unit);
  const inner = below.get(unit) || [];
  const isOpen = tree.open.has(unit);
  const arrow = inner.length
    ? press({ cls: "fold", "aria-label": nodes[unit].label, "aria-expanded": String(isOpen) }, () => { if (!tree.open.delete(unit)) tree.open.add(unit); drawOrg(); focusRow(unit); }, make("span", { cls: "arrow", text: isOpen ? "▾" : "▸" }))
    : make("span", { cls: "arrow", text: "·" });
  const name = press({ cls: "unit-name" }, () => visit("org", nodes[unit].id), label(unit));
  const first = make("td", { cls: "first" }, arrow, name, ...(inner.length ? [make("span", { cls: "by", text: say(words.belowcount, { count: inner.length }) })] : []));
  first.style.paddingLeft = `${10 + level * 22}px`;
  const bar = make("span", { cls: "bars", "aria-hidden": "true" });
  const part = (cls, value) => { const one = make("span", { cls }); one.style.width = `${(value / most) * 100}%`; return one; };
  bar.append(part("open", open), part("rest", found - open));
  const figure = (value) => make("td", { cls: "figure", text: value ? value.toLocaleString() : "" });
  const row = make("tr", { cls: own.has(unit) ? "inspected" : "" }, first, figure(found), figure(open), figure(again), make("td", { cls: "wide" }, bar));
  row.dataset.unit = unit;
  row.setAttribute("aria-level", String(level + 1));
  row.classList.toggle("picked", state.at === nodes[unit].id);
  return row;
}

function drawOrg() {
  const scroll = tree.section.querySelector(".scroll");
  const body = make("tbody");
  const most = Math.max(1, ...(below.get(-1) || []).map((unit) => sum(unit)[0]));
  const add = (units, level) => byFindings(units).forEach((unit) => {
    body.append(orgRow(unit, level, most));
    if (tree.open.has(unit)) add(below.get(unit) || [], level + 1);
  });
  const roots = below.get(-1) || [];
  add(roots.filter((unit) => !silent(unit)), 0);
  const rest = roots.filter(silent);
  if (rest.length) {
    const isOpen = tree.open.has("rest");
    const fold = press({ cls: "fold", "aria-expanded": String(isOpen) }, () => { if (!tree.open.delete("rest")) tree.open.add("rest"); drawOrg(); }, make("span", { cls: "arrow", text: isOpen ? "▾" : "▸" }), say(words.silent, { count: rest.length }));
    body.append(make("tr", { cls: "rest" }, make("td", { colspan: "5", cls: "first" }, fold)));
    if (isOpen) add(rest, 1);
  }
  const head = make("tr", {}, ...[["first", words.unit], ["figure", words.findings], ["figure", words.stillopen], ["figure", words.recurring], ["wide", words.share]].map(([cls, text]) => make("th", { cls, scope: "col", text })));
  scroll.replaceChildren(make("table", { cls: "orgs", role: "treegrid" }, make("thead", {}, head), body));
}

const focusRow = (unit) => { const button = tree.section.querySelector(`tr[data-unit="${unit}"] .fold`); if (button) button.focus(); };

addTab({
  name: "org",
  label: words.org,
  make(section) {
    tree.section = section;
    const all = [...below.keys()].filter((unit) => unit >= 0);
    const bar = make("div", { cls: "bar" },
      press({ text: words.unfold }, () => { const isAll = all.every((unit) => tree.open.has(unit)); tree.open = new Set(isAll ? [] : all); drawOrg(); }),
      make("span", { cls: "soft", text: words.orgtext }),
      make("span", { cls: "rims" }, key("block open", words.stillopen), key("block rest", words.otherfindings)));
    section.append(bar, make("div", { cls: "scroll", tabindex: "0" }));
    const roots = (below.get(-1) || []).filter((unit) => !silent(unit));
    const few = nodes.filter((node) => node.kind === "unit").length <= 60;
    (few ? all : roots.slice(0, 3)).forEach((unit) => tree.open.add(unit));
  },
  takes: (index) => (nodes[index].kind === "unit" ? nodes[index].id : undefined),
  open(at) {
    const unit = byId.get(at);
    if (unit !== undefined) path(unit).forEach((one) => tree.open.add(one));
    if (unit !== undefined && silent(path(unit)[0])) tree.open.add("rest");
    drawOrg();
    const row = unit !== undefined && tree.section.querySelector(`tr[data-unit="${unit}"]`);
    if (row) row.scrollIntoView({ block: "nearest" });
    return unit === undefined ? (panel) => panel.append(make("h2", { text: words.org }), make("p", { cls: "none", text: words.orgtext })) : unit;
  },
});
