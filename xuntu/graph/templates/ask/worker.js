// The engine in a worker, so that the page stays alive while a query runs and can end it. It is told
// { start: { wasm, firm, loose } } once, compressed and in base64, and then { ask: { id, sparql, most } } any number of times;
// it answers with { loaded }, { ready }, { answer }, { wrong } for a query, and { broken } where it cannot go on.
"use strict";
(() => {
  const FORMAT = "application/n-quads";
  const PIECE = 1 << 20;
  const XSD = "http://www.w3.org/2001/XMLSchema#";
  const INTEGERS = new Set(["integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger", "unsignedInt"].map((name) => XSD + name));
  const NUMBERS = new Set([...INTEGERS, ...["decimal", "double", "float"].map((name) => XSD + name)]);
  let store;

  const unpack = (base64) => {
    const bytes = Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
    return new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  };
  const whole = async (stream) => new Uint8Array(await new Response(stream).arrayBuffer());
  const load = (bytes) => store.load(bytes, { format: FORMAT, lenient: true });

  async function start({ wasm, firm, loose }) {
    const began = performance.now();
    initSync({ module: await whole(unpack(wasm)) });
    store = new Store();
    const running = performance.now();
    await loadInPieces(unpack(firm));
    if (loose) load(await whole(unpack(loose)));
    postMessage({ ready: { quads: store.size, engine: running - began, loading: performance.now() - running } });
  }

  async function loadInPieces(stream) {
    let kept = [];
    let size = 0;
    const reader = stream.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (!done) {
        kept.push(value);
        size += value.length;
        if (size < PIECE) continue;
      }
      const bytes = joined(kept, size);
      const cut = done ? size : bytes.lastIndexOf(10) + 1;
      if (cut) load(bytes.subarray(0, cut));
      kept = [bytes.slice(cut)];
      size -= cut;
      if (done) return;
      postMessage({ loaded: store.size });
    }
  }

  function joined(pieces, size) {
    const bytes = new Uint8Array(size);
    let at = 0;
    for (const piece of pieces) {
      bytes.set(piece, at);
      at += piece.length;
    }
    return bytes;
  }

  // What a term is as a plain value: text, { number }, true, false or null; as `xuntu query` has it.
  function plain(term) {
    if (!term) return null;
    if (term.type === "bnode") return `_:${term.value}`;
    if (term.type === "triple") return JSON.stringify(term.value);
    if (INTEGERS.has(term.datatype)) return { number: String(BigInt(term.value)) };
    if (NUMBERS.has(term.datatype)) return { number: term.value };
    if (term.datatype === `${XSD}boolean`) return term.value === "true" || term.value === "1";
    return term.value;
  }

  const ofQuad = (term) => (term.termType === "Literal"
    ? plain({ type: "literal", value: term.value, datatype: term.datatype.value })
    : term.termType === "NamedNode" ? term.value : term.toString());

  function ask({ sparql, most, triples }) {
    const options = { use_default_graph_as_union: true };
    if (triples) {
      const found = new Map(store.query(sparql, options).map((quad) => [String(quad), quad]));
      const rows = [...found.keys()].sort().map((key) => found.get(key)).map((quad) => [quad.subject, quad.predicate, quad.object].map(ofQuad));
      return { columns: ["subject", "predicate", "object"], rows: rows.slice(0, most), more: rows.length > most };
    }
    const told = JSON.parse(store.query(sparql, { ...options, results_format: "json" }));
    if ("boolean" in told) return { columns: ["answer"], rows: [[told.boolean]], more: false };
    const columns = told.head.vars || [];
    const found = told.results.bindings;
    const rows = found.slice(0, most).map((binding) => columns.map((name) => plain(binding[name])));
    return { columns, rows, more: found.length > most };
  }

  // After a trap, such as a stack that is full, the engine must not be used again.
  const isBroken = (error) => error instanceof WebAssembly.RuntimeError || error instanceof RangeError;

  onmessage = async ({ data }) => {
    try {
      if (data.start) await start(data.start);
      else {
        const began = performance.now();
        postMessage({ answer: { ...ask(data.ask), id: data.ask.id, time: performance.now() - began } });
      }
    } catch (error) {
      const id = data.ask && data.ask.id;
      const message = String((error && error.message) || error);
      postMessage(id === undefined || isBroken(error) ? { broken: { id, message } } : { wrong: { id, message } });
    }
  };
})();
