// A flow figure with its tables. Selecting a place or a line in one lights it in all; Esc clears.
// All text is set by textContent; the picture is parsed as XML, where nothing in it can run.

function make(tag, name, words) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (words !== undefined) element.textContent = words;
  return element;
}

function picture(source, name) {
  const parsed = new DOMParser().parseFromString(source, "image/svg+xml").documentElement;
  const svg = document.importNode(parsed, true);
  svg.classList.add(name);
  return svg;
}

// What a row is linked with: a line with its ends, a place with its lines and their other ends.
function relations(data) {
  const linked = new Map([...data.places, ...data.lines].map((row) => [row.id, new Set([row.id])]));
  for (const line of data.lines) {
    for (const end of [...line.tails, ...line.heads]) {
      linked.get(line.id).add(end);
      linked.get(end).add(line.id);
    }
    for (const tail of line.tails) for (const head of line.heads) {
      linked.get(tail).add(head);
      linked.get(head).add(tail);
    }
  }
  return linked;
}

function swatch(row, colours) {
  const sign = make("i", `sign ${row.shape || row.kind}`);
  sign.style.setProperty("--group", colours[row.group] || "var(--ink)");
  sign.setAttribute("aria-hidden", "true");
  return sign;
}

function table(rows, caption, columns, cells, figure) {
  const element = make("table");
  element.append(make("caption", "", caption));
  const head = element.createTHead().insertRow();
  for (const column of columns) {
    const cell = make("th", "", column);
    cell.scope = "col";
    head.append(cell);
  }
  const body = element.createTBody();
  for (const row of rows) {
    const line = body.insertRow();
    line.dataset.pick = row.id;
    line.tabIndex = 0;
    line.setAttribute("aria-label", row.aria);
    const first = make("th");
    first.scope = "row";
    first.append(swatch(row, figure.data.colours), document.createTextNode(row.name));
    line.append(first, ...cells(row).map((words) => make("td", "", words)));
  }
  return element;
}

function detail(panel, row, words) {
  panel.replaceChildren();
  if (!row) {
    panel.append(make("p", "hint", words["selected.none"]));
    return;
  }
  const head = make("div", "head");
  head.append(make("strong", "", words.selected.replace("{name}", row.name)));
  const clear = make("button", "clear", words["selected.clear"]);
  clear.type = "button";
  clear.dataset.pick = "";
  head.append(clear);
  panel.append(head, make("p", "", row.does || row.says), make("p", "known", words["table.known_is"].replace("{known}", row.known)));
  for (const [index, statement] of row.statements.entries()) {
    const quote = make("blockquote", "", `“${statement.quotation}”`);
    quote.lang = "en";
    panel.append(quote, make("p", "source", `${statement.known} · ${statement.facts.join(", ")}`));
    const next = row.statements[index + 1];
    if (!next || next.source !== statement.source) panel.append(make("p", "source", statement.source));
  }
}

function build(root, data) {
  const figure = { data, linked: relations(data), selected: "" };
  root.replaceChildren();
  root.lang = data.lang;
  for (const [name, value] of Object.entries(data.tokens)) root.style.setProperty(`--${name.replaceAll("_", "-")}`, value);
  const left = make("div", "picture");
  const head = make("header", "narrow");
  head.append(make("h1", "", data.head.title), make("p", "", data.head.subtitle), make("p", "notice", data.head.notice));
  left.append(head, picture(data.svg.wide, "wide"), picture(data.svg.narrow, "narrow"));
  const side = make("div", "side");
  const words = data.words;
  figure.panel = make("section", "detail");
  figure.panel.setAttribute("aria-live", "polite");
  const lines = make("div", "lines");
  lines.append(table(data.lines, words["table.lines"], [words["table.line"], words["table.kind"]], (row) => [words[`table.${row.kind}`]], figure));
  side.append(
    table(data.places, words["table.places"], [words["table.place"], words["table.role"], words["table.known"]], (row) => [row.role, row.short], figure),
    make("p", "footnote", words["table.footnote"]), figure.panel, lines,
  );
  root.append(left, side);
  const names = new Map([...data.places, ...data.lines].map((row) => [row.id, row.aria]));
  for (const spot of root.querySelectorAll("svg .spot")) {
    spot.setAttribute("tabindex", "0");
    spot.setAttribute("role", "button");
    spot.setAttribute("aria-label", names.get(spot.dataset.pick) || "");
  }
  return figure;
}

function light(root, figure, id) {
  figure.selected = figure.linked.has(id) ? id : "";
  const chosen = figure.selected;
  root.classList.toggle("chosen", Boolean(chosen));
  for (const mark of root.querySelectorAll("[data-of]")) {
    mark.classList.toggle("lit", mark.dataset.of.split(" ").includes(chosen));
  }
  for (const row of root.querySelectorAll("tr[data-pick]")) {
    const mine = row.dataset.pick === chosen;
    row.classList.toggle("on", mine);
    row.classList.toggle("lit", Boolean(chosen) && figure.linked.get(chosen).has(row.dataset.pick));
    row.setAttribute("aria-current", String(mine));
  }
  for (const spot of root.querySelectorAll("svg .spot")) {
    spot.setAttribute("aria-pressed", String(spot.dataset.pick === chosen));
    spot.classList.toggle("on", spot.dataset.pick === chosen);
  }
  const rows = [...figure.data.places, ...figure.data.lines];
  detail(figure.panel, rows.find((row) => row.id === chosen), figure.data.words);
}

export default function (component) {
  const { data, parentElement, setStateValue } = component;
  let root = parentElement.querySelector(".flow");
  if (!root) {
    root = make("div", "flow");
    parentElement.append(root);
  }
  if (root.version !== data.version) {
    const kept = root.figure ? root.figure.selected : data.selected;
    root.figure = build(root, data);
    root.version = data.version;
    light(root, root.figure, kept);
  }
  const choose = (id) => {
    if (id === root.figure.selected && id === "") return;
    light(root, root.figure, id === root.figure.selected ? "" : id);
    setStateValue("selected", root.figure.selected);
  };
  root.onclick = (event) => {
    const target = event.target.closest("[data-pick]");
    if (target) choose(target.dataset.pick);
    else if (event.target.closest("svg")) choose("");
  };
  root.onkeydown = (event) => {
    const target = event.target.closest("[data-pick]");
    if (event.key === "Escape") choose("");
    else if (target && target.tagName !== "BUTTON" && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      choose(target.dataset.pick);
    } else if (target && target.tagName === "TR" && event.key.startsWith("Arrow")) {
      const next = event.key === "ArrowDown" ? target.nextElementSibling : target.previousElementSibling;
      if (next && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
        event.preventDefault();
        next.focus();
      }
    }
  };
  return () => { root.onclick = null; root.onkeydown = null; };
}
