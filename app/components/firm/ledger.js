// The model against the ledger: a row for each cost, sites below their cost, the total last.

function ledgerLine(row, name) {
  const line = make("tr", [name, row.part ? "part" : "", row.off ? "off" : ""].join(" ").trim());
  const head = make("th", "", row.label);
  head.scope = "row";
  line.append(head, ...row.texts.map((words) => make("td", "", words)));
  return line;
}

function ledgerTable(table) {
  const element = make("table");
  const head = element.createTHead().insertRow();
  for (const words of table.heads) {
    const cell = make("th", "", words);
    cell.scope = "col";
    head.append(cell);
  }
  const body = element.createTBody();
  body.append(...table.rows.map((row) => ledgerLine(row, "")));
  if (table.total) body.append(ledgerLine(table.total, "total"));
  return element;
}

function ledgerSteps(steps) {
  const list = make("ol", "steps");
  list.append(...steps.map((words) => make("li", "", words)));
  return list;
}

export default function ({ data, parentElement }) {
  const { table } = data;
  const root = framed(parentElement, data, () => [
    table.rows.length ? ledgerTable(table) : ledgerSteps(table.steps),
    ...table.says.map((words) => make("p", "says", words)),
  ]);
  root.classList.add("ledger");
}
