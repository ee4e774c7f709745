"use strict";
(() => {
  const graph = JSON.parse(document.getElementById("graph").textContent);
  const { nodes, edges, page } = graph;
  const { words, kinds, facts: factNames, relations } = page;
  const closed = new Set(page.closed);
  const el = (id) => document.getElementById(id);

  // ---- the network ----
  const OVERVIEW = -1;
  const LIMIT = 36;
  const kindOrder = Object.keys(kinds);
  const near = nodes.map(() => []);
  edges.forEach((edge, index) => {
    near[edge.from].push({ to: edge.to, edge: index, out: true });
    near[edge.to].push({ to: edge.from, edge: index, out: false });
  });
  const byId = new Map(nodes.map((node, index) => [node.id, index]));
  const recurring = new Set(edges.filter((e) => e.relation === "recurringFinding").map((e) => e.to));
  const parents = nodes.map(() => []);
  edges.forEach((e) => { if (e.relation === "withinFinding") parents[e.from].push(e.to); });
  const fact = (index, key) => (nodes[index].facts.find(([name]) => name === key) || [])[1];
  const rim = (index) => {
    const node = nodes[index];
    const status = node.kind === "status" ? node.label : fact(index, "status");
    return status === undefined ? "" : closed.has(status) ? "closed" : "open";
  };

  const { rank: RANK, step: STEP, weak: WEAK, recurring: NEARER, crowd: CROWD } = page.nearness;
  const HUBS = new Set(page.nearness.hubs);

  const state = { centre: OVERVIEW, selected: OVERVIEW, hidden: new Set(), tree: [] };

  function steps(item, centre) {
    const from = item.node;
    if (from === OVERVIEW) return page.units.map(([unit]) => ({ to: unit, weak: 0 }));
    const kind = nodes[from].kind;
    if (from !== centre && HUBS.has(kind) && centre !== OVERVIEW) return [];
    const rank = RANK[kind];
    const most = centre === OVERVIEW ? ["inspection", "category", "finding", "recurrence"] : kindOrder;
    const base = centre === OVERVIEW ? 1.9 : RANK[nodes[centre].kind];
    const links = near[from].map((link) => ({ to: link.to, weak: WEAK[edges[link.edge].relation] || 0 }));
    return links.filter(({ to }) => most.includes(nodes[to].kind)).filter(({ to }) => {
      if (from === centre) return !isNested(from, to);
      if (kind === "recurrence") return true;
      if (isNested(from, to)) return false;
      if (item.up) return RANK[nodes[to].kind] < rank;
      return rank > base ? RANK[nodes[to].kind] > rank : RANK[nodes[to].kind] < rank;
    });
  }

  // A finding listed under a category hangs there, not on the inspection.
  function isNested(from, to) {
    return nodes[from].kind === "inspection" && parents[to].some((p) => p !== from && !state.hidden.has(nodes[p].kind));
  }

  // Best first: the telling nodes near the centre, and no parent alone may fill the map.
  function pick(centre) {
    const tree = [{ node: centre, parent: -1, cost: 0, up: false }];
    const seen = new Set([centre]);
    let open = [];
    const expand = (item, place) => {
      const counts = {};
      const met = new Set();
      for (const { to, weak } of steps(item, centre)) {
        const kind = nodes[to].kind;
        if (seen.has(to) || met.has(to) || state.hidden.has(kind)) continue;
        met.add(to);
        counts[kind] = (counts[kind] || 0) + 1;
        const bonus = recurring.has(to) ? NEARER : 0;
        const cost = item.cost + Math.max(0.1, STEP[kind] - bonus + weak + CROWD * counts[kind]);
        open.push({ node: to, parent: place, cost, up: item.up || (item.node >= 0 && nodes[item.node].kind === "recurrence") });
      }
    };
    expand(tree[0], 0);
    while (open.length && tree.length < LIMIT) {
      open.sort((a, b) => a.cost - b.cost || a.node - b.node);
      const best = open.shift();
      if (seen.has(best.node)) continue;
      seen.add(best.node);
      tree.push(best);
      expand(best, tree.length - 1);
    }
    return tree;
  }

  // ---- drawing ----

  const options = JSON.parse(graph.options);
  const canvas = el("canvas");
  const drawnNodes = new vis.DataSet();
  const drawnEdges = new vis.DataSet();
  const network = new vis.Network(canvas, { nodes: drawnNodes, edges: drawnEdges }, options);

  function paint(place, chipOf) {
    const index = state.tree[place].node;
    return { id: index, shape: "custom", x: chipOf.x, y: chipOf.y, ctxRenderer: ({ ctx, x, y }) => ({ drawNode: () => stroke(ctx, x, y, chipOf, look(index)), nodeDimensions: { width: chipOf.width, height: chipOf.height } }) };
  }

  const look = (index) => ({ picked: index === state.selected, pointed: index === hovered, side: index === OVERVIEW ? "" : rim(index), strong: index === state.centre });

  function fit() {
    network.moveTo(view(chips, canvas.getBoundingClientRect()));
  }

  function toDraw({ node, parent }) {
    const [kind, label] = node === OVERVIEW ? ["unit", words.overview] : [nodes[node].kind, nodes[node].label];
    return { kind, label, parent, order: kindOrder.indexOf(kind) * nodes.length + node };
  }

  let chips = [];
  let hovered;
  function draw() {
    const box = canvas.getBoundingClientRect();
    state.tree = pick(state.centre);
    chips = lay(state.tree.map(toDraw), { width: Math.max(box.width, 480), height: Math.max(box.height, 420) });
    hovered = undefined;
    drawnEdges.clear();
    drawnNodes.clear();
    drawnNodes.add(state.tree.map((_, place) => paint(place, chips[place])));
    drawnEdges.add(linksBetween(state.tree));
    el("canvas").setAttribute("aria-label", state.tree.map((item) => item.node < 0 ? words.overview : nodes[item.node].label).join("、"));
    fit();
    hint();
    listDrawn();
    countLegend();
  }

  function linksBetween(tree) {
    const shown = new Set(tree.map((item) => item.node));
    const trunk = new Set(tree.filter((item) => item.parent >= 0).map((item) => pair(item.node, tree[item.parent].node)));
    const at = new Map(tree.map((item, place) => [item.node, chips[place]]));
    const list = [];
    const done = new Map();
    edges.forEach((edge, index) => {
      if (!shown.has(edge.from) || !shown.has(edge.to)) return;
      const key = pair(edge.from, edge.to);
      if (done.has(key) || (edge.relation === "foundIn" && isNested(edge.to, edge.from))) return;
      done.set(key, true);
      list.push(line(index, trunk.has(key), at));
    });
    if (shown.has(OVERVIEW)) page.units.forEach(([unit]) => { if (shown.has(unit)) list.push({ id: `o${unit}`, from: OVERVIEW, to: unit, color: css("--edge"), arrows: { to: { enabled: false } } }); });
    return list;
  }

  const pair = (a, b) => (a < b ? `${a} ${b}` : `${b} ${a}`);

  function line(index, trunk, at) {
    const edge = edges[index];
    const touched = edge.from === state.selected || edge.to === state.selected;
    const [a, b] = [at.get(edge.from), at.get(edge.to)];
    const few = near[state.selected] && drawnLinks(state.selected) <= 9 && isApart(a, b);
    return {
      id: index, from: edge.from, to: edge.to,
      color: { color: touched ? css("--edge-strong") : css("--edge"), opacity: touched || trunk ? 1 : 0.45 },
      width: touched ? 2 : trunk ? 1.2 : 0.8, dashes: trunk || touched ? false : [3, 4],
      label: touched && few ? relations[edge.relation] : undefined,
      font: { face: FONT, size: 11, color: css("--soft"), strokeWidth: 4, strokeColor: css("--paper"), align: "middle" },
    };
  }

  function drawnLinks(index) {
    const shown = new Set(state.tree.map((item) => item.node));
    return near[index].filter((link) => shown.has(link.to)).length;
  }

  function repaint() {
    drawnEdges.clear();
    drawnEdges.add(linksBetween(state.tree));
  }

  // ---- words ----
  const say = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  function make(tag, { text, cls, ...rest } = {}, ...inside) {
    const node = document.createElement(tag);
    if (text !== undefined) node.textContent = text;
    if (cls) node.className = cls;
    for (const [name, value] of Object.entries(rest)) node.setAttribute(name, value);
    node.append(...inside);
    return node;
  }
  const dot = (index) => make("span", { cls: `dot ${nodes[index].kind}`, "aria-hidden": "true" });
  const label = (index) => make("bdi", { cls: "text", text: nodes[index].label || "—" });

  function hint() {
    const all = state.centre === OVERVIEW ? 0 : new Set(near[state.centre].map((link) => link.to)).size;
    const drawn = state.tree.length;
    const text = all >= drawn ? say(words.hint, { drawn, near: all }) : say(words.hintall, { drawn });
    el("hint").textContent = hovered === undefined || hovered === OVERVIEW ? text : nodes[hovered].label;
  }

  // ---- the panel ----
  const HIDDEN_FACTS = new Set(["level", "sha256", "statement", "format"]);  // said better elsewhere, or of no use to a reader

  function show(index) {
    const panel = el("panel");
    panel.replaceChildren();
    panel.scrollTop = 0;
    if (index === OVERVIEW) return showOverview(panel);
    const node = nodes[index];
    panel.append(make("span", { cls: "badge" }, dot(index), make("span", { text: kinds[node.kind] })));
    panel.append(make("h2", {}, label(index)));
    const list = make("dl", { cls: "facts" });
    for (const [key, value] of node.facts) {
      if (HIDDEN_FACTS.has(key) || value === node.label) continue;
      const side = key === "status" ? rim(index) : "";
      const words = make("bdi", { cls: "text", text: value });
      list.append(make("dt", { text: factNames[key] || key }), make("dd", {}, side ? make("span", { cls: `state ${side}` }, words) : words));
    }
    const tally = page.units.find(([unit]) => unit === index);
    if (tally) [words.findings, words.stillopen, words.recurring].forEach((text, i) => list.append(make("dt", { text }), make("dd", { text: tally[i + 1] })));
    if (list.childElementCount) panel.append(list);
    if (index !== state.centre) {
      const act = make("button", { type: "button", text: words.centre });
      act.addEventListener("click", () => go(index));
      panel.append(make("p", { cls: "act" }, act));
    }
    panel.append(make("h3", { text: words.source }));
    node.places.forEach(([file, start, end, quote]) => {
      const source = make("figure", { cls: "source" });
      if (quote) source.append(make("blockquote", {}, make("bdi", { cls: "text", text: quote })));
      source.append(make("figcaption", {}, make("bdi", { cls: "text", text: file }), ` · ${say(words.chars, { start, end })}`));
      panel.append(source);
    });
    if (!node.places.length) panel.append(make("p", { cls: "none", text: words.noplace }));
    if (node.more) panel.append(make("p", { cls: "none", text: say(words.moreplaces, { count: node.more }) }));
    showLinks(panel, index);
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
      if (some.length < links.length) {
        const more = make("button", { type: "button", text: say(words.showall, { count: links.length }) });
        more.addEventListener("click", () => {
          const rest = links.slice(some.length).map(linkItem);
          list.append(...rest);
          more.remove();
          rest[0].firstChild.focus();
        });
        panel.append(more);
      }
    }
  }

  // A unit has no link to what was found in it: an inspection stands between them.
  function foundInUnit(index) {
    if (nodes[index].kind !== "unit") return [];
    const inspections = near[index].filter((link) => edges[link.edge].relation === "inspects");
    const found = inspections.flatMap((link) => near[link.to].filter((one) => edges[one.edge].relation === "foundIn"));
    return found.filter((link) => nodes[link.to].kind === "finding");
  }

  function linkItem(link) {
    const edge = edges[link.edge];
    const status = edge.relation === "foundIn" && !link.out && fact(link.to, "status");
    const silent = edge.relation === "foundIn" && !link.out && nodes[link.to].kind === "finding" ? words.unknown : "";
    const by = status || silent || `${link.out ? "→" : "←"} ${relations[edge.relation]}${edge.date ? ` ${edge.date}` : ""}`;
    const button = make("button", { type: "button" }, dot(link.to), label(link.to), make("span", { cls: "by", text: by }));
    button.addEventListener("click", () => go(link.to));
    return make("li", {}, button);
  }

  function showOverview(panel) {
    panel.append(make("h2", { text: words.overview }));
    panel.append(make("p", { cls: "none", text: page.units.length ? words.overviewtext : words.nounits }));
    if (!page.units.length) return;
    const head = make("tr", {}, ...[words.unit, words.findings, words.stillopen, words.recurring].map((text) => make("th", { text, scope: "col" })));
    const body = make("tbody");
    for (const [unit, found, open, again] of page.units) {
      const button = make("button", { type: "button" }, label(unit));
      button.addEventListener("click", () => go(unit));
      body.append(make("tr", {}, make("td", {}, button), ...[found, open, again].map((text) => make("td", { text }))));
    }
    panel.append(make("table", {}, make("thead", {}, head), body));
  }

  // ---- moving ----
  const address = (index) => `#${index === OVERVIEW ? "overview" : encodeURIComponent(nodes[index].id)}`;
  let visited = 0;

  function go(index) {
    if (index === state.centre) {
      select(index);
      return;
    }
    visited += 1;
    history.pushState({ visited, index }, "", address(index));
    open(index);
  }

  function open(index) {
    state.centre = index;
    state.selected = index;
    draw();
    show(index);
    el("back").disabled = visited === 0;
    el("overview").disabled = index === OVERVIEW;
  }

  function select(index) {
    state.selected = index;
    repaint();
    show(index);
    listDrawn();
  }

  function fromAddress() {
    let id = location.hash.slice(1);
    try {
      id = decodeURIComponent(id);
    } catch (error) {
      if (!(error instanceof URIError)) throw error;
    }
    return id === "overview" ? OVERVIEW : byId.has(id) ? byId.get(id) : page.start;
  }

  window.addEventListener("popstate", (event) => {
    visited = event.state ? event.state.visited : 0;
    open(event.state ? event.state.index : fromAddress());
  });
  el("back").addEventListener("click", () => history.back());
  el("overview").addEventListener("click", () => go(OVERVIEW));
  el("home").addEventListener("click", (event) => { event.preventDefault(); go(OVERVIEW); });
  el("fit").addEventListener("click", fit);
  const zoom = (by) => network.moveTo({ scale: network.getScale() * by, animation: false });
  el("closer").addEventListener("click", () => zoom(1.25));
  el("farther").addEventListener("click", () => zoom(0.8));
  network.on("click", ({ nodes: hit }) => { if (hit.length) select(hit[0]); });
  network.on("doubleClick", ({ nodes: hit }) => { if (hit.length) go(hit[0]); });
  network.on("hoverNode", ({ node }) => { hovered = node; hint(); canvas.style.cursor = "pointer"; });
  network.on("blurNode", () => { hovered = undefined; hint(); canvas.style.cursor = ""; });
  let waiting = 0;
  network.on("resize", () => { requestAnimationFrame(fit); });
  new ResizeObserver(() => { clearTimeout(waiting); waiting = setTimeout(draw, 120); }).observe(canvas);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { repaint(); });

  // ---- legend ----
  const totals = {};
  nodes.forEach((node) => { totals[node.kind] = (totals[node.kind] || 0) + 1; });
  const buttons = new Map();
  kindOrder.filter((kind) => totals[kind]).forEach((kind) => {
    const count = make("span", { cls: "count" });
    const button = make("button", { type: "button", "aria-pressed": "true", title: words.legend }, make("span", { cls: `dot ${kind}`, "aria-hidden": "true" }), make("span", { text: kinds[kind] }), count);
    button.addEventListener("click", () => {
      if (!state.hidden.delete(kind)) state.hidden.add(kind);
      button.setAttribute("aria-pressed", String(!state.hidden.has(kind)));
      draw();
    });
    buttons.set(kind, count);
    el("legend").append(button);
  });
  if (totals.status) el("legend").append(make("span", { cls: "rims" }, ...["closed", "open"].map((side) => make("span", {}, make("span", { cls: `rim ${side}` }), words[side]))));
  function countLegend() {
    const drawn = {};
    state.tree.forEach((item) => { if (item.node >= 0) drawn[nodes[item.node].kind] = (drawn[nodes[item.node].kind] || 0) + 1; });
    buttons.forEach((count, kind) => { count.textContent = `${drawn[kind] || 0}/${totals[kind]}`; });
  }

  // ---- the list of drawn nodes, for the keyboard ----
  function listDrawn() {
    const shown = state.tree.map((item) => item.node).filter((index) => index >= 0);
    el("drawn-title").textContent = `${words.drawn} ${shown.length}`;
    const list = el("list");
    list.replaceChildren(...shown.map((index) => {
      const item = make("li", { role: "option", tabindex: index === state.selected ? "0" : "-1", "aria-selected": String(index === state.selected) }, dot(index), label(index), make("span", { cls: "kind", text: kinds[nodes[index].kind] }));
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
  el("list").addEventListener("dblclick", (event) => { const item = event.target.closest("li"); if (item) go(Number(item.dataset.index)); });
  el("list").addEventListener("keydown", (event) => {
    const item = event.target.closest("li");
    if (!item) return;
    const next = { ArrowDown: item.nextSibling, ArrowUp: item.previousSibling, Home: el("list").firstChild, End: el("list").lastChild }[event.key];
    if (next) { event.preventDefault(); select(Number(next.dataset.index)); focusItem(next.dataset.index); }
    if (event.key === "Enter") { go(Number(item.dataset.index)); focusItem(item.dataset.index); }
  });

  // ---- search ----
  const field = el("search");
  const results = el("results");
  const plain = (text) => text.normalize("NFKC").toLowerCase();
  const texts = nodes.map((node) => ({ label: plain(node.label), other: plain(node.facts.filter(([key]) => ["also", "statement", "document_number"].includes(key)).map(([, value]) => value).join(" ")) }));
  let marked = -1;

  function find(query) {
    const wanted = plain(query.trim());
    if (!wanted) return [];
    const hits = [];
    texts.forEach((text, index) => {
      const at = text.label.indexOf(wanted);
      const score = at === 0 ? (text.label === wanted ? 0 : 1) : at > 0 ? 2 : text.other.includes(wanted) ? 3 : 9;
      if (score < 9) hits.push({ index, score });
    });
    return hits.sort((a, b) => a.score - b.score || a.index - b.index).slice(0, 40);
  }

  function listResults() {
    const query = field.value.trim();
    const hits = find(query);
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
    go(index);
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
    if (event.key === "/" && document.activeElement !== field && !event.ctrlKey && !event.metaKey) { event.preventDefault(); field.focus(); }
  });

  // ---- for tests and for the curious: what is drawn, and where ----
  window.xuntu = Object.freeze({
    centre: () => (state.centre === OVERVIEW ? words.overview : nodes[state.centre].label),
    boxes: () => state.tree.map((item) => network.getBoundingBox(item.node)),
    spot: (name) => {
      const item = state.tree.find(({ node }) => node >= 0 && nodes[node].label === name);
      const at = network.canvasToDOM(network.getPosition(item.node));
      const box = canvas.getBoundingClientRect();
      return { x: box.left + at.x, y: box.top + at.y };
    },
  });

  // ---- start ----
  el("size").textContent = say(words.size, { nodes: nodes.length.toLocaleString(), edges: edges.length.toLocaleString() });
  open(fromAddress());
  history.replaceState({ visited, index: state.centre }, "");
})();
