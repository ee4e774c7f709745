// The form of a question: a field for each parameter, with what may be chosen or is suggested.

const CHOSEN = new Set(["level", "status", "type"]);
const SUGGESTED = new Set(["unit", "place", "round", "inspector", "year"]);

// The first words of a meaning: what a field or a column is called.
export function nameOf(meaning) {
  const at = meaning.search(/[：；，,:;（(]/);
  return (at > 0 ? meaning.slice(0, at) : meaning).trim();
}

const optionsOf = {
  level: (told) => [["", told.levels.map((words) => [words[1], words[1]])]],
  status: (told) => [["", Object.keys(told.statuses).filter((word) => /[^a-z]/.test(word)).map((word) => [word, word])]],
  type: (told, english) => {
    const name = ([code, zh, en]) => `${code} ${english ? en : zh}`;
    const top = new Map(told.types.filter((one) => !one[3]).map((one) => [one[0], [name(one), [[one[0], name(one)]]]]));
    const above = new Map(told.types.map((one) => [one[0], one[3]]));
    told.types.filter((one) => one[3]).forEach((one) => {
      let root = one[0];
      while (above.get(root)) root = above.get(root);
      top.get(root)[1].push([one[0], name(one)]);
    });
    return [...top.values()];
  },
};

function select(kind, value, told, words) {
  const field = make("select", {}, make("option", { value: "", text: words.any }));
  const groups = optionsOf[kind](told, words.english);
  if (value && !groups.some(([, options]) => options.some(([one]) => one === value))) field.append(make("option", { value, text: value }));
  for (const [name, options] of groups) {
    const place = name ? make("optgroup", { label: name }) : field;
    options.forEach(([one, text]) => place.append(make("option", { value: one, text })));
    if (name) field.append(place);
  }
  field.value = value;
  return field;
}

function write(kind, value) {
  const type = { date: "date", number: "number" }[kind] || "text";
  const field = make("input", { type, autocomplete: "off", spellcheck: "false", ...(SUGGESTED.has(kind) ? { list: `ask-known-${kind}` } : {}) });
  field.value = value;
  return field;
}

// Returns the fields of a question, filled with what is `given`; `wrong` says by name what is wrong.
export function makeFields(question, given, told, words) {
  return question.parameters.map((parameter) => {
    const { name, kind, meaning, required } = parameter;
    const value = given[name] === undefined ? parameter.default || "" : given[name];
    const field = CHOSEN.has(kind) ? select(kind, value, told, words) : write(kind, value);
    field.id = `ask-field-${name}`;
    field.name = name;
    field.title = meaning;
    if (required) field.required = true;
    const label = make("label", { for: field.id, text: words.kinds[kind] || nameOf(meaning) });
    if (required) label.append(" ", make("span", { cls: "must", text: words.must }));
    const wrong = make("p", { cls: "wrongs", id: `ask-wrong-${name}` });
    wrong.hidden = true;
    return make("div", { cls: "field" }, label, field, wrong);
  });
}

export function tellWrong(form, name, message) {
  const place = form.querySelector(`#ask-wrong-${name}`);
  const field = form.querySelector(`#ask-field-${name}`);
  place.textContent = message;
  place.hidden = false;
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", place.id);
  field.focus();
}

export const readFields = (form) => Object.fromEntries([...form.elements].filter((one) => one.name && one.value.trim()).map((one) => [one.name, one.value]));
