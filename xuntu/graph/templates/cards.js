// Cards and the wires between them: what the tabs of chains and policies are laid out from. The browser lays out the
// cards; the wires are then drawn where the cards have come to lie.

const unitOf = new Map(page.found.map(([finding, unit]) => [finding, unit]));
const above = new Map(page.above);
const paths = new Map();
function path(index) {
  if (!paths.has(index)) paths.set(index, above.has(index) ? [...path(above.get(index)), index] : [index]);
  return paths.get(index);
}

function card(index, { cls = "", top = "", foot = true } = {}) {
  const status = fact(index, "status");
  const parts = [];
  if (top) parts.push(make("span", { cls: "top-line" }, words_(top)));
  parts.push(make("span", { cls: "words" }, words_(nodes[index].label || "—")));
  if (foot && status) parts.push(make("span", { cls: `state ${rim(index)}` }, words_(status)));
  const button = press({ cls: `card ${nodes[index].kind} ${rim(index)} ${cls}` }, () => look(index), ...parts);
  button.dataset.node = index;
  button.title = nodes[index].label;
  return button;
}

// Mark the card of the thing that the panel shows.
function markCards(section) {
  section.querySelectorAll("[data-node]").forEach((one) => one.classList.toggle("picked", Number(one.dataset.node) === state.shown));
}

const SVG = "http://www.w3.org/2000/svg";
function shape(tag, attributes, text) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  if (text !== undefined) node.textContent = text;
  return node;
}

// The tip of every wire.
const tips = shape("svg", { width: 0, height: 0, class: "wires", "aria-hidden": "true" });
const tip = shape("marker", { id: "tip", viewBox: "0 0 8 8", refX: 3, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto-start-reverse" });
tip.append(shape("path", { d: "M0 0 L8 4 L0 8 z" }));
tips.append(tip);
document.body.append(tips);

// Draw wires in *svg*, which lies under all of *board*: each { from, to, cls, said, act }.
function wire(board, svg, wires) {
  const at = board.getBoundingClientRect();
  svg.replaceChildren();
  svg.setAttribute("width", board.scrollWidth);
  svg.setAttribute("height", board.scrollHeight);
  const boxes = new Map();
  const box = (element) => {
    if (!boxes.has(element)) {
      const { left, top, width, height } = element.getBoundingClientRect();
      boxes.set(element, { left: left - at.left, top: top - at.top, width, height });
    }
    return boxes.get(element);
  };
  for (const { from, to, cls, said, act } of wires) {
    const [a, b] = [box(from), box(to)];
    const beside = b.left >= a.left + a.width;
    const from_ = beside ? [a.left + a.width, a.top + Math.min(16, a.height / 2)] : [a.left + a.width / 2, b.top > a.top ? a.top + a.height : a.top];
    const to_ = beside ? [b.left - 5, b.top + Math.min(16, b.height / 2)] : [b.left + b.width / 2, b.top > a.top ? b.top - 5 : b.top + b.height + 5];
    const [x1, y1, x2, y2] = [...from_, ...to_];
    const bend = Math.max(x1, x2 - 34);
    const d = beside ? `M${x1} ${y1} H${bend} C${(bend + x2) / 2} ${y1} ${(bend + x2) / 2} ${y2} ${x2} ${y2}` : `M${x1} ${y1} L${x2} ${y2}`;
    const group = shape("g", { class: `wire ${cls}` });
    group.append(shape("path", { d, class: "hit" }), shape("path", { d, class: "line", "marker-end": "url(#tip)" }));
    if (said) group.append(shape("text", { x: beside ? x2 - 1 : (x1 + x2) / 2 + 8, y: beside ? y2 + (y1 > y2 + 4 ? -6 : 15) : (y1 + y2) / 2 + 4, "text-anchor": beside ? "end" : "start", class: "score" }, said));
    if (act) group.addEventListener("click", act);
    svg.append(group);
  }
}

// Draw again whenever the board has another size.
function keepWired(board, redraw) {
  const draw = () => { if (board.isConnected && board.offsetWidth) redraw(); };
  new ResizeObserver(() => requestAnimationFrame(draw)).observe(board);
  addEventListener("beforeprint", draw);
  return draw;
}

const board = () => {
  const svg = shape("svg", { class: "wires", "aria-hidden": "true" });
  const cards = make("div", { cls: "cards" });
  return { svg, cards, board: make("div", { cls: "board" }, svg, cards) };
};

const crumb = (text, act) => press({ cls: "crumb" }, act, `‹ ${text}`);
const key = (cls, text) => make("span", { cls: "key" }, make("span", { cls: `sample ${cls}`, "aria-hidden": "true" }), text);
