// A sheet as it was read: what became of each row stands beside it, what each column is for above
// it. All text is set by textContent: nothing that somebody wrote in a file is taken for markup.

function make(tag, name, words) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (words !== undefined) element.textContent = words;
  return element;
}

function roleMenu(state, column) {
  const menu = make("select", "role");
  menu.setAttribute("aria-label", state.data.words.role.replace("{column}", column.letter));
  for (const [id, words] of state.data.roles) {
    const option = make("option", "", words);
    option.value = id;
    menu.append(option);
  }
  menu.value = column.role;
  menu.dataset.role = column.role;
  menu.addEventListener("change", () => state.tell("changed", { what: "role", column: column.index, role: menu.value, turn: (state.turn += 1) }));
  return menu;
}

function head(state) {
  const rows = [make("tr", "letters"), make("tr", "roles")];
  const corner = make("th", "number");
  corner.rowSpan = 2;
  corner.append(make("span", "hidden-words", state.data.words.row));
  rows[0].append(corner);
  for (const column of state.data.columns) {
    const letter = make("th", "", column.letter);
    letter.scope = "col";
    if (column.hint) letter.append(make("span", "hint", column.hint));
    rows[0].append(letter);
    const cell = make("th", "");
    cell.append(roleMenu(state, column));
    rows[1].append(cell);
  }
  const part = make("thead");
  part.append(...rows);
  return part;
}

function line(state, row) {
  const element = make("tr", row.kind);
  const number = make("th", "number");
  number.scope = "row";
  number.append(make("span", "count", String(row.number)));
  if (row.label) number.append(make("span", "tag", row.label));
  element.append(number);
  row.cells.forEach((words, place) => {
    const cell = make("td", state.data.numeric.includes(place) ? "figure" : "", words);
    if (row.filled.includes(place)) {
      cell.classList.add("filled");
      cell.title = state.data.words.filled;
    }
    if (row.depth && place === state.data.first) cell.style.paddingInlineStart = `${8 + 14 * row.depth}px`;
    element.append(cell);
  });
  return element;
}

function menus(root) {
  return [...root.querySelectorAll("select.role")];
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  let root = parentElement.querySelector(".sheet-table");
  if (!root) {
    root = make("div", "sheet-table");
    root.tabIndex = 0;
    parentElement.append(root);
    root.state = { turn: 0 };
  }
  const state = root.state;
  state.tell = setTriggerValue;
  state.data = data;
  root.lang = data.lang;
  root.setAttribute("role", "region");
  root.setAttribute("aria-label", data.words.table);
  for (const [name, colour] of Object.entries(data.colours)) root.style.setProperty(`--${name}`, colour);
  const table = make("table");
  const body = make("tbody");
  body.append(...data.rows.map((row) => line(state, row)));
  table.append(head(state), body);
  const [left, top] = [root.scrollLeft, root.scrollTop];
  const place = menus(root).indexOf(root.getRootNode().activeElement);
  root.replaceChildren(table);
  root.scrollTo(left, top);
  // Who chooses with the keys stays at the same menu: it was made anew.
  if (place >= 0) menus(root)[place]?.focus({ preventScroll: true });
}
