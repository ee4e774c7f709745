// The tab 反复: a lane for each problem that came back, its findings from left to right in time.

const LANES = 40;
const chainOf = new Map();
page.chains.forEach((chain, place) => chain.findings.forEach((finding) => chainOf.set(finding, place)));
const chainUnit = page.chains.map((chain) => chain.findings.map((one) => unitOf.get(one)).find((one) => one !== undefined));
const yearsOf = new Map();
const readYear = (inspection) => (inspection < 0 ? "" : (((fact(inspection, "start_date") || fact(inspection, "feedback_date") || fact(inspection, "end_date") || nodes[inspection].label).match(/(?:19|20)\d\d/) || [""])[0]));
function yearOf(inspection) {
  if (!yearsOf.has(inspection)) yearsOf.set(inspection, readYear(inspection));
  return yearsOf.get(inspection);
}
const lanes = { lanes: [], many: LANES };

function lane(chain, columnOf, columns, full) {
  const cells = columns.map(() => make("div", { cls: "cell" }));
  const cards = chain.findings.map((finding, place) => {
    const inspection = chain.inspections[place];
    const one = card(finding, { cls: full ? "full" : "", top: full || inspection < 0 ? "" : shortName(inspection) });
    cells[columnOf(inspection)].append(one);
    return one;
  });
  // A wire that passes over a card's column would seem to end in it: cards are then set as a staircase.
  const used = [...new Set(chain.inspections.map(columnOf))].sort((a, b) => a - b);
  const steps = chain.ties.some(([from, to]) => used.some((one) => one > columnOf(chain.inspections[from]) && one < columnOf(chain.inspections[to])));
  if (steps) used.forEach((column, place) => { cells[column].classList.add("step"); cells[column].style.paddingTop = `${10 + place * 30}px`; });
  const wires = chain.ties.map(([from, to, recurrence, score]) => ({
    from: cards[from], to: cards[to], cls: score === null ? "stated" : "inferred",
    said: score === null ? "" : score.toFixed(2), act: () => look(recurrence),
  }));
  return { cells, wires };
}

// What an inspection is called among others of its unit.
const shortName = (inspection) => {
  const unit = fact(inspection, "unit");
  return unit && nodes[inspection].label !== unit ? nodes[inspection].label.replace(unit, "") : nodes[inspection].label;
};

// Where a chain is met; its last words are its name.
function laneName(chain, place) {
  const last = chain.findings[chain.findings.length - 1];
  const unit = chainUnit[place];
  const name = make("div", { cls: "lane-name" });
  if (unit !== undefined) name.append(press({ cls: "unit-name" }, () => visit("chains", nodes[unit].id, unit), label(unit)));
  const times = new Set(chain.inspections).size;
  name.append(press({ cls: "chain-name" }, () => visit("chains", nodes[last].id), label(last)), make("span", { cls: "by", text: say(words.times, { count: times }) }));
  return name;
}

function drawLanes(places, full) {
  const all = make("div", { cls: "board" });
  const chains = places.map((place) => page.chains[place]);
  const columns = full
    ? [...new Set(chains[0].inspections)].map((inspection) => ({ key: inspection, text: inspection < 0 ? words.undated : nodes[inspection].label, index: inspection }))
    : [...new Set(chains.flatMap((chain) => chain.inspections.map(yearOf)))].sort().map((year) => ({ key: year, text: year || words.before, index: -1 }));
  const at = new Map(columns.map((column, place) => [column.key, place]));
  const columnOf = (inspection) => at.get(full ? inspection : yearOf(inspection));
  const busy = columns.map(({ key }) => full || chains.filter((chain) => chain.inspections.some((one) => yearOf(one) === key)).length > chains.length * 0.15);
  const widths = busy.map((is) => (full ? 250 : is ? 152 : 100));
  const template = `${full ? "" : "190px "}${widths.map((width) => `minmax(${width}px, ${full ? "340px" : `${width}fr`})`).join(" ")}`;
  all.style.width = `max(100%, ${widths.reduce((sum, one) => sum + one, full ? 0 : 190)}px)`;
  const row = (cls, ...inside) => {
    const one = make("div", { cls: `lane ${cls}`, role: "row" }, ...inside);
    one.style.gridTemplateColumns = template;
    return one;
  };
  const head = columns.map((column) => make("div", { cls: "head", role: "columnheader" }, column.index < 0 ? words_(column.text) : press({}, () => look(column.index), words_(column.text), make("span", { cls: "by", text: fact(column.index, "start_date") || fact(column.index, "feedback_date") || "" }))));
  const table = make("div", { cls: `lanes${full ? " full" : ""}`, role: "table" });
  table.append(row("heads", ...(full ? [] : [make("div", { cls: "head corner", role: "columnheader", text: words.problem })]), ...head));
  const drawn = places.map((place) => {
    const { cells, wires } = lane(page.chains[place], columnOf, columns, full);
    const svg = shape("svg", { class: "wires", "aria-hidden": "true" });
    const one = row("cards", svg, ...(full ? [] : [laneName(page.chains[place], place)]), ...cells);
    table.append(one);
    return { one, svg, wires };
  });
  all.append(table);
  lanes.wire = keepWired(all, () => drawn.forEach(({ one, svg, wires }) => wire(one, svg, wires)));
  return all;
}

