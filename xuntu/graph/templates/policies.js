// The tab 制度: policy documents, and what each answered: findings, by unit, then the measures that made or named it.

const answersOf = new Map();
page.answers.forEach(([policy, by, relation, findings]) => {
  if (!answersOf.has(policy)) answersOf.set(policy, []);
  answersOf.get(policy).push({ by, relation, findings });
});
const paper = { at: undefined };
const unitsOf = (answers) => [...new Set(answers.flatMap(({ findings }) => findings.map((one) => unitOf.get(one)).filter((one) => one !== undefined)))];

function policyTable() {
  const head = make("tr", {}, ...[["first", words.policy], ["figure", words.findings], ["figure", words.measures], ["wide", words.how], ["wide", words.unit]].map(([cls, text]) => make("th", { cls, scope: "col", text })));
  const body = make("tbody");
  for (const [policy, answers] of answersOf) {
    const how = new Map();
    answers.forEach(({ relation }) => how.set(relation, (how.get(relation) || 0) + 1));
    const said = [...how].map(([relation, times]) => `${relations[relation]} ${times}`).join(" · ");
    const findings = new Set(answers.flatMap((one) => one.findings)).size;
    const measures = new Set(answers.map((one) => one.by).filter((one) => nodes[one].kind === "measure")).size;
    const units = unitsOf(answers);
    const named = units.slice(0, 3).map((unit) => nodes[unit].label).join("、") + (units.length > 3 ? say(words.andmore, { count: units.length }) : "");
    body.append(make("tr", {}, make("td", { cls: "first" }, press({ cls: "unit-name" }, () => visit("policies", nodes[policy].id), label(policy))), make("td", { cls: "figure", text: findings || "" }), make("td", { cls: "figure", text: measures || "" }), make("td", { cls: "wide", text: said }), make("td", { cls: "wide" }, words_(named))));
  }
  return make("table", { cls: "orgs papers" }, make("thead", {}, head), body);
}

// From left to right: the unit and its finding, the measure for it, the document.
function policyFlow(policy) {
  const { svg, cards, board: all } = board();
  const flow = make("div", { cls: "flow" });
  const wires = [];
  const columns = [words.problem, words.measure, words.policy].map((text) => make("div", { cls: "column" }, make("div", { cls: "head", text })));
  const drawn = new Map();
  const goal = card(policy, { cls: "full", foot: false });
  const once = (index, column, top) => {
    if (!drawn.has(index)) {
      drawn.set(index, card(index, { top, foot: column === 0 }));
      columns[column].append(drawn.get(index));
    }
    return drawn.get(index);
  };
  const sorted = [...answersOf.get(policy)].sort((a, b) => unitKey(a) - unitKey(b) || a.by - b.by);
  for (const { by, relation, findings } of sorted) {
    const isMeasure = nodes[by].kind === "measure";
    const step = isMeasure ? once(by, 1, [relations[relation], fact(by, "state"), fact(by, "deadline")].filter(Boolean).join(" · ")) : undefined;
    for (const finding of findings) {
      const unit = unitOf.get(finding);
      const one = once(finding, 0, unit === undefined ? fact(finding, "unit") || "" : nodes[unit].label);
      wires.push(isMeasure ? { from: one, to: step, cls: "stated" } : { from: one, to: goal, cls: "inferred" });
    }
    if (step) wires.push({ from: step, to: goal, cls: relation === "cites" || relation === "references" ? "inferred" : "stated" });
  }
  columns[2].append(goal);
  flow.append(...columns);
  cards.append(flow);
  paper.wire = keepWired(all, () => wire(all, svg, wires));
  return all;
}

const unitKey = ({ findings }) => (findings.length && unitOf.has(findings[0]) ? unitOf.get(findings[0]) : nodes.length);

if (answersOf.size) addTab({
  name: "policies",
  label: words.policies,
  make() {},
  takes: (index) => (answersOf.has(index) ? nodes[index].id : undefined),
  open(at) {
    const policy = byId.get(at);
    const known = answersOf.has(policy);
    if (paper.at !== at) {
      paper.at = at;
      const bar = make("div", { cls: "bar" });
      if (known && answersOf.size > 1) bar.append(crumb(words.allpolicies, () => visit("policies", "")));
      bar.append(make("span", { cls: "soft", text: known ? words.flowtext : say(words.policycount, { count: answersOf.size }) }));
      this.section.replaceChildren(bar, make("div", { cls: "scroll", tabindex: "0" }, known ? policyFlow(policy) : policyTable()));
    }
    if (known) paper.wire();
    markCards(this.section);
    return known ? policy : (panel) => panel.append(make("h2", { text: words.policies }), make("p", { cls: "none", text: words.policiestext }));
  },
});
