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

// The search over every page: its index comes in small scripts, since a page from disk may fetch nothing.

const index = [];
const severities = [
  ["barrier", "■", "barrier", "barriers"],
  ["problem", "◆", "problem", "problems"],
  ["advice", "●", "to improve", "to improve"],
];
const most = 50;

function found(pages) {
  for (const [title, address, file, ...counts] of pages) {
    index.push({ title, address, file, counts, text: `${title} ${address}`.toLowerCase() });
  }
  document.dispatchEvent(new Event("found"));
}

function badges(counts) {
  const shown = severities.flatMap(([name, shape, one, many], i) => {
    if (!counts[i]) return [];
    const sign = make("span", {}, shape);
    sign.setAttribute("aria-hidden", "true");
    const words = `${counts[i].toLocaleString("en-GB")} ${counts[i] === 1 ? one : many}`;
    return [make("span", { className: `badge ${name}` }, sign, " ", words)];
  });
  if (counts[3]) shown.push(make("span", { className: "badge new" }, `${counts[3]} new`));
  return make("div", { className: "badges" }, ...shown);
}

function line(page) {
  const name = make("a", { className: "name", href: page.file }, make("bdi", {}, page.title));
  const address = make("span", { className: "quiet" }, make("bdi", {}, page.address));
  return make("li", {}, make("div", {}, name, " ", address), badges(page.counts));
}

function search(place) {
  const pieces = Number(place.dataset.search);
  const input = make("input", { type: "search", autocomplete: "off" });
  const kind = make("select", {});
  kind.append(
    make("option", { value: "" }, "All pages"),
    make("option", { value: "0" }, "With barriers"),
    make("option", { value: "1" }, "With problems"),
    make("option", { value: "3" }, "With something new"),
  );
  const status = make("p", { className: "quiet" });
  status.setAttribute("role", "status");
  const list = make("ol", { className: "lines" });
  let loaded = 0;

  function load() {
    if (loaded || !pieces) return;
    loaded = pieces;
    for (let n = 1; n <= pieces; n += 1) {
      document.head.append(make("script", { src: `search/${n}.js`, async: false }));
    }
  }
  function show() {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    const asked = words.length > 0 || kind.value !== "";
    const fits = (page) => words.every((word) => page.text.includes(word));
    const counts = (page) => kind.value === "" || page.counts[Number(kind.value)] > 0;
    const matching = asked ? index.filter((page) => fits(page) && counts(page)) : [];
    list.replaceChildren(...matching.slice(0, most).map(line));
    const all = `${matching.length.toLocaleString("en-GB")} of ${index.length.toLocaleString("en-GB")} pages`;
    status.textContent = asked ? all + (matching.length > most ? `. The first ${most} are shown.` : "") : "";
  }
  input.addEventListener("focus", load);
  kind.addEventListener("focus", load);
  input.addEventListener("input", show);
  kind.addEventListener("change", show);
  document.addEventListener("found", show);
  const tools = make("div", { className: "tools" }, make("label", {}, "Find any page", input));
  tools.append(make("label", {}, "Show", kind), status);
  place.append(tools, list);
  place.hidden = false;
}

document.querySelectorAll("[data-search]").forEach(search);

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
