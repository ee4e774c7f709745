// The text of a document: kinds of marks are shown and hidden, and a mark that is cut in parts is lit as a whole.

const text = document.querySelector("[data-text]");
const legend = document.querySelector("[data-legend]");

function show() {
  const hidden = [...legend.querySelectorAll("input:not(:checked)")].map((box) => `m-${box.value}`);
  for (const mark of text.querySelectorAll(".m")) {
    const kinds = [...mark.classList].filter((name) => name.startsWith("m-"));
    mark.classList.toggle("off", kinds.every((name) => hidden.includes(name)));
  }
}

function light() {
  for (const mark of text.querySelectorAll(".hit")) mark.classList.remove("hit");
  const wanted = decodeURIComponent(location.hash.slice(1));
  if (!/^c\d+-\d+$/.test(wanted)) return;
  const start = Number(wanted.slice(1).split("-")[0]);
  const { from, until } = text.dataset;
  if (from !== undefined && (start < Number(from) || (until && start >= Number(until)))) {
    const there = new URL(location.href);
    there.searchParams.set("at", String(start));
    location.replace(there); // the passage stands in another part of the text
    return;
  }
  const parts = text.querySelectorAll(`[data-c="${wanted}"]`);
  for (const part of parts) part.classList.add("hit");
  parts[0]?.scrollIntoView({ block: "center" });
}

if (legend && text) {
  legend.hidden = false;
  legend.addEventListener("change", show);
  addEventListener("hashchange", light);
  light();
}
