// A firm's flow figure with its tables: one selection in picture, tables and details at once.
// Stands after figure_frame.js. All words are set by textContent; pictures are parsed as XML.

const BETWEEN = "="; // as in briefing/backends/firm_flow_svg.py
const SPOTS = "svg .spot[data-pick]";
const joined = new WeakMap(); // by the element that Streamlit gives, which outlives reruns

// -- what belongs together ------------------------------------------------------------------

// A lane with its ends and who made all of it, a site with its lanes and their other ends.
function relations(rows) {
  const linked = new Map([...rows.keys()].map((id) => [id, new Set([id])]));
  for (const lane of rows.values()) {
    if (!lane.tail) continue;
    for (const end of [lane.tail, lane.head]) {
      linked.get(lane.id).add(end);
      linked.get(end).add(lane.id);
    }
    linked.get(lane.tail).add(lane.head);
    linked.get(lane.head).add(lane.tail);
    if (lane.also) for (const row of [lane.id, lane.head]) linked.get(lane.also).add(row);
  }
  return linked;
}

function marksById(root) {
  const marks = new Map();
  for (const mark of root.querySelectorAll("svg [data-of]")) {
    for (const id of mark.dataset.of.split(BETWEEN)) {
      if (!marks.has(id)) marks.set(id, []);
      marks.get(id).push(mark);
    }
  }
  return marks;
}

// -- tables ---------------------------------------------------------------------------------

function swatch(row, colours) {
  const sign = make("i", `sign ${row.sign}`);
  sign.style.setProperty("--group", colours[row.group] || "var(--rest)");
  sign.setAttribute("aria-hidden", "true");
  return sign;
}

function headCell(column, table, index) {
  const cell = make("th");
  cell.scope = "col";
  if (column.number) cell.className = "number";
  const button = make("button", "sort", column.label);
  button.type = "button";
  button.onclick = () => sorted(table, index);
  cell.append(button);
  return cell;
}

function bodyRow(row, columns, kept) {
  const line = make("tr");
  line.dataset.pick = row.id;
  line.tabIndex = -1;
  line.setAttribute("aria-label", row.aria);
  const first = make("th");
  first.scope = "row";
  first.append(swatch(row, kept.colours), document.createTextNode(row.name));
  line.append(first);
  columns.slice(1).forEach((column, index) => {
    const cell = make("td", column.number ? "number" : "", row.cells[index]);
    line.append(cell);
  });
  if (row.faint) line.classList.add("faint");
  return line;
}

// One body for each group of rows, headed by the group's name; sorting stays within groups.
function tableOf(said, kept) {
  const table = make("table");
  table.append(make("caption", "", said.caption));
  const head = table.createTHead().insertRow();
  said.columns.forEach((column, index) => head.append(headCell(column, table, index)));
  for (const group of said.groups) {
    const body = make("tbody");
    const title = body.insertRow();
    title.className = "group";
    const cell = make("th", "", group.name);
    cell.colSpan = said.columns.length;
    cell.scope = "rowgroup";
    title.append(cell);
    for (const row of group.rows) {
      const line = bodyRow(row, said.columns, kept);
      line.values = row.values;
      body.append(line);
    }
    table.append(body);
  }
  const rows = table.querySelectorAll("tr[data-pick]");
  if (rows.length) rows[0].tabIndex = 0;
  return table;
}

function sorted(table, index) {
  const head = table.tHead.rows[0].cells[index];
  const down = head.getAttribute("aria-sort") !== "descending";
  for (const cell of table.tHead.rows[0].cells) cell.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", down ? "descending" : "ascending");
  const sign = down ? -1 : 1;
  for (const body of table.tBodies) {
    const rows = [...body.querySelectorAll("tr[data-pick]")];
    rows.sort((a, b) => sign * compared(a.values[index], b.values[index]));
    body.append(...rows);
  }
}

// Blank cells are less than any number.
function compared(a, b) {
  if (typeof a === "string" || typeof b === "string") return String(a).localeCompare(String(b));
  return (a ?? -Infinity) === (b ?? -Infinity) ? 0 : (a ?? -Infinity) - (b ?? -Infinity);
}

// -- details --------------------------------------------------------------------------------

function details(figure) {
  const { panel, kept, selected } = figure;
  const row = figure.rows.get(selected);
  if (!row) {
    panel.replaceChildren(make("p", "hint", kept.words.none));
    return;
  }
  const head = make("div", "head");
  const clear = make("button", "clear", kept.words.clear);
  clear.type = "button";
  clear.dataset.pick = "";
  head.append(make("strong", "", kept.words.selected.replace("{name}", () => row.name)), clear);
  const parts = [head];
  if (row.under) parts.push(make("p", "under", row.under));
  for (const told of kept.details[selected] || []) parts.push(...detailTable(told, kept));
  panel.replaceChildren(...parts);
}

