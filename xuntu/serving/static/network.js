// The picture of some things and what lies around them. Each section with data-network says where its things are read;
// click shows what is known of a thing, double click moves it to the centre, and a list does the same for the keyboard.

import { FONT, css, isApart, lay, stroke, view } from "./drawing/layout.js";

const OPTIONS = {
  physics: { enabled: false },
  layout: { improvedLayout: false },
  interaction: { hover: true, multiselect: false, selectConnectedEdges: false, tooltipDelay: 100000, zoomView: false },
  nodes: { chosen: false },
  edges: { smooth: false, chosen: false, arrows: { to: { enabled: true, scaleFactor: 0.4 } } },
};
const MOST_NAMED = 9;

export const say = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

export function make(tag, { text, cls, ...rest } = {}, ...inside) {
  const node = document.createElement(tag);
  if (text !== undefined) node.textContent = text;
  if (cls) node.className = cls;
  for (const [name, value] of Object.entries(rest)) node.setAttribute(name, value);
  node.append(...inside);
  return node;
}

// Read a picture; what is not one is an error that says why.
export async function load(address) {
  const answer = await fetch(address, { headers: { accept: "application/json" } });
  const told = await answer.json();
  if (!answer.ok) throw new Error(told.error);
  return told;
}

// Draw a picture into a section. `change(iris, hidden)` gives the picture around other things; `moved(iri)` is told.
export function draw(section, first, { change, moved = () => {} } = {}) {
  const state = { data: first, selected: 0, pointed: undefined, hidden: new Set(), trail: [] };
  let chips = [];
  const words = first.words;
  const canvas = make("div", { cls: "canvas", role: "img" });
  const hint = make("p", { cls: "hint" });
  const legend = make("div", { cls: "legend", role: "group", "aria-label": words.legend });
  const panel = make("article", { cls: "panel", tabindex: "-1", "aria-label": words.details });
  const list = make("ul", { cls: "things" });
  const drawn = make("summary");
  const zoom = make("div", { cls: "zoom" });
  section.replaceChildren(
    legend,
    make("div", { cls: "map" }, canvas, zoom, hint),
    make("div", { cls: "beside" }, panel, make("details", { cls: "drawn" }, drawn, list)),
  );
  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  const network = new vis.Network(canvas, { nodes, edges }, OPTIONS);
  canvas.querySelector(".vis-network")?.setAttribute("tabindex", "-1");

  const look = (at) => ({ picked: at === state.selected, pointed: at === state.pointed, side: state.data.nodes[at].side, strong: at === 0 });
  const near = (at) => state.data.edges.filter(([from, , to]) => from === at || to === at);
  const kindOrder = () => Object.keys(state.data.kinds);

  function paint() {
    const box = canvas.getBoundingClientRect();
    const { data } = state;
    const order = kindOrder();
    // several things asked for hang on the first one, in the layout only
    const tree = data.nodes.map(({ label, kind, parent }, at) => ({ label, kind, parent: parent < 0 && at ? 0 : parent, order: order.indexOf(kind) }));
    chips = tree.length ? lay(tree, { width: Math.max(box.width, 480), height: Math.max(box.height, 380) }) : [];
    edges.clear();
    nodes.clear();
    nodes.add(chips.map((one, at) => ({
      id: at, shape: "custom", x: one.x, y: one.y,
      ctxRenderer: ({ ctx, x, y }) => ({ drawNode: () => stroke(ctx, x, y, one, look(at)), nodeDimensions: { width: one.width, height: one.height } }),
    })));
    join();
    canvas.setAttribute("aria-label", `${words.map}：${data.nodes.map((one) => one.label).join("、")}`);
    fit();
  }

  function join() {
    const few = near(state.selected).length <= MOST_NAMED;
    const done = new Set();
    const lines = [];
    state.data.edges.forEach(([from, relation, to], at) => {
      const pair = from < to ? `${from} ${to}` : `${to} ${from}`;
      if (done.has(pair) || isNested(from, relation, to)) return;
      done.add(pair);
      const trunk = state.data.nodes[from].parent === to || state.data.nodes[to].parent === from;
      const touched = from === state.selected || to === state.selected;
      lines.push({
        id: at, from, to,
        color: { color: css(touched ? "--edge-strong" : "--edge"), opacity: touched || trunk ? 1 : 0.45 },
        width: touched ? 2 : trunk ? 1.2 : 0.8, dashes: trunk || touched ? false : [3, 4],
        label: touched && few && isApart(chips[from], chips[to]) ? state.data.relations[relation] : undefined,
        font: { face: FONT, size: 11, color: css("--soft"), strokeWidth: 4, strokeColor: css("--paper"), align: "middle" },
      });
    });
    edges.clear();
    edges.add(lines);
  }

  // A finding listed under a category that is drawn hangs there, not on the inspection.
  function isNested(from, relation, to) {
    return relation === "foundIn" && state.data.nodes[from].parent !== to &&
      state.data.edges.some(([one, name]) => one === from && name === "withinFinding");
  }

  function fit() {
    if (chips.length) network.moveTo(view(chips, canvas.getBoundingClientRect()));
  }

  // ---- what is known of a thing ----
  function show(at) {
    const node = state.data.nodes[at];
    panel.replaceChildren();
    panel.scrollTop = 0;
    if (!node) return;
    panel.append(make("p", { cls: "badge" }, dot(node), node.kind ? state.data.kinds[node.kind] : ""));
    panel.append(make("h2", {}, make("bdi", { text: node.label || "—" })));
    const acts = make("p", { cls: "acts" });
    if (node.href) acts.append(make("a", { cls: "button", href: node.href, text: words.open }));
    if (at && change && node.iri) acts.append(press(words.centre, () => go(node.iri)));
    if (acts.childElementCount) panel.append(acts);
    const facts = make("dl");
    for (const [key, value] of node.facts) {
      if (["level", "sha256", "statement", "format"].includes(key) || value === node.label) continue;
      facts.append(make("dt", { text: state.data.facts[key] || key }), make("dd", {}, make("bdi", { cls: key === "status" ? node.side : "", text: value })));
    }
    if (facts.childElementCount) panel.append(facts);
    if (node.places.length) panel.append(make("h3", { text: words.source }));
    for (const [file, start, end, quote, href] of node.places) {
      const place = make("a", { href, text: `${file} · ${say(words.chars, { start, end })}` });
      const source = make("figure", {}, make("figcaption", {}, make("bdi", {}, place)));
      if (quote) source.prepend(make("blockquote", {}, make("bdi", { text: quote })));
      panel.append(source);
    }
    if (node.more) panel.append(make("p", { cls: "soft", text: say(words.moreplaces, { count: node.more }) }));
    const others = near(at);
    if (!others.length) return;
    panel.append(make("h3", { text: words.links }));
    panel.append(make("ul", { cls: "things" }, ...others.map(([from, relation, to]) => {
      const [other, arrow] = from === at ? [to, "→"] : [from, "←"];
      return item(other, `${arrow} ${state.data.relations[relation] || relation}`);
    })));
  }

  const dot = (node) => make("span", { cls: `dot ${node.kind}`, "aria-hidden": "true" });

  function press(text, done) {
    const button = make("button", { type: "button", text });
    button.addEventListener("click", done);
    return button;
  }

  function item(at, by) {
    const node = state.data.nodes[at];
    const button = make("button", { type: "button" }, dot(node), make("bdi", { text: node.label || "—" }), make("span", { cls: "soft", text: by }));
    button.addEventListener("click", () => select(at, { focus: true }));
    button.addEventListener("dblclick", () => go(node.iri));
    return make("li", {}, button);
  }

  function select(at, { focus = false } = {}) {
    state.selected = at;
    join();
    show(at);
    network.redraw();
    if (focus) panel.focus({ preventScroll: window.innerWidth > 900 });
  }

  // ---- legend and list ----
  function listAll() {
    const { data } = state;
    drawn.textContent = say(words.drawn, { count: data.nodes.length });
    list.replaceChildren(...data.nodes.map((node, at) => item(at, data.kinds[node.kind] || "")));
    hint.textContent = data.nodes.length ? say(data.more ? words.hintmore : words.hint, { count: data.nodes.length }) : words.none;
    const counts = new Map();
    data.nodes.forEach(({ kind }) => counts.set(kind, (counts.get(kind) || 0) + 1));
    const kinds = kindOrder().filter((kind) => counts.has(kind) || state.hidden.has(kind));
    const sides = data.nodes.some((one) => one.side)
      ? [make("span", { cls: "sides" }, ...[["closed", words.closed], ["open", words.openside]].map(([side, text]) => make("span", {}, make("span", { cls: `rim ${side}`, "aria-hidden": "true" }), text)))]
      : [];
    legend.replaceChildren(...kinds.map((kind) => toggle(kind, counts.get(kind) || 0)), ...sides);
  }

  function toggle(kind, count) {
    const inside = [dot({ kind }), state.data.kinds[kind], make("span", { cls: "soft", text: count })];
    if (!change) return make("span", { cls: "key" }, ...inside);
    const button = make("button", { type: "button", "aria-pressed": String(!state.hidden.has(kind)) }, ...inside);
    button.addEventListener("click", async () => {
      state.hidden.has(kind) ? state.hidden.delete(kind) : state.hidden.add(kind);
      await renew(centres());
      [...legend.querySelectorAll("button")].find((one) => one.textContent.startsWith(state.data.kinds[kind]))?.focus();
    });
    return button;
  }

  // ---- moving ----
  const centres = () => state.data.nodes.filter((one) => one.parent < 0).map((one) => one.iri);

  async function renew(iris) {
    try {
      const told = await change(iris, [...state.hidden]);
      if (!told.nodes.length) return false;
      edges.clear();
      nodes.clear();  // what is drawn looks its thing up when it is painted
      state.data = { ...told, words };
      state.selected = 0;
      state.pointed = undefined;
      refresh();
      return true;
    } catch (error) {
      hint.textContent = say(words.failed, { why: error.message });
      return false;
    }
  }

  async function go(iri) {
    if (!change || !iri || centres().join() === iri) return;
    const before = centres();
    if (await renew([iri])) {
      state.trail.push(before);
      back.disabled = false;
      moved(iri, state.data.nodes[0].label);
    }
  }

  const back = press("←", async () => {
    const before = state.trail.pop();
    back.disabled = state.trail.length === 0;
    if (before && await renew(before)) moved(before[0], state.data.nodes[0].label);
  });
  back.disabled = true;
  const scale = (by) => network.moveTo({ scale: network.getScale() * by, animation: false });
  const tools = [[back, words.back], [press("＋", () => scale(1.25)), words.closer], [press("－", () => scale(0.8)), words.farther], [press("⤢", fit), words.fit]];
  for (const [button, name] of tools) {
    button.setAttribute("aria-label", name);
    button.title = name;
    zoom.append(button);
  }

  function refresh() {
    listAll();
    paint();
    show(state.selected);
  }

  network.on("click", ({ nodes: hit }) => { if (hit.length) select(hit[0]); });
  network.on("doubleClick", ({ nodes: hit }) => { if (hit.length) go(state.data.nodes[hit[0]].iri); });
  network.on("hoverNode", ({ node }) => { state.pointed = node; hint.textContent = state.data.nodes[node].label; network.redraw(); });
  network.on("blurNode", () => { state.pointed = undefined; hint.textContent = say(state.data.more ? words.hintmore : words.hint, { count: state.data.nodes.length }); network.redraw(); });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { join(); network.redraw(); });
  let width = 0;
  new ResizeObserver(([{ contentRect }]) => {
    if (contentRect.width && Math.abs(contentRect.width - width) > 8) { width = contentRect.width; paint(); }
  }).observe(canvas);
  refresh();
  return {
    centre: () => state.data.nodes[0].label,
    boxes: () => state.data.nodes.map((_, at) => network.getBoundingBox(at)),
    spot: (name) => {
      const at = network.canvasToDOM(network.getPosition(state.data.nodes.findIndex((one) => one.label === name)));
      const box = canvas.getBoundingClientRect();
      return { x: box.left + at.x, y: box.top + at.y };
    },
  };
}

