// The tab 总览: units by problem types (or years), counted; a cell opens its findings. Units stand under the body above
// them and can be folded, types can be opened, so that a thousand units stay readable.

const MANY = 60;
const years = [...new Set(page.found.map((row) => row[4]))].filter((year) => year !== null).sort();
const opened = new Set([...new Set(page.found.flatMap((row) => row[3]))].flatMap((type) => path(type).slice(0, -1)));
const onlyRound = (inspection, round) => near[inspection].some((link) => link.out && link.to === round && edges[link.edge].relation === "inRound");
const map = { columns: "types", value: "findings", sort: "", type: undefined, words: "", open: new Set(), drawn: "" };

const isOpen = (finding) => rim(finding) === "open";
const VALUES = { findings: () => true, open: isOpen, recurring: (finding) => recurring.has(finding) };

// The findings that an address is about: of a round, of a type with all under it, or all.
function scopeOf(index) {
  if (index === undefined) return page.found;
  if (nodes[index].kind === "round") return page.found.filter((row) => onlyRound(row[2], index));
  if (nodes[index].kind === "problem_type") return page.found.filter((row) => row[3].some((type) => path(type).includes(index)));
  return page.found;
}

// The columns in which a finding counts: its year, its status, or its types at the level that is open.
function columnsOf(row, scope) {
  if (map.columns === "years") return [row[4] === null ? "" : String(row[4])];
  if (map.columns === "statuses") return [fact(row[0], "status") || ""];
  const within = map.type !== undefined ? map.type : scope !== undefined && nodes[scope].kind === "problem_type" ? scope : undefined;
  const found = row[3].map((type) => {
    const way = path(type);
    if (within === undefined) return way[0];
    const place = way.indexOf(within);
    return place < 0 ? undefined : way[place + 1] === undefined ? within : way[place + 1];
  }).filter((one) => one !== undefined);
  return found.length ? [...new Set(found)].map((one) => nodes[one].id) : within === undefined ? [""] : [];
}

// Units stand under the body directly above them; where that has few, under the one above it.
const FEW = 3;
const superiors = new Set(page.units.map(([unit]) => above.get(unit)).filter((one) => one !== undefined));
const groups = new Map(page.units.map(([unit]) => [unit, above.has(unit) ? above.get(unit) : superiors.has(unit) ? unit : -1]));
for (let moved = true; moved;) {
  const sizes = new Map();
  groups.forEach((group) => sizes.set(group, (sizes.get(group) || 0) + 1));
  moved = false;
  groups.forEach((group, unit) => {
    if (!above.has(group) || sizes.get(group) >= FEW) return;
    groups.set(unit, above.get(group));
    moved = true;
  });
}
const groupOf = (unit) => (groups.has(unit) ? groups.get(unit) : -1);

// Count: rows of units under groups, each with the findings of each column.
function count(scope) {
  const rows = new Map();
  const groups = new Map();
  const totals = new Map();
  const fits = plain(map.words);
  const add = (held, column, finding) => {
    if (!held.has(column)) held.set(column, new Set());
    held.get(column).add(finding);
  };
  for (const row of scopeOf(scope)) {
    const [finding, unit] = row;
    if (!VALUES[map.value](finding) || (fits && !plain(nodes[unit].label).includes(fits))) continue;
    const group = groupOf(unit);
    if (!groups.has(group)) groups.set(group, { cells: new Map(), units: new Set() });
    if (!rows.has(unit)) rows.set(unit, new Map());
    groups.get(group).units.add(unit);
    for (const column of [...columnsOf(row, scope), "*"]) {
      add(rows.get(unit), column, finding);
      add(groups.get(group).cells, column, finding);
      add(totals, column, finding);
    }
  }
  return { rows, groups, totals };
}

const size = (cells, column) => (cells.has(column) ? cells.get(column).size : 0);

function columnList({ totals }) {
  const list = [...totals.keys()].filter((one) => one !== "*");
  if (map.columns === "years") return [...(list.includes("") ? [""] : []), ...list.filter(Boolean).sort()];
  return list.sort((a, b) => (a === "") - (b === "") || size(totals, b) - size(totals, a) || (a < b ? -1 : 1));
}

const NAMES = {
  years: (column) => column || words.undated,
  statuses: (column) => column || words.unknown,
  types: (column) => (column === "" ? words.untyped : nodes[byId.get(column)].label),
};
const columnName = (column) => NAMES[map.columns](column);

