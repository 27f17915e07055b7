// Plans by outcomes. A cell is a button that tells its plan and outcome; hidden outcomes are one
// click away, and what a cell or a column lacks is said in a sentence below the table.

function headCell(column) {
  const cell = make("th", column.complete ? "" : "lacking");
  cell.scope = "col";
  cell.dataset.hidden = String(!column.shown);
  cell.append(make("span", "label", column.label));
  if (column.days) cell.append(make("span", "days", column.days));
  if (column.tag) {
    const tag = make("button", "tag", column.tag);
    tag.type = "button";
    tag.dataset.why = column.why;
    tag.setAttribute("aria-label", `${column.tag}: ${column.why}`);
    cell.append(tag);
  }
  return cell;
}

function headRow(table) {
  const row = make("tr");
  const first = make("th", "plan", table.plan_head);
  const last = make("th", "regret", table.regret_head);
  for (const cell of [first, last]) cell.scope = "col";
  row.append(first, ...table.columns.map(headCell), last);
  return row;
}

function planHead(plan) {
  const cell = make("th", "plan");
  cell.scope = "row";
  cell.append(make("b", "", plan.label), make("span", "sites", plan.sites));
  if (plan.also.length) {
    const also = make("details", "also");
    also.append(make("summary", "", plan.also_title));
    for (const name of plan.also) also.append(make("span", "", name));
    cell.append(also);
  }
  return cell;
}

function valueCell(value, column) {
  const cell = make("td", `value ${value.state}${value.step === null ? "" : ` step${value.step}`}`);
  cell.dataset.hidden = String(!column.shown);
  const button = make("button");
  button.type = "button";
  button.dataset.pick = JSON.stringify([value.plan, value.regime]);
  button.setAttribute("aria-label", value.aria);
  if (value.state === "no_plan") button.setAttribute("aria-disabled", "true");
  const why = value.why || column.why;
  if (why) button.dataset.why = why;
  const name = make("span", "outcome", column.label);
  if (column.days) name.append(make("span", "days", column.days));
  const numbers = make("span", "numbers");
  numbers.append(make("span", "cost", value.text), make("span", "under", value.under));
  button.append(name, numbers);
  cell.append(button);
  return cell;
}

function planRow(plan, table) {
  const row = make("tr", plan.safest ? "safest" : "");
  const last = make("td", "regret");
  last.append(make("span", "name", table.regret_head));
  if (plan.safest) last.append(make("span", "tag", table.safest_word));
  last.append(make("b", "", plan.regret_text));
  row.append(planHead(plan), ...plan.cells.map((cell, n) => valueCell(cell, table.columns[n])), last);
  return row;
}

function tableOf(table) {
  const scroll = make("div", "scroll");
  scroll.setAttribute("role", "region");
  scroll.setAttribute("aria-label", table.heading);
  scroll.tabIndex = 0;
  const element = make("table");
  element.createTHead().append(headRow(table));
  element.createTBody().append(...table.rows.map((plan) => planRow(plan, table)));
  scroll.append(element);
  return scroll;
}

function leftOut(table) {
  const details = make("details", "omitted");
  details.append(make("summary", "", table.omitted_title));
  for (const one of table.omitted) {
    const line = make("p", "note");
    line.append(make("b", "", one.label), ` ${one.why}`);
    details.append(line);
  }
  return details;
}

function body(table) {
  const heading = make("div", "heading");
  heading.append(make("h4", "", table.heading), make("p", "hint", table.hint));
  const said = make("p", "said");
  said.setAttribute("aria-live", "polite");
  const under = make("div", "below");
  if (table.more) {
    const more = make("button", "more", table.more);
    more.type = "button";
    under.append(more);
  }
  if (table.omitted.length) under.append(leftOut(table));
  return [heading, tableOf(table), said, under];
}

// Whether the reader asked for all outcomes: kept while the component lives.
function unfold(root, table, all) {
  root.classList.toggle("all", all);
  const more = root.querySelector(".more");
  if (!more) return;
  more.textContent = all ? table.fewer : table.more;
  more.setAttribute("aria-expanded", String(all));
}

export default function ({ data, parentElement, setTriggerValue }) {
  const root = framed(parentElement, data, () => body(data.table));
  headsPage(root);
  root.classList.add("decision");
  unfold(root, data.table, root.classList.contains("all"));
  press(root, JSON.stringify(data.selected));
  picking(root, (id) => {
    const [plan, regime] = JSON.parse(id);
    const able = data.table.rows.find((row) => row.plan === plan).cells.find((cell) => cell.regime === regime);
    if (able.state === "no_plan") return;
    press(root, id);
    setTriggerValue("picked", { plan, regime });
  });
  const pick = root.onclick;
  root.onclick = (event) => {
    if (event.target.closest(".more")) unfold(root, data.table, !root.classList.contains("all"));
    else pick(event);
  };
  const tell = (event) => {
    const one = event.target.closest("[data-why]");
    if (one) root.querySelector(".said").textContent = one.dataset.why;
  };
  root.onfocusin = tell;
  root.onmouseover = tell;
  root.addEventListener("focusin", tell);
  return () => root.removeEventListener("focusin", tell);
}
