// The panel where a reader pastes a table. It is read and drawn in this page, and nothing is sent.

function pastePanel({ names, stops, word, lang, base, isLand, onChange }) {
  const seat = document.getElementById("paste");
  const opener = document.getElementById("paste-open");
  const state = { text: "", column: null, addUp: false, read: null };
  const area = html("textarea");
  const label = html("label", "paste-words");
  const [what, how] = [html("h2"), html("p", "paste-how")];
  const [draw, clear] = [button("strong", "", () => redraw()), button("", "", wipe)];
  const [column, columnWords] = [document.createElement("select"), html("label", "paste-choice")];
  const [addUp, addWords] = [document.createElement("input"), html("label", "paste-choice")];
  const said = html("div", "paste-said");
  const lists = html("div", "paste-lists");
  area.id = "paste-area";
  area.rows = 7;
  area.spellcheck = false;
  label.htmlFor = area.id;
  what.id = "paste-title";
  seat.setAttribute("aria-labelledby", what.id);
  addUp.type = "checkbox";
  said.setAttribute("role", "status");
  columnWords.hidden = true;
  addWords.hidden = true;
  column.addEventListener("change", () => { state.column = Number(column.value); redraw(); });
  addUp.addEventListener("change", () => { state.addUp = addUp.checked; redraw(); });
  seat.append(what, how, label, area, html("div", "paste-doing", draw, clear, columnWords, addWords), said, lists);
  opener.hidden = false;
  opener.addEventListener("click", () => toggle(seat.hidden));
  seat.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    toggle(false);
    opener.focus();
  });

  function toggle(open) {
    seat.hidden = !open;
    opener.setAttribute("aria-expanded", String(open));
    if (open) area.focus();
  }

  function speak() {
    opener.textContent = word("paste.open");
    what.textContent = word("paste.open");
    how.textContent = word("paste.how");
    label.textContent = word("paste.label");
    draw.textContent = word("paste.draw");
    clear.textContent = word("paste.clear");
    columnWords.replaceChildren(html("span", "", word("paste.column")), column);
    addWords.replaceChildren(addUp, html("span", "", word("paste.add")));
    tell();
  }

  function redraw() {
    if (area.value !== state.text) Object.assign(state, { text: area.value, column: null, addUp: false });
    addUp.checked = state.addUp;
    state.read = plainText(state.text) ? readPasted(state.text, names, state) : null;
    tell();
    onChange();
  }

  function wipe() {
    Object.assign(state, { text: "", column: null, addUp: false, read: null });
    area.value = "";
    tell();
    onChange();
    area.focus();
  }

  const hasNumbers = () => Boolean(state.read?.values.size);

  function tell() {
    const { read } = state;
    lists.replaceChildren();
    clear.disabled = !read && !area.value;
    columnWords.hidden = !(read && read.numeric.length > 1);
    addWords.hidden = !read?.repeated.length;
    said.textContent = !read ? "" : hasNumbers()
      ? counted(word, ["paste.done", "paste.done.one"], { count: read.values.size, rows: read.rows }) : word("paste.nothing");
    if (!read) return;
    column.replaceChildren(...read.numeric.map((each) => {
      const made = html("option", "", read.heads[each] || filled(word("paste.numbered"), { number: each + 1 }));
      made.value = each;
      made.selected = each === read.column;
      return made;
    }));
    for (const key of Object.keys(KINDS)) list(key, read[key]);
    if (read.dropped) lists.append(html("p", "", filled(word("paste.dropped"), { count: read.dropped })));
  }

  function list(key, rows) {
    if (!rows.length) return;
    const items = rows.slice(0, 60).map((row) => html("li", "", line(key, row)));
    if (rows.length > 60) items.push(html("li", "", filled(word("paste.more"), { count: rows.length - 60 })));
    const made = html("section", `paste-list ${key}`, html("h3", "", `${word(KINDS[key])} (${rows.length})`), html("ul", "", ...items));
    lists.append(made);
  }

  function line(key, row) {
    if (key === "repeated") return filled(word("paste.line.repeated"), { name: row.name, rows: row.rows.join(", "), value: numberText(row.value) });
    const told = filled(word("paste.line"), { row: row.number, name: row.name });
    if (key === "unclear") return `${told} — ${row.cell}`;
    if (key !== "ambiguous") return told;
    return `${told} — ${row.candidates.map(({ level, code }) => `${names.places[level][code][index()]} ${code}`).join(word("paste.or"))}`;
  }

  const index = () => Math.max(0, SPEECH.indexOf(lang()));

  speak();
  return {
    speak,
    // The reader's views, with the pasted one in place of all where there is one.
    over(reader) {
      if (!hasNumbers()) return reader;
      const view = pastedView(state.read, { base: base(), places: names.places, stops, lang: lang(), word, isLand });
      return { ...reader, start: WHOLE, views: { [WHOLE]: view } };
    },
  };
}
