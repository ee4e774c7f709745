// Names for a field while one types: the field's data-suggest is the address that gives them.
const WAIT = 160;

for (const field of document.querySelectorAll("input[data-suggest]")) {
  const list = document.getElementById(field.getAttribute("list"));
  let timer = 0;
  let asked = null;
  const suggest = async () => {
    const words = field.value.trim();
    if (words === asked) return;
    asked = words;
    const address = new URL(field.dataset.suggest, location.href);
    address.searchParams.set("q", words);
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    if (!answer.ok || asked !== words) return;
    list.replaceChildren(...(await answer.json()).map((name) => {
      const option = document.createElement("option");
      option.value = name;
      return option;
    }));
  };
  field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(suggest, WAIT); });
  field.addEventListener("focus", suggest);
}
