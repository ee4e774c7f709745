// The tab 关系图: what is near one thing, at most LIMIT chips in a fixed layout. vis-network draws, we lay out.

const LIMIT = 42;
const recurring = new Set(edges.filter((e) => e.relation === "recurringFinding").map((e) => e.to));
const parents = nodes.map(() => []);
edges.forEach((e) => { if (e.relation === "withinFinding") parents[e.from].push(e.to); });
const { rank: RANK, step: STEP, weak: WEAK, recurring: NEARER, crowd: CROWD } = page.nearness;
const HUBS = new Set(page.nearness.hubs);
const ego = { centre: -1, selected: -1, hidden: new Set(), tree: [], chips: [], hovered: undefined };

function steps(item, centre) {
  const from = item.node;
  const kind = nodes[from].kind;
  if (from !== centre && HUBS.has(kind)) return [];
  const rank = RANK[kind];
  const base = RANK[nodes[centre].kind];
  const links = near[from].map((link) => ({ to: link.to, weak: WEAK[edges[link.edge].relation] || 0 }));
  return links.filter(({ to }) => {
    if (from === centre) return !isNested(from, to);
    if (kind === "recurrence") return true;
    if (isNested(from, to)) return false;
    if (item.up) return RANK[nodes[to].kind] < rank;
    return rank > base ? RANK[nodes[to].kind] > rank : RANK[nodes[to].kind] < rank;
  });
}

// A finding listed under a category hangs there, not on the inspection.
function isNested(from, to) {
  return nodes[from].kind === "inspection" && parents[to].some((p) => p !== from && !ego.hidden.has(nodes[p].kind));
}

// Best first: the telling nodes near the centre, and no parent alone may fill the map.
function pick(centre) {
  const tree = [{ node: centre, parent: -1, cost: 0, up: false }];
  const seen = new Set([centre]);
  const open = [];
  const expand = (item, place) => {
    const counts = {};
    const met = new Set();
    for (const { to, weak } of steps(item, centre)) {
      const kind = nodes[to].kind;
      if (seen.has(to) || met.has(to) || ego.hidden.has(kind)) continue;
      met.add(to);
      counts[kind] = (counts[kind] || 0) + 1;
      const bonus = recurring.has(to) ? NEARER : 0;
      const cost = item.cost + Math.max(0.1, STEP[kind] - bonus + weak + CROWD * counts[kind]);
      open.push({ node: to, parent: place, cost, up: item.up || nodes[item.node].kind === "recurrence" });
    }
  };
  expand(tree[0], 0);
  while (open.length && tree.length < LIMIT) {
    let at = 0;
    open.forEach((one, i) => { if (one.cost < open[at].cost || (one.cost === open[at].cost && one.node < open[at].node)) at = i; });
    const [best] = open.splice(at, 1);
    if (seen.has(best.node)) continue;
    seen.add(best.node);
    tree.push(best);
    expand(best, tree.length - 1);
  }
  return tree;
}

// ---- drawing ----
let canvas;
let network;
let drawnNodes;
let drawnEdges;

const looks = (index) => ({ picked: index === ego.selected, pointed: index === ego.hovered, side: rim(index), strong: index === ego.centre });

function paint(place, chipOf) {
  const index = ego.tree[place].node;
  return { id: index, shape: "custom", x: chipOf.x, y: chipOf.y, ctxRenderer: ({ ctx, x, y }) => ({ drawNode: () => stroke(ctx, x, y, chipOf, looks(index)), nodeDimensions: { width: chipOf.width, height: chipOf.height } }) };
}

function fit() {
  if (ego.chips.length) network.moveTo(view(ego.chips, canvas.getBoundingClientRect()));
}

const toDraw = ({ node, parent }) => ({ kind: nodes[node].kind, label: nodes[node].label, parent, order: kindOrder.indexOf(nodes[node].kind) * nodes.length + node });

function drawEgo() {
  const box = canvas.getBoundingClientRect();
  if (!box.width || ego.centre < 0) return;
  ego.tree = pick(ego.centre);
  ego.chips = lay(ego.tree.map(toDraw), { width: Math.max(box.width, 480), height: Math.max(box.height, 420) });
  ego.hovered = undefined;
  drawnEdges.clear();
  drawnNodes.clear();
  drawnNodes.add(ego.tree.map((_, place) => paint(place, ego.chips[place])));
  drawnEdges.add(linksBetween(ego.tree));
  canvas.setAttribute("aria-label", ego.tree.map((item) => nodes[item.node].label).join("、"));
  fit();
  hint();
  listDrawn();
  countLegend();
}