function lanesBar(at, places) {
  const bar = make("div", { cls: "bar" });
  const shown = byId.get(at);
  if (at) bar.append(crumb(words.allchains, () => visit("chains", "")));
  const units = new Map();
  chainUnit.forEach((unit) => { if (unit !== undefined) units.set(unit, (units.get(unit) || 0) + 1); });
  if (units.size > 1) {
    const choice = make("select", { "aria-label": words.unit }, make("option", { value: "", text: words.allunits }));
    [...units].sort((a, b) => b[1] - a[1] || a[0] - b[0]).forEach(([unit, count]) => choice.append(make("option", { value: nodes[unit].id, text: `${nodes[unit].label}（${count}）` })));
    const unit = units.has(shown) ? shown : chainOf.has(shown) ? chainUnit[chainOf.get(shown)] : undefined;
    choice.value = unit === undefined ? "" : nodes[unit].id;
    choice.addEventListener("change", () => visit("chains", choice.value, byId.get(choice.value)));
    bar.append(choice);
  }
  bar.append(make("span", { cls: "soft", text: say(words.chaincount, { count: places.length }) }));
  bar.append(make("span", { cls: "rims" }, key("stated", words.stated), key("inferred", words.inferred), rims()));
  return bar;
}

function chainsAt(at) {
  const index = byId.get(at);
  if (chainOf.has(index)) return { places: [chainOf.get(index)], full: true };
  if (index !== undefined && nodes[index].kind === "unit") return { places: page.chains.map((_, place) => place).filter((place) => chainUnit[place] === index), full: false };
  return { places: page.chains.map((_, place) => place), full: false };
}

if (page.chains.length) addTab({
  name: "chains",
  label: words.chains,
  make() {},
  takes(index) {
    const told = nodes[index].kind === "recurrence" ? (near[index].find((link) => chainOf.has(link.to)) || {}).to : index;
    if (chainOf.has(told)) return nodes[page.chains[chainOf.get(told)].findings[0]].id;
    return nodes[index].kind === "unit" && chainUnit.includes(index) ? nodes[index].id : undefined;
  },
  open(at) {
    const section = this.section;
    if (lanes.at !== at) {
      const { places, full } = chainsAt(at);
      lanes.at = at;
      lanes.places = places;
      lanes.full = full;
      showLanes(section, at, LANES);
    } else lanes.wire();
    markCards(section);
    const { places, full } = lanes;
    const last = full ? page.chains[places[0]].findings[page.chains[places[0]].findings.length - 1] : byId.get(at);
    return last === undefined ? (panel) => panel.append(make("h2", { text: words.chains }), make("p", { cls: "none", text: words.chainstext })) : last;
  },
});

function showLanes(section, at, many) {
  const { places, full } = lanes;
  const scroll = make("div", { cls: "scroll", tabindex: "0" }, drawLanes(places.slice(0, many), full));
  if (places.length > many) scroll.append(press({ cls: "more" }, () => { showLanes(section, at, many * 4); }, say(words.showmore, { count: places.length - many })));
  section.replaceChildren(lanesBar(at, places), scroll);
  scroll.scrollLeft = scroll.scrollWidth;  // the latest first: what is not closed stands there
  lanes.wire();
}
