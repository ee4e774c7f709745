// How things are set down and drawn: chips of words on ovals around a centre, none touching another.
// The one-file view holds this text with the word "export" left out; the pages of the workbench load it as a module.

export const FONT = '"Source Han Sans SC","Noto Sans CJK SC","Noto Sans SC","PingFang SC","Microsoft YaHei","WenQuanYi Micro Hei",sans-serif';
const pen = document.createElement("canvas").getContext("2d");
export const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

// Break a label into at most so many lines of like length; closing marks never begin a line, and a year in brackets
// at the end is kept where the rest is cut.
function wrap(text, size, width, most) {
  pen.font = `${size}px ${FONT}`;
  const wide = (line) => pen.measureText(line).width;
  const tokens = text.replace(/\s+/g, " ").match(/[A-Za-z0-9.,%-]+ ?|.[，。、；：！？”’）》」』】〕…,;:!?)\]]*/gu) || [];
  const needed = Math.ceil(wide(text) / width);
  const goal = needed <= most ? Math.min(width, wide(text) / needed + size * 1.2) : width;
  const lines = [""];
  for (const token of tokens) {
    const line = lines[lines.length - 1];
    if (line && wide(line + token) > goal) {
      if (lines.length === most) {
        let last = [...line];
        const tail = `…${(text.match(/[（(][^（()）]{1,6}[)）]$/u) || [""])[0]}`;
        while (last.length && wide(last.join("") + tail) > width) last = last.slice(0, -1);
        lines[most - 1] = last.join("") + tail;
        break;
      }
      lines.push(token);
    } else lines[lines.length - 1] = line + token;
  }
  return { lines, wide: Math.max(...lines.map(wide)) };
}

function chip(item, place) {
  const centre = place === 0;
  const size = centre ? 16 : 13;
  const wrapped = wrap(item.label || "—", size, centre ? 170 : 110, centre ? 3 : 2);
  return { kind: item.kind, size, lines: wrapped.lines, width: Math.max(44, wrapped.wide + 22), height: wrapped.lines.length * size * 1.36 + 13, x: 0, y: 0 };
}

// A fixed radial layout of a tree (each item: label, kind, parent, and its order among its siblings): leaves on an outer oval (two, where there are many), what leads to them on inner ones; then
// chips that touch are pushed apart, and the oval grows where that is not enough.
export function lay(tree, box) {
  const chips = tree.map(chip);
  const children = tree.map(() => []);
  tree.forEach((item, place) => { if (place) children[item.parent].push(place); });
  children.forEach((list) => list.sort((a, b) => tree[a].order - tree[b].order || a - b));
  const leafCount = (place) => children[place].length ? children[place].reduce((sum, one) => sum + leafCount(one), 0) : 1;
  const core = [0];
  for (let total = leafCount(0); core.length < 3;) {
    const heavy = children[core[core.length - 1]].find((one) => children[one].length && leafCount(one) > Math.max(3, total * 0.6));
    if (heavy === undefined) break;
    core.push(heavy);
    total = leafCount(heavy);
  }
  const leaves = [];
  const depth = new Map();
  const walk = (place, level) => {
    depth.set(place, level);
    if (!children[place].length && !core.includes(place)) leaves.push(place);
    children[place].forEach((one) => { if (!core.includes(one)) walk(one, level + 1); });
  };
  core.forEach((place) => { depth.set(place, 0); children[place].forEach((one) => { if (!core.includes(one)) walk(one, 1); }); });
  const coreHeight = core.reduce((sum, place) => sum + chips[place].height + 14, -14);
  let y = -coreHeight / 2;
  core.forEach((place) => { chips[place].y = y + chips[place].height / 2; y += chips[place].height + 14; });
  const spots = [];
  leaves.forEach((leaf, i) => {
    const apart = i && tree[leaves[i - 1]].parent !== tree[leaf].parent ? 1.3 : 1;
    spots.push((i ? spots[i - 1] : 0) + apart);
  });
  const total = (spots[spots.length - 1] || 0) + 0.3;
  const small = Math.min(1, 0.5 + leaves.length / 22);
  const inner = [...depth].filter(([place, level]) => level && children[place].length).sort((a, b) => b[1] - a[1]);
  for (let grow = 1; grow < 4; grow *= 1.07) {
    const rx = (box.width / 2 - 66) * small * grow;
    const ry = (box.height / 2 - 40) * small * grow;
    const turn = oval(rx, ry);
    const put = (place, share, reach) => {
      const angle = turn(share);
      Object.assign(chips[place], { share, x: Math.cos(angle) * rx * reach, y: Math.sin(angle) * ry * reach });
    };
    leaves.forEach((leaf, i) => put(leaf, spots[i] / total, leaves.length > 12 && i % 2 ? 0.66 : 1));
    inner.forEach(([place, level]) => {
      const under = children[place].map((one) => chips[one].share);
      put(place, under.reduce((sum, one) => sum + one, 0) / under.length, Math.min(0.38 + 0.2 * (level - 1), 0.62));
    });
    if (settle(chips, new Set(core), rx + 66, ry + 30)) break;
  }
  return chips;
}

