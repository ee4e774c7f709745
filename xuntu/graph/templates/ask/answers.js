// An answer: its order, and what becomes of it in files. As queries/order.py and graph/formats.py have it.

const kindOf = (value) => (value === null ? 0 : typeof value === "string" ? 2 : 1);
const numberOf = (value) => (typeof value === "boolean" ? Number(value) : Number(value.number));
const lengthOf = (text) => { let count = 0; for (const _ of text) count += 1; return count; };

// Text is compared by code points, not by halves of surrogate pairs.
function compareText(a, b) {
  let at = 0;
  while (at < a.length && at < b.length && a[at] === b[at]) at += 1;
  if (at >= a.length || at >= b.length) return a.length - b.length;
  const high = (text) => (/[\ud800-\udfff]/.test(text[at]) ? 0x10000 : 0) + text.charCodeAt(at);
  return high(a) - high(b);
}

// Nothing comes first, then numbers, then text.
function compare(a, b) {
  const kind = kindOf(a);
  if (kind !== kindOf(b)) return kind - kindOf(b);
  return kind === 0 ? 0 : kind === 1 ? numberOf(a) - numberOf(b) : compareText(a, b);
}

function compareRows(a, b) {
  for (let at = 0; at < a.length; at += 1) {
    const found = compare(a[at], b[at]);
    if (found) return found;
  }
  return 0;
}

// The rows in the order that `keys` tell, without the first `hidden` columns; of equal ones the lesser row first.
export function order({ columns, rows, ...rest }, { keys, hidden }) {
  if (!keys.length) return { columns, rows, ...rest };
  const sorted = rows.slice().sort(compareRows);
  for (const { column, length, falling } of keys.slice().reverse()) {
    const at = columns.indexOf(column);
    const value = (row) => (length && typeof row[at] === "string" ? { number: lengthOf(row[at]) } : row[at]);
    sorted.sort((a, b) => (falling ? compare(value(b), value(a)) : compare(value(a), value(b))));
  }
  return { columns: columns.slice(hidden), rows: sorted.map((row) => row.slice(hidden)), ...rest };
}

export const textOf = (value) => (value === null ? "" : typeof value === "string" ? value : typeof value === "boolean" ? (value ? "True" : "False") : value.number);

// A text that a spreadsheet would take for a formula gets an apostrophe before it.
const cellOf = (value) => {
  const text = textOf(value);
  const guarded = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
};
const lineOf = (cells) => (cells.length === 1 && cells[0] === "" ? '""' : cells.join(","));

export const toCsv = ({ columns, rows }) => `\ufeff${[columns, ...rows].map((row) => `${lineOf(row.map(cellOf))}\r\n`).join("")}`;

export function toJson({ columns, rows }) {
  const value = (one) => (one !== null && typeof one === "object" ? Number(one.number) : one);
  return `${JSON.stringify(rows.map((row) => Object.fromEntries(columns.map((name, at) => [name, value(row[at])]))), null, 1)}\n`;
}