function drawMap(section, scope, cell) {
  const counted = count(scope);
  const columns = columnList(counted);
  const { rows, groups, totals } = counted;
  const by = map.sort || "*";
  const ranked = (list, cellsOf) => list.sort((a, b) => (by === "name" ? nameOf(a).localeCompare(nameOf(b), "zh") : size(cellsOf(b), by) - size(cellsOf(a), by)) || a - b);
  const nameOf = (one) => (one < 0 ? "\uffff" : nodes[one].label);
  const most = Math.max(1, ...[...rows.values()].flatMap((cells) => columns.map((column) => size(cells, column))));
  const table = make("table", { cls: `matrix ${map.columns}` });
  table.append(headOf(columns, totals, scope));
  const single = groups.size === 1 && [...groups.keys()][0] === -1;
  for (const group of ranked([...groups.keys()], (one) => groups.get(one).cells).sort((a, b) => (a < 0) - (b < 0))) {
    const { units, cells } = groups.get(group);
    const body = make("tbody");
    const isFolded = !single && !map.open.has(group) && !map.words && rows.size > MANY;
    if (!single) body.append(groupRow(group, units.size, cells, columns, isFolded));
    if (!isFolded) ranked([...units], (one) => rows.get(one)).forEach((unit) => body.append(unitRow(unit, rows.get(unit), columns, most, cell)));
    table.append(body);
  }
  map.counted = counted;
  const scroll = make("div", { cls: "scroll", tabindex: "0" }, table);
  if (!rows.size) scroll.replaceChildren(make("p", { cls: "none pad", text: map.words ? words.noresult : words.nounits }));
  const old = section.querySelector(".scroll");
  const [x, y] = old ? [old.scrollLeft, old.scrollTop] : [0, 0];
  section.replaceChildren(mapBar(scope, rows.size), scroll);
  scroll.scrollTo(x, y);
}

function headOf(columns, totals, scope) {
  const sorter = (column, text) => press({ cls: "sort", "aria-label": `${text} · ${words.sortby}`, title: words.sortby }, () => { map.sort = column; redraw(); }, make("span", { cls: "upright" }, words_(text)), make("span", { cls: "mark", text: (map.sort || "*") === column ? "▾" : "" }));
  const heads = columns.map((column) => {
    const head = make("th", { scope: "col" }, sorter(column, columnName(column)));
    const index = byId.get(column);
    if (map.columns === "types" && index !== undefined && index !== map.type && index !== scope && opened.has(index)) {
      head.append(press({ cls: "drill", title: words.opentype, "aria-label": `${columnName(column)} · ${words.opentype}` }, () => { map.type = index; map.sort = ""; redraw(); }, "⊕"));
    }
    return head;
  });
  const row = make("tr", {}, make("th", { cls: "first", scope: "col" }, sorter("name", words.unit)), make("th", { cls: "sum", scope: "col" }, sorter("*", words.total)), ...heads);
  const sums = make("tr", { cls: "sums" }, make("th", { cls: "first", scope: "row", text: words.total }), make("td", { cls: "sum" }, number("", "*", size(totals, "*"))), ...columns.map((column) => make("td", {}, number("", column, size(totals, column)))));
  return make("thead", {}, row, sums);
}

// The number of a cell: a button that opens its findings.
const number = (row, column, found) => press({ cls: "number", text: found.toLocaleString() }, () => visit("overview", [scopeId(), row, column].join("~")));
const scopeId = () => (state.tab === "overview" ? state.at.split("~")[0] : "");

function groupRow(group, units, cells, columns, isFolded) {
  const name = group < 0 ? words.othergroup : nodes[group].label;
  const fold = press({ cls: "fold", "aria-expanded": String(!isFolded) }, () => {
    if (!map.open.delete(group)) map.open.add(group);
    redraw();
  }, make("span", { cls: "arrow", text: isFolded ? "▸" : "▾" }), words_(name), make("span", { cls: "by", text: say(words.unitcount, { count: units }) }));
  const row = group < 0 ? "-" : `+${nodes[group].id}`;
  const cell = (column, cls) => make("td", { cls }, ...(size(cells, column) ? [number(row, column, size(cells, column))] : []));
  return make("tr", { cls: "group" }, make("th", { cls: "first", scope: "rowgroup" }, fold), cell("*", "sum"), ...columns.map((column) => cell(column, "")));
}

function unitRow(unit, cells, columns, most, picked) {
  const name = press({ cls: "unit-name" }, () => visit("overview", [scopeId(), nodes[unit].id].join("~"), unit), label(unit));
  const row = make("tr", { cls: "unit" }, make("th", { cls: "first", scope: "row" }, name), make("td", { cls: "sum" }, number(nodes[unit].id, "*", size(cells, "*"))));
  row.dataset.unit = unit;
  row.classList.toggle("picked", picked.row === nodes[unit].id);
  for (const column of columns) {
    const found = size(cells, column);
    const heat = found ? Math.min(5, 1 + Math.floor((5 * Math.log2(1 + found)) / Math.log2(1 + Math.max(most, 4)) - 0.01)) : 0;
    const cell = make("td", { cls: `heat-${heat}` }, ...(found ? [number(nodes[unit].id, column, found)] : []));
    cell.classList.toggle("picked", picked.row === nodes[unit].id && picked.column === column);
    row.append(cell);
  }
  return row;
}

