// A list that gets shorter while one types: the field's data-narrow selects its entries.
for (const field of document.querySelectorAll("input[data-narrow]")) {
  const entries = [...document.querySelectorAll(field.dataset.narrow)];
  field.addEventListener("input", () => {
    const wanted = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const entry of entries) {
      const text = entry.textContent.toLowerCase();
      entry.hidden = !wanted.every((word) => text.includes(word));
    }
    for (const section of document.querySelectorAll("[data-narrowed]")) {
      section.hidden = ![...section.querySelectorAll("li")].some((entry) => !entry.hidden);
    }
  });
}
