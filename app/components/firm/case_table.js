// A page of a table with a field in every cell. What is typed goes to Python, which decides; a cell
// that somebody is typing in, or whose change is on its way, is left alone when the page comes back.
// All text is set by textContent or as a field's value: nothing typed is ever taken for markup.

function makeRow(state, row) {
  const line = make("tr");
  line.dataset.mark = row.mark;
  const head = make("th", "number");
  head.scope = "row";
  const count = make("span", "count");
  const tag = make("span", "tag");
  const tools = make("span", "row-tools");
  const twin = button("quiet", "⧉", "", () => post(state, { kind: "duplicate", mark: Number(line.dataset.mark) }));
  const away = button("quiet", "✕", "", () => post(state, { kind: "remove", mark: Number(line.dataset.mark) }));
  tools.append(twin, away);
  head.append(count, tools, tag);
  line.append(head);
  line.cells_ = state.data.columns.map((column, place) => {
    const cell = make("td", `${column.kind.replaceAll(" ", "-")}${place === 0 ? " first" : ""}`);
    const field = makeField(column, state);
    field.dataset.column = column.name;
    const box = make("div", "box");
    box.append(field);
    if (column.kind === "day") box.append(...calendar(state, field));
    cell.append(box);
    line.append(cell);
    return { cell, field, box, shown: null, pending: 0, why: null, money: null };
  });
  line.parts = { count, tag, twin, away };
  return line;
}

function tellWhy(state, one, line, row, column, place) {
  const own = row.errors[column.name];
  const words = [own, place === 0 ? row.errors[""] : ""].filter(Boolean).join(" ");
  // What a new row still needs is no mistake of anybody's.
  const wanted = row.wanted.includes(column.name);
  one.cell.classList.toggle("refused", Boolean(words) && !wanted);
  one.cell.classList.toggle("wanted", Boolean(words) && wanted);
  if (!words) {
    if (one.why) one.why.remove();
    one.why = null;
    one.field.removeAttribute("aria-invalid");
    one.field.removeAttribute("aria-describedby");
    return;
  }
  if (!one.why) {
    one.why = make("div", "why");
    one.why.id = `why-${row.mark}-${column.name}`;
    one.why.append(make("span", "words"));
    one.cell.append(one.why);
  }
  one.why.firstChild.textContent = words;
  one.why.querySelector("button")?.remove();
  if (own && column.name in row.held) {
    const held = row.held[column.name];
    const back = held ? filled(state.data.words.discard, { text: held }) : state.data.words["discard.blank"];
    one.why.append(button("link", back, "", () => post(state, { kind: "discard", mark: row.mark, column: column.name })));
  }
  one.field.setAttribute("aria-invalid", String(!wanted));
  one.field.setAttribute("aria-describedby", one.why.id);
}

function updateCell(state, line, row, place, done) {
  const column = state.data.columns[place];
  const one = line.cells_[place];
  const text = row.texts[place];
  const { words } = state.data;
  const busy = one.pending > done;
  const typing = one.shown !== null && valueOf(one.field) !== one.shown;
  if (!busy && !typing && (one.shown !== text || valueOf(one.field) !== text)) {
    setValue(one.field, text);
    one.shown = valueOf(one.field);
    if (column.kind === "number") one.field.style.minWidth = text.length > WIDE ? `${text.length + 2}ch` : "";
  }
  one.cell.classList.toggle("busy", busy);
  const name = row.number ? filled(words.cell, { column: column.head, row: row.number }) : filled(words["cell.new"], { column: column.head });
  one.field.setAttribute("aria-label", column.unit ? `${name} (${column.unit})` : name);
  if (one.field.type !== "checkbox") one.field.toggleAttribute("readonly", column.fixed && !row.new);
  one.field.toggleAttribute("aria-required", column.required);
  if (!one.money && row.after[column.name]) {
    one.money = make("span", "money");
    one.box.append(one.money);
  }
  if (one.money) one.money.textContent = row.after[column.name] || "";
  tellWhy(state, one, line, row, column, place);
}