// Push chips that touch apart, a little at a time and always in the same order; true when none touches another.
function settle(chips, fixed, right, bottom) {
  for (let round = 0; round < 160; round += 1) {
    let moved = false;
    for (let i = 0; i < chips.length; i += 1) {
      for (let j = i + 1; j < chips.length; j += 1) {
        const [a, b] = [chips[i], chips[j]];
        const dx = (a.width + b.width) / 2 + 12 - Math.abs(a.x - b.x);
        const dy = (a.height + b.height) / 2 + 10 - Math.abs(a.y - b.y);
        if (dx <= 0.01 || dy <= 0.01) continue;
        moved = true;
        const axis = dx < dy ? "x" : "y";
        const by = Math.min(dx, dy) * (b[axis] >= a[axis] ? 1 : -1);
        const [ma, mb] = [fixed.has(i) ? 0 : 1, fixed.has(j) ? 0 : 1];
        if (ma) a[axis] -= by * (mb ? 0.5 : 1);
        if (mb) b[axis] += by * (ma ? 0.5 : 1);
      }
    }
    for (const one of chips) {
      one.x = Math.max(-right + one.width / 2, Math.min(right - one.width / 2, one.x));
      one.y = Math.max(-bottom + one.height / 2, Math.min(bottom - one.height / 2, one.y));
    }
    if (!moved) return true;
  }
  return false;
}

// Angles by share of the way round, measured in chips: dense at the sides, where chips stack, sparse above and below.
function oval(rx, ry) {
  const parts = 720;
  const way = [0];
  for (let i = 1; i <= parts; i += 1) {
    const a = (i - 1) / parts * 2 * Math.PI - Math.PI / 2;
    const b = i / parts * 2 * Math.PI - Math.PI / 2;
    const dx = (Math.cos(b) - Math.cos(a)) * rx / 140;
    const dy = (Math.sin(b) - Math.sin(a)) * ry / 54;
    way.push(way[i - 1] + Math.hypot(dx, dy));
  }
  return (share) => {
    const goal = (share - Math.floor(share)) * way[parts];
    let i = way.findIndex((one) => one >= goal);
    if (i < 0) i = parts;
    return i / parts * 2 * Math.PI - Math.PI / 2;
  };
}

// What moves a network so that all its chips are seen.
export function view(chips, box) {
  const edge = (side, sign) => Math.max(...chips.map((one) => sign * one[side] + one[side === "x" ? "width" : "height"] / 2));
  const [left, right, top, bottom] = [edge("x", -1), edge("x", 1), edge("y", -1), edge("y", 1)];
  const scale = Math.min(1.2, box.width / (left + right + 36), (box.height - 34) / (top + bottom + 30));
  return { position: { x: (right - left) / 2, y: (bottom - top) / 2 + 12 / scale }, scale, animation: false };
}

// Draw a chip: its side says whether the problem is closed or open; one that is picked or pointed at has a ring.
export function stroke(ctx, x, y, one, { picked, pointed, side, strong }) {
  const [left, top] = [x - one.width / 2, y - one.height / 2];
  ctx.save();
  ctx.beginPath();
  ctx.roundRect(left, top, one.width, one.height, 7);
  ctx.fillStyle = css(`--${one.kind}-fill`);
  ctx.fill();
  if (side === "open") ctx.setLineDash([5, 3]);
  ctx.lineWidth = side ? 2 : 1.2;
  ctx.strokeStyle = css(side ? `--${side}` : `--${one.kind}-line`);
  ctx.stroke();
  if (picked || pointed) {
    ctx.setLineDash([]);
    ctx.beginPath();
    ctx.roundRect(left - 3.5, top - 3.5, one.width + 7, one.height + 7, 10);
    ctx.lineWidth = picked ? 3 : 1.5;
    ctx.strokeStyle = css("--focus");
    ctx.stroke();
  }
  ctx.font = `${strong ? "600 " : ""}${one.size}px ${FONT}`;
  ctx.fillStyle = css(one.kind === "unit" ? "--unit-ink" : "--ink");
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  const step = one.size * 1.36;
  one.lines.forEach((text, i) => ctx.fillText(text, x, y + (i - (one.lines.length - 1) / 2) * step + 0.5));
  ctx.restore();
}

// Whether two chips leave room for a word between them.
export const isApart = (a, b) => Math.abs(a.x - b.x) - (a.width + b.width) / 2 > 70 || Math.abs(a.y - b.y) - (a.height + b.height) / 2 > 50;
