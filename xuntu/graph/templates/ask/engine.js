// The engine as the page sees it: started once it is asked for, ended when a query takes too long, and started again.

const MOST = 100000;

export class Refused extends Error {}

// `show({ state, loaded, quads, engine, loading })` is told how the engine is: starting, loading, ready, working, failed.
export function makeEngine({ worker: source, wasm, firm, loose }, words, show) {
  let worker;
  let ready;
  let waiting;
  let number = 0;
  let last = Promise.resolve();

  function start() {
    if (ready) return ready;
    ready = new Promise((resolve, reject) => {
      show({ state: "starting" });
      if (typeof DecompressionStream === "undefined" || typeof WebAssembly === "undefined" || typeof Worker === "undefined") {
        throw new Refused(words.oldbrowser);
      }
      const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
      worker = new Worker(address);
      worker.onmessage = ({ data }) => {
        if (data.loaded) show({ state: "loading", loaded: data.loaded });
        if (data.ready) {
          URL.revokeObjectURL(address);
          show({ state: "ready", ...data.ready });
          resolve();
        }
        if (data.answer) settle(data.answer.id, () => waiting.resolve(data.answer));
        if (data.wrong) settle(data.wrong.id, () => waiting.reject(new Error(data.wrong.message)));
        if (data.broken) fall(data.broken.id === undefined ? failed(data.broken.message) : new Refused(words.broken), reject);
      };
      worker.onerror = (event) => { event.preventDefault(); fall(failed(event.message), reject); };
      worker.postMessage({ start: { wasm, firm, loose } });
    });
    ready.catch((error) => { end(); show({ state: "failed", message: error.message }); });
    return ready;
  }

  const failed = (message) => new Refused(`${/wasm|webassembly|reference|compile|externref/i.test(message || "") ? words.oldbrowser : words.nostart}（${message || ""}）`);

  function settle(id, act) {
    if (waiting && waiting.id === id) {
      clearTimeout(waiting.clock);
      act();
      waiting = undefined;
      show({ state: "ready" });
    }
  }

  function end() {
    if (worker) worker.terminate();
    worker = ready = undefined;
  }

  // What was asked is refused, and the engine is started anew for what comes next.
  function fall(error, reject) {
    reject(error);
    const asked = waiting;
    waiting = undefined;
    end();
    if (asked) {
      clearTimeout(asked.clock);
      asked.reject(error);
      start().catch(() => {});
    }
  }

  // One query at a time: the next waits for the one before.
  function ask(sparql, choices) {
    last = last.catch(() => {}).then(() => send(sparql, choices));
    return last;
  }

  async function send(sparql, { seconds, triples = false, most = MOST }) {
    await start();
    return new Promise((resolve, reject) => {
      number += 1;
      const clock = setTimeout(() => fall(new Refused(words.toolong.replace("{seconds}", seconds)), () => {}), 1000 * seconds);
      waiting = { id: number, resolve, reject, clock };
      show({ state: "working" });
      worker.postMessage({ ask: { id: number, sparql, triples, most } });
    });
  }

  const stop = () => { if (waiting) fall(new Refused(words.stopped), () => {}); };
  return { start, ask, stop };
}