const pair = (a, b) => (a < b ? `${a} ${b}` : `${b} ${a}`);

function linksBetween(tree) {
  const shown = new Set(tree.map((item) => item.node));
  const trunk = new Set(tree.filter((item) => item.parent >= 0).map((item) => pair(item.node, tree[item.parent].node)));
  const at = new Map(tree.map((item, place) => [item.node, ego.chips[place]]));
  const among = [...shown].flatMap((index) => near[index].filter((link) => link.out && shown.has(link.to)).map((link) => link.edge));
  const done = new Set();
  return among.sort((a, b) => a - b).flatMap((index) => {
    const edge = edges[index];
    const key = pair(edge.from, edge.to);
    if (done.has(key) || edge.from === edge.to || (edge.relation === "foundIn" && isNested(edge.to, edge.from))) return [];
    done.add(key);
    return [line(index, trunk.has(key), at, shown)];
  });
}

function line(index, trunk, at, shown) {
  const edge = edges[index];
  const touched = edge.from === ego.selected || edge.to === ego.selected;
  const [a, b] = [at.get(edge.from), at.get(edge.to)];
  const few = touched && near[ego.selected].filter((link) => shown.has(link.to)).length <= 9 && isApart(a, b);
  return {
    id: index, from: edge.from, to: edge.to,
    color: { color: touched ? css("--edge-strong") : css("--edge"), opacity: touched || trunk ? 1 : 0.45 },
    width: touched ? 2 : trunk ? 1.2 : 0.8, dashes: trunk || touched ? false : [3, 4],
    label: few ? relations[edge.relation] : undefined,
    font: { face: FONT, size: 11, color: css("--soft"), strokeWidth: 4, strokeColor: css("--paper"), align: "middle" },
  };
}

function repaint() {
  drawnEdges.clear();
  drawnEdges.add(linksBetween(ego.tree));
}

function hint() {
  const all = new Set(near[ego.centre].map((link) => link.to)).size;
  const drawn = ego.tree.length;
  const text = all >= drawn ? say(words.hint, { drawn, near: all }) : say(words.hintall, { drawn });
  el("hint").textContent = ego.hovered === undefined ? text : nodes[ego.hovered].label;
}

function select(index) {
  ego.selected = index;
  state.shown = index;
  history.replaceState({ ...history.state, shown: index }, "");
  repaint();
  show(index);
  listDrawn();
}

// ---- legend ----
const totals = {};
nodes.forEach((node) => { totals[node.kind] = (totals[node.kind] || 0) + 1; });
const counts = new Map();

function makeLegend() {
  const legend = make("div", { cls: "bar legend", id: "legend", role: "group", "aria-label": words.legend });
  kindOrder.filter((kind) => totals[kind]).forEach((kind) => {
    const count = make("span", { cls: "count" });
    const button = press({ "aria-pressed": "true", title: words.legend }, () => {
      if (!ego.hidden.delete(kind)) ego.hidden.add(kind);
      button.setAttribute("aria-pressed", String(!ego.hidden.has(kind)));
      drawEgo();
    }, make("span", { cls: `dot ${kind}`, "aria-hidden": "true" }), make("span", { text: kinds[kind] }), count);
    counts.set(kind, count);
    legend.append(button);
  });
  if (totals.status) legend.append(rims());
  return legend;
}

const rims = () => make("span", { cls: "rims" }, ...["closed", "open"].map((side) => make("span", {}, make("span", { cls: `rim ${side}` }), words[side])));

function countLegend() {
  const drawn = {};
  ego.tree.forEach((item) => { drawn[nodes[item.node].kind] = (drawn[nodes[item.node].kind] || 0) + 1; });
  counts.forEach((count, kind) => { count.textContent = `${drawn[kind] || 0}/${totals[kind]}`; });
}