function detailTable(told, kept) {
  const table = make("table", "ends");
  const head = table.createTHead().insertRow();
  for (const [index, words] of told.columns.entries()) {
    const cell = make("th", index ? "number" : "", words);
    cell.scope = "col";
    head.append(cell);
  }
  const body = table.createTBody();
  for (const end of told.rows) {
    const line = body.insertRow();
    const first = make("th");
    first.scope = "row";
    if (end.group) first.append(swatch({ sign: "plant", group: end.group }, kept.colours));
    const name = make(end.id ? "button" : "span", "go", end.name);
    if (end.id) {
      name.type = "button";
      name.dataset.pick = end.id;
    }
    first.append(name);
    line.append(first, ...end.cells.map((words) => make("td", "number", words)));
  }
  return [told.title && make("h4", "", told.title), table, told.note && make("p", "hint", told.note)].filter(Boolean);
}

// -- building -------------------------------------------------------------------------------

function pictureOf(one) {
  const box = make("div", "picture");
  if (one.caption) box.append(make("h4", "caption", one.caption));
  for (const name of ["wide", "narrow"]) {
    if (!one[name]) continue;
    const svg = drawn(one[name]);
    svg.classList.add(name);
    box.append(svg);
  }
  return box;
}

// On a page of its own the figure's title is the page's heading.
function titled(said) {
  const header = headOf(said);
  header.firstChild.replaceWith(make(said.heading, "title", said.title));
  return header;
}

function build(join) {
  const kept = join.kept;
  const root = join.root;
  root.lang = kept.lang;
  for (const [name, colour] of Object.entries(kept.tokens)) {
    root.style.setProperty(`--${name.replaceAll("_", "-")}`, colour);
  }
  const listed = kept.tables.flatMap((table) => table.groups.flatMap((group) => group.rows));
  const rows = new Map(listed.map((row) => [row.id, row]));
  const figure = { kept, rows, linked: relations(rows), selected: "" };
  const pictures = make("div", kept.pictures.length > 1 ? "pictures pair" : "pictures");
  figure.guide = make("p", "guide");
  figure.guide.setAttribute("role", "status");
  pictures.append(figure.guide, ...kept.pictures.map(pictureOf));
  figure.panel = make("section", "detail");
  figure.panel.setAttribute("aria-live", "polite");
  const side = make("div", "side");
  const [sites, lanes] = kept.tables.map((said) => {
    const box = make("div", "rows");
    box.append(tableOf(said, kept));
    return box;
  });
  side.append(sites, figure.panel, lanes);
  const body = make("div", "flow");
  body.append(pictures, side);
  root.replaceChildren(titled(kept.head), body);
  root.setAttribute("aria-label", kept.head.title);
  for (const spot of root.querySelectorAll(SPOTS)) {
    const row = figure.rows.get(spot.dataset.pick);
    spot.setAttribute("tabindex", "0");
    spot.setAttribute("role", "button");
    spot.setAttribute("aria-label", row ? row.aria : "");
  }
  figure.marks = marksById(root);
  return figure;
}

// -- lighting -------------------------------------------------------------------------------

// Light what belongs to an id and dim the rest; blank lights everything.
function lit(root, figure, id) {
  for (const mark of root.querySelectorAll(".lit")) mark.classList.remove("lit");
  root.classList.toggle("chosen", Boolean(id));
  if (!id) return;
  for (const mark of figure.marks.get(id) || []) mark.classList.add("lit");
  const mine = figure.linked.get(id);
  for (const row of root.querySelectorAll("tr[data-pick]")) {
    row.classList.toggle("lit", mine.has(row.dataset.pick));
  }
}

function select(root, figure, id) {
  figure.selected = figure.linked.has(id) ? id : "";
  const chosen = figure.selected;
  lit(root, figure, chosen);
  for (const row of root.querySelectorAll("tr[data-pick]")) {
    const mine = row.dataset.pick === chosen;
    row.classList.toggle("on", mine);
    row.setAttribute("aria-current", String(mine));
    if (mine) shown(row);
  }
  for (const spot of root.querySelectorAll(SPOTS)) {
    const mine = spot.dataset.pick === chosen;
    spot.setAttribute("aria-pressed", String(mine));
    spot.classList.toggle("on", mine);
  }
  details(figure);
}