function mapBar(scope, units) {
  const choose = (name, options) => {
    const group = make("span", { cls: "choose", role: "group", "aria-label": words[name] });
    for (const [value, text] of options) group.append(press({ "aria-pressed": String(map[name] === value), text }, () => { map[name] = value; map.sort = ""; redraw(); }));
    return group;
  };
  const bar = make("div", { cls: "bar" });
  if (scope !== undefined && ["round", "problem_type"].includes(nodes[scope].kind)) bar.append(crumb(words.everything, () => visit("overview", "")), make("b", {}, label(scope)));
  if (map.type !== undefined && map.columns === "types") bar.append(press({ cls: "crumb" }, () => { map.type = above.get(map.type); map.sort = ""; redraw(); }, "‹ ", label(map.type)));
  bar.append(choose("columns", [["types", words.bytype], ["statuses", words.bystatus], ["years", words.byyear]]), choose("value", [["findings", words.findings], ["open", words.stillopen], ["recurring", words.recurring]]));
  const filter = make("input", { type: "search", cls: "filter", placeholder: words.filterunits, "aria-label": words.filterunits, value: map.words });
  filter.addEventListener("input", () => {
    map.words = filter.value.trim();
    redraw();
    const again = map.section.querySelector(".filter");
    again.focus();
    again.setSelectionRange(again.value.length, again.value.length);
  });
  bar.append(filter, make("span", { cls: "soft", text: say(words.unitcount, { count: units }) }));
  if (superiors.size) bar.append(press({ text: words.unfold }, () => { const all = [...map.counted.groups.keys()]; const isAll = all.every((one) => map.open.has(one)); map.open = new Set(isAll ? [] : all); redraw(); }));
  return bar;
}

const splitAt = (at) => { const [scope = "", row = "", column = ""] = at.split("~"); return { scope: byId.get(scope), row, column }; };
function redraw() {
  const { scope, row, column } = splitAt(state.at);
  drawMap(map.section, scope, { row, column });
}

function cellFindings({ row, column }) {
  const { rows, groups, totals } = map.counted;
  const cells = row === "" ? totals : row === "-" ? (groups.get(-1) || {}).cells : row[0] === "+" ? (groups.get(byId.get(row.slice(1))) || {}).cells : rows.get(byId.get(row));
  return [...((cells && cells.get(column)) || [])].sort((a, b) => a - b);
}

if (page.units.length) addTab({
  name: "overview",
  label: words.overview,
  make(section) { map.section = section; },
  takes(index) {
    const { kind } = nodes[index];
    if (kind === "unit") return page.units.some(([unit]) => unit === index) ? `~${nodes[index].id}` : undefined;
    return ["round", "problem_type"].includes(kind) && scopeOf(index).length ? nodes[index].id : undefined;
  },
  open(at) {
    const cell = splitAt(at);
    if (map.scope !== cell.scope) Object.assign(map, { scope: cell.scope, type: undefined, sort: "", columns: cell.scope !== undefined && nodes[cell.scope].kind === "problem_type" ? "years" : "types" });
    const unit = byId.get(cell.row);
    if (unit !== undefined) map.open.add(groupOf(unit));
    drawMap(map.section, cell.scope, cell);
    if (unit !== undefined && state.shown === unit) {
      const row = map.section.querySelector(`tr[data-unit="${unit}"]`);
      if (row) row.scrollIntoView({ block: "nearest" });
    }
    if (cell.column) return (panel) => showCell(panel, cell);
    if (unit !== undefined) return unit;
    if (cell.scope !== undefined) return (panel) => showScope(panel, cell.scope);
    return (panel) => panel.append(make("h2", { text: words.overview }), make("p", { cls: "none", text: words.overviewtext }));
  },
});

function showScope(panel, scope) {
  const found = scopeOf(scope).map(([finding]) => finding);
  panel.append(make("span", { cls: "badge" }, dot(scope), make("span", { text: kinds[nodes[scope].kind] })), make("h2", {}, label(scope)));
  panel.append(make("p", { cls: "act" }, ...actsOn(scope)), make("p", { cls: "none", text: `${words.findings} ${found.length}` }));
  listed(panel, found);
}

function showCell(panel, cell) {
  const found = cellFindings(cell);
  const unit = cell.row === "-" ? words.othergroup : cell.row ? nodes[byId.get(cell.row.replace(/^\+/, ""))] : undefined;
  const name = [unit && (unit.label || unit), cell.column === "*" ? "" : columnName(cell.column)].filter(Boolean).join(" · ");
  panel.append(make("span", { cls: "badge", text: words.overview }), make("h2", {}, words_(name || words.total)), make("p", { cls: "none", text: `${words[{ findings: "findings", open: "stillopen", recurring: "recurring" }[map.value]]} ${found.length}` }));
  listed(panel, found);
}