// ---- the list of drawn nodes, for the keyboard ----
function listDrawn() {
  const shown = ego.tree.map((item) => item.node);
  el("drawn-title").textContent = `${words.drawn} ${shown.length}`;
  const list = el("list");
  list.replaceChildren(...shown.map((index) => {
    const item = make("li", { role: "option", tabindex: index === ego.selected ? "0" : "-1", "aria-selected": String(index === ego.selected) }, dot(index), label(index), make("span", { cls: "kind", text: kinds[nodes[index].kind] }));
    item.dataset.index = index;
    return item;
  }));
  if (!list.querySelector('[tabindex="0"]') && list.firstChild) list.firstChild.tabIndex = 0;
}
const focusItem = (index) => { const item = el("list").querySelector(`[data-index="${index}"]`); if (item) item.focus(); };
el("list").addEventListener("click", (event) => {
  const item = event.target.closest("li");
  if (item) { select(Number(item.dataset.index)); focusItem(item.dataset.index); }
});
el("list").addEventListener("dblclick", (event) => { const item = event.target.closest("li"); if (item) inGraph(Number(item.dataset.index)); });
el("list").addEventListener("keydown", (event) => {
  const item = event.target.closest("li");
  if (!item) return;
  const next = { ArrowDown: item.nextSibling, ArrowUp: item.previousSibling, Home: el("list").firstChild, End: el("list").lastChild }[event.key];
  if (next) { event.preventDefault(); select(Number(next.dataset.index)); focusItem(next.dataset.index); }
  if (event.key === "Enter") { inGraph(Number(item.dataset.index)); focusItem(item.dataset.index); }
});

// ---- the tab ----
function makeMap(section) {
  canvas = make("div", { id: "canvas", role: "img", "aria-label": words.map });
  const zoom = (by) => () => network.moveTo({ scale: network.getScale() * by, animation: false });
  const signs = [["closer", "＋", zoom(1.25)], ["farther", "－", zoom(0.8)], ["fit", "⤢", fit]];
  const buttons = signs.map(([name, text, act]) => press({ id: name, text, title: words[name], "aria-label": words[name] }, act));
  section.append(makeLegend(), make("div", { cls: "map" }, canvas, make("div", { cls: "zoom" }, ...buttons), make("p", { cls: "hint", id: "hint" })));
  drawnNodes = new vis.DataSet();
  drawnEdges = new vis.DataSet();
  network = new vis.Network(canvas, { nodes: drawnNodes, edges: drawnEdges }, JSON.parse(graph.options));
  network.on("click", ({ nodes: hit }) => { if (hit.length) select(hit[0]); });
  network.on("doubleClick", ({ nodes: hit }) => { if (hit.length) inGraph(hit[0]); });
  network.on("hoverNode", ({ node }) => { ego.hovered = node; hint(); canvas.style.cursor = "pointer"; });
  network.on("blurNode", () => { ego.hovered = undefined; hint(); canvas.style.cursor = ""; });
  network.on("resize", () => { requestAnimationFrame(fit); });
  let waiting = 0;
  let size = "";
  new ResizeObserver(() => {
    const box = canvas.getBoundingClientRect();
    if (!box.width || size === `${box.width} ${box.height}`) return;
    size = `${box.width} ${box.height}`;
    clearTimeout(waiting);
    waiting = setTimeout(drawEgo, 120);
  }).observe(canvas);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
}

addTab({
  name: "graph",
  label: words.graph,
  make: makeMap,
  open(at) {
    if (!nodes.length) return (panel) => panel.append(make("p", { cls: "none", text: words.nounits }));
    const index = byId.has(at) ? byId.get(at) : page.start;
    ego.centre = index;
    ego.selected = state.shown === undefined ? index : state.shown;
    drawEgo();
    return index;
  },
});

const looking = {
  centre: () => nodes[ego.centre].label,
  redraw: () => {
    const began = performance.now();
    const step = near[ego.centre].find(({ to }) => to !== ego.centre && near[to].length > 1);
    if (step) inGraph(step.to);
    network.redraw();
    return performance.now() - began;
  },
  boxes: () => ego.tree.map((item) => network.getBoundingBox(item.node)),
  spot: (name) => {
    const item = ego.tree.find(({ node }) => nodes[node].label === name);
    const at = network.canvasToDOM(network.getPosition(item.node));
    const box = canvas.getBoundingClientRect();
    return { x: box.left + at.x, y: box.top + at.y };
  },
};
