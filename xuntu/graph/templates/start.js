// Open the page where its address says, else where it was told to.
const started = () => fromAddress();
window.addEventListener("popstate", (event) => {
  visited = event.state ? event.state.visited : 0;
  const { tab, at, shown } = event.state || started();
  openTab(tab, at, shown);
});
el("back").addEventListener("click", () => history.back());
el("home").addEventListener("click", (event) => { event.preventDefault(); visit(page.tab, page.at); });
if (!el("size").textContent) el("size").textContent = say(words.size, { nodes: nodes.length.toLocaleString(), edges: edges.length.toLocaleString() });
openTab(started().tab, started().at);
history.replaceState({ visited, tab: state.tab, at: state.at }, "", location.hash ? undefined : location.href);
// For tests and for the curious: what is drawn, and where.
window.xuntu = Object.freeze({ state: () => ({ ...state }), ...looking });