// ---- the sections of a page ----
async function begin(section) {
  const address = new URL(section.dataset.network, location.href);
  const narrow = section.getBoundingClientRect().width < 620 ? [["most", 18]] : [];  // what a telephone can show
  narrow.forEach(([name, value]) => address.searchParams.set(name, value));
  const change = (iris, hidden) => {
    const fields = [...iris.map((iri) => ["iri", iri]), ...hidden.map((kind) => ["hide", kind]), ...narrow];
    return load(`${address.pathname}?${new URLSearchParams(fields)}`);
  };
  const whole = section.firstElementChild;
  const page = document.querySelector(".graph-page");
  section.setAttribute("aria-busy", "true");
  try {
    const data = await load(address);
    if (!data.nodes.length) {
      section.remove();
      return;
    }
    // on its own page the picture is the page's, and the address follows what stands in the middle
    const moved = page ? (iri) => history.replaceState(null, "", `?${new URLSearchParams({ iri })}`) : undefined;
    const drawn = draw(section, data, { change, moved });
    if (!page && whole) section.append(whole);
    section.drawn = drawn;
  } catch (error) {
    section.append(make("p", { cls: "soft", role: "status", text: error.message }));
  }
  section.removeAttribute("aria-busy");
}

document.querySelectorAll("[data-network]").forEach(begin);
