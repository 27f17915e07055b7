// Scenarios side by side. On a narrow page each becomes a card: the cells carry their head.
function comparedTable(data) {
  const box = make("div", "compared");
  const table = make("table");
  const head = table.createTHead().insertRow();
  const columns = Object.entries(data.heads);
  for (const [, words] of columns) {
    const cell = make("th", "", words);
    cell.scope = "col";
    head.append(cell);
  }
  const body = table.createTBody();
  for (const row of data.rows) {
    const line = body.insertRow();
    line.classList.toggle("least", row.least);
    line.append(comparedName(row, data));
    for (const [name, words] of columns.slice(1)) {
      const cell = make("td", name, row.texts[name] || "");
      cell.dataset.head = words;
      if (name === "cost" && row.least) cell.append(make("span", "tag", data.least));
      line.append(cell);
    }
  }
  box.append(table);
  return [box];
}

function comparedName(row, data) {
  const cell = make("th");
  cell.scope = "row";
  const open = make("button", "open", row.label);
  open.type = "button";
  open.dataset.pick = row.scenario;
  open.title = data.words.open;
  cell.append(open);
  if (row.why) cell.append(make("p", "why", row.why));
  if (row.reason) cell.append(make("p", "reason", row.reason));
  if (row.changes.length) {
    const details = make("details");
    details.append(make("summary", "", `${data.words.what} (${row.changes.length})`));
    for (const words of row.changes) details.append(make("p", "change", words));
    cell.append(details);
  }
  return cell;
}

export default function ({ data, parentElement, setTriggerValue }) {
  const root = framed(parentElement, data, () => comparedTable(data));
  headsPage(root);
  picking(root, (id) => setTriggerValue("picked", id));
}