function updateRow(state, line, row, done) {
  const { words } = state.data;
  line.className = [row.new && "new", row.fresh && "fresh", state.data.lit === row.mark && "lit"].filter(Boolean).join(" ");
  line.parts.count.textContent = row.number ? row.number.toLocaleString("en") : "";
  line.parts.tag.textContent = row.new ? words.new : row.fresh ? words.fresh : row.own ? words.own : "";
  const which = { row: row.number || words.new };
  for (const [name, part] of [["duplicate", line.parts.twin], ["remove", line.parts.away]]) {
    const label = filled(words[name], which);
    part.setAttribute("aria-label", label);
    part.title = label;
  }
  for (const place of state.data.columns.keys()) updateCell(state, line, row, place, done);
}

function headOf(state) {
  const { columns, words, look } = state.data;
  const line = make("tr");
  const corner = make("th", "number", words.row);
  corner.scope = "col";
  line.append(corner);
  for (const [place, column] of columns.entries()) {
    const cell = make("th", place === 0 ? "first" : "");
    cell.scope = "col";
    const sorted = look.sort === column.name;
    cell.setAttribute("aria-sort", sorted ? (look.down ? "descending" : "ascending") : "none");
    const sort = button("sort", column.head, "", () => post(state, { kind: "look", sort: column.name }));
    sort.title = `${column.meaning}\n${filled(words.sort, { column: column.head })}`;
    if (column.required) sort.append(make("span", "needed", "*"));
    if (sorted) sort.append(make("span", "arrow", look.down ? " ▼" : " ▲"));
    cell.append(sort);
    cell.append(make("span", "unit", column.unit));
    line.append(cell);
  }
  return line;
}

function listsOf(state) {
  const lists = make("div");
  for (const column of state.data.columns) {
    if (column.menu || !column.options.length) continue;
    const list = make("datalist");
    list.id = `list-${column.name}`;
    for (const [, name] of column.options) {
      const option = make("option");
      option.value = name;
      list.append(option);
    }
    lists.append(list);
  }
  return lists;
}

function build(state) {
  const { root, data } = state;
  const { words } = data;
  root.replaceChildren();
  const tools = make("div", "tools");
  state.find = make("input", "find");
  state.find.type = "search";
  state.find.placeholder = words.find;
  state.find.setAttribute("aria-label", words.find);
  state.find.value = data.look.find;
  state.find.addEventListener("input", () => {
    clearTimeout(state.finding);
    state.finding = setTimeout(() => post(state, { kind: "look", find: state.find.value }), 300);
  });
  state.more = button("plain", "", "", () => post(state, { kind: "look", more: !state.data.look.more }));
  tools.append(state.find, button("plain add", `+ ${words.add}`, "", () => { state.wish = "new"; post(state, { kind: "add" }); }), state.more);
  const scroll = make("div", "scroll");
  const table = make("table");
  table.setAttribute("aria-label", data.title);
  state.head = table.createTHead();
  state.body = table.createTBody();
  state.none = make("p", "none");
  state.lists = make("div");
  scroll.append(table, state.none);
  state.previous = button("plain", `‹ ${words.previous}`, "", () => post(state, { kind: "look", page: state.data.look.page - 1 }));
  state.next = button("plain", `${words.next} ›`, "", () => post(state, { kind: "look", page: state.data.look.page + 1 }));
  state.told = make("span", "told");
  state.told.setAttribute("role", "status");
  const foot = make("div", "foot");
  foot.append(state.previous, state.told, state.next);
  root.append(tools, scroll, foot, make("p", "keys", words.keys), state.lists);
}

