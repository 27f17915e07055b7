// Fields of a table: how one is made for its column, filled, read and set. case_table.js builds
// the rows of them.

const BOOLEAN = "yes or no";
const WIDE = 10;

function make(tag, name, words) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (words !== undefined) element.textContent = words;
  return element;
}

function button(name, words, label, act) {
  const element = make("button", name, words);
  element.type = "button";
  if (label) {
    element.setAttribute("aria-label", label);
    element.title = label;
  }
  element.addEventListener("click", act);
  return element;
}

const filled = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

// Events wait here until Python says that it has dealt with them.
function post(state, event) {
  state.count += 1;
  state.outbox.push({ n: state.count, table: state.data.table, ...event });
  state.tell("sent", { id: state.id, events: state.outbox });
  return state.count;
}

function settled(state) {
  const done = state.data.done[state.id] || 0;
  const waiting = state.outbox.length;
  state.outbox = state.outbox.filter((event) => event.n > done);
  if (waiting && state.outbox.length) state.tell("sent", { id: state.id, events: state.outbox });
  return done;
}

function valueOf(field) {
  return field.type === "checkbox" ? String(field.checked) : field.value;
}

function setValue(field, text) {
  if (field.type === "checkbox") {
    field.checked = text === "true";
    return;
  }
  if (field.tagName === "SELECT") {
    for (const extra of field.querySelectorAll("[data-typed]")) extra.remove();
    const option = [...field.options].find((one) => one.textContent === text || one.value === text);
    if (option) {
      field.value = option.value;
    } else {
      const typed = make("option", "", text);
      typed.value = text;
      typed.dataset.typed = "";
      field.append(typed);
      field.value = text;
    }
    return;
  }
  field.value = text;
}

function fill(select, column, words) {
  const kept = select.value;
  select.replaceChildren();
  if (!column.required || !column.options.some(([id]) => id === kept)) {
    const blank = make("option", "", "");
    blank.value = "";
    select.append(blank);
  }
  for (const [id, name] of column.options) {
    const option = make("option", "", name);
    option.value = id;
    select.append(option);
  }
  setValue(select, kept);
}

function makeField(column, state) {
  let field;
  if (column.menu) {
    field = make("select");
    fill(field, column, state.data.words);
  } else {
    field = make("input");
    field.type = column.kind === BOOLEAN ? "checkbox" : "text";
    if (["number", "whole", "percent"].includes(column.kind)) field.inputMode = "decimal";
    field.autocomplete = "off";
    field.spellcheck = false;
    if (column.options.length) field.setAttribute("list", `list-${column.name}`);
  }
  field.dataset.kind = column.kind;
  return field;
}

// Days are read and typed as year-month-day everywhere; the browser's own calendar only picks one.
function calendar(state, field) {
  const picker = make("input", "picker");
  picker.type = "date";
  picker.tabIndex = -1;
  picker.setAttribute("aria-hidden", "true");
  picker.addEventListener("change", (event) => {
    event.stopPropagation();
    field.value = picker.value;
    commit(state, field);
  });
  const open = button("quiet", "▾", state.data.words.day, () => {
    picker.value = /^\d{4}-\d{2}-\d{2}$/.test(field.value) ? field.value : "";
    if (picker.showPicker) picker.showPicker();
  });
  open.tabIndex = -1;
  return [open, picker];
}