// Scroll a row into its own box, never the page.
function shown(row) {
  const box = row.closest(".rows");
  const head = row.closest("table").tHead.offsetHeight;
  const top = row.offsetTop - head;
  if (top < box.scrollTop || row.offsetTop + row.offsetHeight > box.scrollTop + box.clientHeight) {
    box.scrollTop = top;
  }
}

// -- what the reader does -------------------------------------------------------------------

function listen(join) {
  const { root } = join;
  const tell = (id) => {
    const figure = join.figure;
    if (!id && !figure.selected) return;
    select(root, figure, id === figure.selected ? "" : id);
    join.turn += 1;
    join.send("picked", { id: figure.selected, turn: join.turn });
  };
  root.onclick = (event) => {
    const target = event.target.closest("[data-pick]");
    const pane = event.target.closest(".pane");
    if (pane && placing(join, target)) return place(join, pane, event);
    if (target) tell(target.dataset.pick);
    else if (event.target.closest("svg")) tell("");
  };
  root.onmouseover = (event) => hint(join, event.target.closest("svg [data-pick], tr[data-pick]"));
  root.onmouseleave = () => hint(join, null);
  root.onkeydown = (event) => {
    const target = event.target.closest("[data-pick]");
    if (event.key === "Escape") tell("");
    else if (target && target.tagName !== "BUTTON" && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      tell(target.dataset.pick);
    } else if (target && target.tagName === "TR") step(event, target);
  };
}

// Light what the pointer is on, as long as nothing is selected.
function hint(join, target) {
  const figure = join.figure;
  const id = target ? target.dataset.pick : "";
  if (figure.selected || figure.hinted === id) return;
  figure.hinted = id;
  lit(join.root, figure, figure.linked.has(id) ? id : "");
}

function step(event, row) {
  const down = event.key === "ArrowDown";
  if (!down && event.key !== "ArrowUp") return;
  event.preventDefault();
  const rows = [...row.closest("table").querySelectorAll("tr[data-pick]")];
  const next = rows[rows.indexOf(row) + (down ? 1 : -1)];
  if (!next) return;
  row.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}

// In "add" every click on a map places; in "move" a click on a site picks it, any other places.
function placing(join, target) {
  const site = target && target.classList.contains("spot") && target.dataset.pick;
  if (join.mode === "add") return true;
  return join.mode === "move" && !(site && site !== join.figure.selected);
}

// Tell where in the picture, in its own px; what that is on the earth is worked out in Python.
function place(join, pane, event) {
  const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(pane.getScreenCTM().inverse());
  const svg = pane.closest(".wide, .narrow");
  for (const old of join.root.querySelectorAll(".placed")) old.remove();
  const spot = document.createElementNS("http://www.w3.org/2000/svg", "circle");
  for (const [name, value] of [["class", "placed"], ["cx", at.x], ["cy", at.y], ["r", 7]]) spot.setAttribute(name, value);
  pane.append(spot);
  join.turn += 1;
  join.send("placed", {
    x: at.x, y: at.y, pane: Number(pane.dataset.pane), narrow: svg.classList.contains("narrow"),
    id: join.figure.selected, turn: join.turn,
  });
}

// -- joining Streamlit ----------------------------------------------------------------------

// Tells whether what is kept was there.
function update(join, data) {
  const kept = globalThis.plusnKept?.get(data.kept);
  if (!kept) return false;
  if (join.version !== data.kept) {
    const before = join.figure ? join.figure.selected : data.selected;
    join.kept = kept;
    join.version = data.kept;
    join.figure = build(join);
    select(join.root, join.figure, before);
  }
  // A run that began before the reader's last step knows less than the reader.
  if (data.turn >= join.turn && data.selected !== join.figure.selected) {
    select(join.root, join.figure, data.selected);
  }
  if (join.mode !== data.mode) for (const old of join.root.querySelectorAll(".placed")) old.remove();
  join.mode = data.mode;
  join.root.dataset.mode = data.mode;
  join.figure.guide.textContent = data.guide;
  return true;
}

export default function ({ data, parentElement, setTriggerValue }) {
  let join = joined.get(parentElement);
  if (!join) {
    const root = make("section", "firm-figure");
    root.tabIndex = -1; // so that after a click on a band Esc is heard
    parentElement.append(root);
    join = { root, turn: data.turn };
    joined.set(parentElement, join);
  }
  join.send = setTriggerValue;
  join.waiting?.abort();
  if (!update(join, data)) {
    join.waiting = new AbortController();
    addEventListener("plusn-kept", () => {
      if (update(join, data)) join.waiting.abort();
    }, { signal: join.waiting.signal });
  }
  listen(join);
  return () => {
    join.waiting?.abort();
    join.root.remove();
    joined.delete(parentElement);
  };
}