function update(state) {
  const { data, root } = state;
  root.lang = data.lang;
  for (const [name, colour] of Object.entries(data.tokens)) root.style.setProperty(`--${name.replaceAll("_", "-")}`, colour);
  const shape = JSON.stringify([data.table, data.lang, data.columns.map((column) => [column.name, column.menu])]);
  const options = JSON.stringify(data.columns.map((column) => column.options));
  if (state.shape !== shape) {
    build(state);
    state.lines = new Map();
  } else if (state.options !== options) {
    for (const line of state.lines.values()) {
      for (const [place, one] of line.cells_.entries()) if (one.field.tagName === "SELECT") fill(one.field, data.columns[place], data.words);
    }
  }
  if (state.options !== options || state.shape !== shape) {
    const lists = listsOf(state);
    state.lists.replaceWith(lists);
    state.lists = lists;
  }
  state.shape = shape;
  state.options = options;
  const done = settled(state);
  state.active = root.getRootNode().activeElement;
  const head = JSON.stringify([data.columns.map((column) => [column.head, column.unit, column.meaning]), data.look.sort, data.look.down]);
  if (state.headed !== head || !state.head.firstChild) state.head.replaceChildren(headOf(state));
  state.headed = head;
  rows(state, done);
  const { look, words } = data;
  if (state.active !== state.find) state.find.value = look.find;
  state.more.textContent = look.more ? words.fewer : words.more;
  root.classList.toggle("single", look.single);
  state.more.setAttribute("aria-pressed", String(look.more));
  state.told.textContent = look.told;
  state.previous.disabled = look.page <= 0;
  state.next.disabled = look.page >= look.pages - 1;
  state.none.textContent = data.rows.length ? "" : look.narrowed ? words.none : words.empty;
  wishes(state);
}

function rows(state, done) {
  const kept = new Set(state.data.rows.map((row) => row.mark));
  for (const [mark, line] of state.lines) {
    if (!kept.has(mark)) {
      line.remove();
      state.lines.delete(mark);
    }
  }
  if (state.asking) state.asking.remove();
  for (const [place, row] of state.data.rows.entries()) {
    let line = state.lines.get(row.mark);
    if (!line) {
      line = makeRow(state, row);
      state.lines.set(row.mark, line);
    }
    if (state.body.children[place] !== line) state.body.insertBefore(line, state.body.children[place] || null);
    updateRow(state, line, row, done);
  }
  state.asking = question(state);
}

// Why a row was not removed stands beneath it, with the choice to remove it with what names it.
function question(state) {
  const { asked, columns, words } = state.data;
  const line = asked && state.lines.get(asked.mark);
  if (!line) {
    state.asked = null;
    return null;
  }
  const row = make("tr", "asking");
  const cell = make("td");
  cell.colSpan = columns.length + 1;
  const box = make("div", "asked");
  box.setAttribute("role", "alert");
  box.append(make("span", "words", asked.words));
  if (asked.go) box.append(button("plain", asked.go, "", () => post(state, { kind: "remove", mark: asked.mark, naming: true })));
  box.append(button("plain", words.keep, "", () => post(state, { kind: "keep" })));
  cell.append(box);
  row.append(cell);
  line.after(row);
  if (state.asked !== asked.mark) row.scrollIntoView({ block: "nearest" });
  state.asked = asked.mark;
  return row;
}

function focus(field) {
  field.focus();
  field.closest("td").scrollIntoView({ block: "nearest", inline: "nearest" });
  if (field.select && field.type === "text") field.select();
}

// A new row asks for its first cell; a wish of the page for the cell that it names.
function wishes(state) {
  const first = state.data.rows[0];
  if (state.wish === "new" && first && first.new && !state.outbox.length) {
    state.wish = "";
    focus(state.lines.get(first.mark).cells_[0].field);
  }
  const [mark, column, number] = state.data.go;
  if (number && number !== state.went) {
    const line = state.lines.get(mark);
    const place = Math.max(0, state.data.columns.findIndex((one) => one.name === column));
    if (line) focus(line.cells_[place].field);
  }
  state.went = number;
}

function commit(state, field) {
  const line = field.closest("tr");
  const one = line && line.cells_ && line.cells_.find((cell) => cell.field === field);
  const text = valueOf(field);
  if (!one || text === one.shown) return;
  one.shown = text;
  one.pending = post(state, { kind: "set", mark: Number(line.dataset.mark), column: field.dataset.column, text });
  one.cell.classList.add("busy");
}

function step(state, field, down, right) {
  const line = field.closest("tr");
  const lines = [...state.body.rows].filter((row) => row.cells_);
  const place = line.cells_.findIndex((one) => one.field === field) + right;
  const target = lines[lines.indexOf(line) + down];
  if (!target || !target.cells_[place]) return false;
  focus(target.cells_[place].field);
  return true;
}

