// Adds what a browser can: finding and ordering in long lists, and buttons that copy. All else works without it.
"use strict";

function make(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

function finder(list, rows, label) {
  const input = make("input", { type: "search", autocomplete: "off" });
  const shown = make("p", { className: "quiet" });
  shown.setAttribute("role", "status");
  const texts = rows.map((row) => row.textContent.toLowerCase());
  input.addEventListener("input", () => {
    const wanted = input.value.trim().toLowerCase();
    let count = 0;
    rows.forEach((row, i) => {
      row.hidden = !texts[i].includes(wanted);
      count += row.hidden ? 0 : 1;
    });
    shown.textContent = wanted ? `${count} of ${rows.length} shown` : "";
  });
  return [make("label", {}, label, input), shown];
}

function orders(list, rows, choices) {
  const select = make("select", {});
  for (const choice of choices.split(",")) {
    const [value, words] = choice.split(":");
    select.append(make("option", { value }, words));
  }
  select.addEventListener("change", () => {
    const falling = select.value.startsWith("-");
    const of = (row) => row.dataset[select.value.replace("-", "")];
    const compared = (a, b) => of(a).localeCompare(of(b), "en", { numeric: true });
    list.append(...[...rows].sort((a, b) => (falling ? compared(b, a) : compared(a, b))));
  });
  return make("label", {}, "Order", select);
}

for (const list of document.querySelectorAll("[data-filter]")) {
  const rows = [...list.children];
  if (rows.length < 8) continue;
  const [find, shown] = finder(list, rows, list.dataset.filter);
  const tools = make("div", { className: "tools" }, find);
  if (list.dataset.orders) tools.append(orders(list, rows, list.dataset.orders));
  tools.append(shown);
  list.before(tools);
}

if (navigator.clipboard) {
  for (const source of document.querySelectorAll("[data-copy]")) {
    const text = source.textContent.trim();
    const button = make("button", { type: "button" }, source.dataset.copy);
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(text);
      button.textContent = "Copied";
      setTimeout(() => (button.textContent = source.dataset.copy), 2000);
    });
    if (source.hidden) source.after(button);
    else source.append(button);
  }
}
