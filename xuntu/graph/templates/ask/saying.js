// What the engine complains of, in words; and what a text of SPARQL is.

const FIRST = /^(?:\s+|#[^\n]*|(?:PREFIX\s+[^\s:]*:\s*|BASE\s+)<[^>]*>)*([A-Za-z]*)/i;

export const formOf = (sparql) => FIRST.exec(sparql)[1].toUpperCase();
export const isTriples = (sparql) => ["CONSTRUCT", "DESCRIBE"].includes(formOf(sparql));
const CHANGES = new Set(["INSERT", "DELETE", "WITH", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"]);

// The usual prefixes, in one line before the text, so that its lines keep their numbers.
export const withPrefixes = (sparql, prefixes) => `${prefixLine(prefixes)}${sparql}`;
const prefixLine = (prefixes) => Object.entries(prefixes).map(([name, iri]) => `PREFIX ${name}: <${iri}> `).join("");

// Where in the text an error is: { line, column } from 1; undefined where it is not an error of the text.
export function placeOf(message, prefixes) {
  const found = /^error at (\d+):(\d+)/.exec(message);
  if (!found) return undefined;
  const [line, column] = [Number(found[1]), Number(found[2])];
  return { line, column: line === 1 ? Math.max(1, column - prefixLine(prefixes).length) : column };
}

export function explain(error, sparql, prefixes, words) {
  if (error instanceof Refused || error instanceof Unread) return error.message;
  if (CHANGES.has(formOf(sparql))) return words.nochange;
  const place = placeOf(error.message, prefixes);
  if (place) {
    const before = (sparql.split("\n")[place.line - 1] || "").slice(0, place.column - 1).trim().slice(-20);
    return say(words.wrongsparql, { ...place, near: before ? say(words.wrongnear, { before }) : "" });
  }
  if (/^The service /.test(error.message)) return words.noservice;
  return say(words.cannot, { message: error.message });
}