function onKey(state, event) {
  const field = event.target.closest("[data-column]");
  if (!field || event.isComposing) return;
  const text = field.type === "text";
  const menu = field.tagName === "SELECT";
  const listed = field.hasAttribute("list") && valueOf(field) !== (field.closest("tr").cells_.find((one) => one.field === field).shown ?? "");
  if (event.key === "Enter") {
    event.preventDefault();
    commit(state, field);
    step(state, field, event.shiftKey ? -1 : 1, 0);
  } else if (event.key === "Escape") {
    const one = field.closest("tr").cells_.find((cell) => cell.field === field);
    if (valueOf(field) !== one.shown) setValue(field, one.shown);
    else if (one.cell.classList.contains("refused")) {
      const back = one.why.querySelector("button");
      if (back) back.click();
    }
    event.preventDefault();
  } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && (text || field.type === "checkbox") && !listed && !event.altKey) {
    if (step(state, field, event.key === "ArrowDown" ? 1 : -1, 0)) event.preventDefault();
  } else if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
    const right = event.key === "ArrowRight";
    const edge = !text || (field.selectionStart === field.selectionEnd && field.selectionStart === (right ? field.value.length : 0));
    const all = text && field.selectionStart === 0 && field.selectionEnd === field.value.length && field.value;
    if ((edge || all) && !menu && step(state, field, 0, right ? 1 : -1)) event.preventDefault();
  }
}

// Cells of a spreadsheet come as lines with tabs; quotes hold what has a tab or a line in it.
function linesOf(text) {
  const lines = [[]];
  let cell = "";
  let quoted = false;
  const source = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  for (let place = 0; place < source.length; place += 1) {
    const letter = source[place];
    if (quoted && letter === '"' && source[place + 1] === '"') {
      cell += '"';
      place += 1;
    } else if (letter === '"' && (quoted || cell === "")) {
      quoted = !quoted;
    } else if (!quoted && (letter === "\t" || letter === "\n")) {
      lines[lines.length - 1].push(cell);
      cell = "";
      if (letter === "\n") lines.push([]);
    } else {
      cell += letter;
    }
  }
  lines[lines.length - 1].push(cell);
  return lines;
}

function onPaste(state, event) {
  const field = event.target.closest("[data-column]");
  const text = event.clipboardData ? event.clipboardData.getData("text/plain") : "";
  if (!field || !text) return;
  const lines = linesOf(text);
  if (lines.length === 1 && lines[0].length === 1 && field.type === "text") return;
  event.preventDefault();
  const line = field.closest("tr");
  const n = post(state, { kind: "paste", mark: Number(line.dataset.mark), column: field.dataset.column, lines });
  const left = line.cells_.findIndex((one) => one.field === field);
  const body = [...state.body.rows].filter((row) => row.cells_);
  const top = body.indexOf(line);
  for (const [down, cells] of lines.entries()) {
    for (const [right, words] of cells.entries()) {
      const one = body[top + down]?.cells_[left + right];
      if (!one) continue;
      setValue(one.field, words);
      one.shown = null;
      one.pending = n;
      one.cell.classList.add("busy");
    }
  }
}

// Listeners stay for as long as the table does: one that is taken off between two renderings
// would miss what is typed just then.
function open(root, data) {
  const state = { root, id: crypto.randomUUID ? crypto.randomUUID() : String(Math.random()), count: 0, outbox: [], lines: new Map(), went: data.go[2], wish: "" };
  root.state = state;
  root.addEventListener("change", (event) => {
    const field = event.target.closest("[data-column]");
    if (field) commit(state, field);
  });
  root.addEventListener("keydown", (event) => onKey(state, event));
  root.addEventListener("paste", (event) => onPaste(state, event));
  root.addEventListener("focusin", (event) => {
    const field = event.target.closest("[data-column]");
    if (field && field.type === "text") field.select();
  });
}

export default function (component) {
  const { data, parentElement, setStateValue } = component;
  let root = parentElement.querySelector(".case-table");
  if (!root) {
    root = make("div", "case-table");
    parentElement.append(root);
    open(root, data);
  }
  root.state.data = data;
  root.state.tell = setStateValue;
  update(root.state);
}
