// A table pasted from a spreadsheet: cells, columns, places and numbers. Nothing is guessed: a
// name that means two places is listed, and so is all that means none.

const UNSEEN = /[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]/gu;
const NOTHING = /^(?:|-+|–|—|…+|\.+|n\/?a|null|nil|不详|不詳|缺|无|無|未知|暂缺|暫缺)$/iu;
const MOST_LINES = 5000;

const plainText = (cell) => cell.replace(UNSEEN, "").normalize("NFKC").replace(/\s+/g, " ").trim();

// As briefing.place_names.key_of.
const keyOf = (words) => plainText(words).normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
  .replace(/[^\p{L}\p{N}]/gu, "").replace(/([ln])(?:v|yu)(?=e|$|[^aeiou])/g, "$1u");

function readNames({ places, keys, city, sums }) {
  const opened = (coded) => Object.entries(coded).flatMap(([answer, list]) => {
    const meant = answer.split(" ").map((each) => ({ level: each[0] === "p" ? "province" : "city", code: each.slice(1) }));
    return list.split("|").map((key) => [key, meant]);
  });
  const first = new Map(opened(keys));
  const known = { province: first, city: new Map([...first, ...opened(city)]) };
  const sum = new Set(sums.split("|"));
  const byCode = (digits, level) => {
    const code = digits.padEnd(6, "0");
    const at = [level, "province", "city"].find((each) => places[each]?.[code]);
    return at ? [{ level: at, code }] : [];
  };
  return {
    places,
    isSum: (cell) => sum.has(keyOf(cell)),
    isCode: (cell) => /^(?:\d{6}|\d{4}|\d{2})$/.test(codeIn(cell)) && byCode(codeIn(cell), "city").length > 0,
    // The places that a cell means where a level is asked for; none, one or several.
    find(cell, level) {
      const digits = codeIn(cell);
      return /^\d+$/.test(digits) ? (/^(?:\d{6}|\d{4}|\d{2})$/.test(digits) ? byCode(digits, level) : []) : known[level].get(keyOf(cell)) ?? [];
    },
  };
}

const codeIn = (cell) => plainText(cell).replace(/^['’‘`]|\.0+$/g, "");

// Cells of a spreadsheet's clipboard: tabs and line ends part them, quotes hold both together.
function cellsOf(pasted) {
  const rows = [[]];
  let [cell, quoted] = ["", false];
  const close = () => { rows.at(-1).push(cell); cell = ""; };
  const text = pasted.replace(/\r\n?/g, "\n");
  for (let i = 0; i < text.length; i += 1) {
    const c = text[i];
    if (quoted) {
      if (c !== '"') cell += c;
      else if (text[i + 1] === '"') { cell += c; i += 1; } else quoted = false;
    } else if (c === '"' && cell === "") quoted = true;
    else if (c === "\t") close();
    else if (c === "\n") { close(); rows.push([]); } else cell += c;
  }
  close();
  const filled = rows.filter((row) => row.some((each) => plainText(each)));
  return filled.some((row) => row.length > 1) ? filled : filled.map(([line]) => parted(line));
}

// A line without tabs: the number stands at its end.
function parted(line) {
  const found = /^(.*?)[\s,;:，；：]+((?:[^\d\s]{0,4})[-−+]?[\d０-９][\d０-９,，.．'’ ]*\S{0,6})$/u.exec(line.trim());
  return found ? [found[1], found[2]] : [line];
}

// A number with its unit; null where there is none, NaN where it cannot be told.
function numberIn(cell) {
  const words = plainText(cell).replace(/[−﹣]/g, "-");
  if (NOTHING.test(words)) return { value: null, unit: "" };
  const found = /^(\(?)([^\d(),.-]{0,8}?)\s*([-+]?)\s*((?:\d{1,3}(?:[,' ’]\d{3})+|\d+)(?:\.\d+)?|\.\d+)(\)?)\s*([^\d\s][^\d]{0,15})?$/u.exec(words);
  if (!found || Boolean(found[1]) !== Boolean(found[5])) return { value: NaN, unit: "" };
  const [, bracket, before, sign, digits, , after = ""] = found;
  const size = Number(digits.replace(/[,' ’]/g, ""));
  return { value: bracket || sign === "-" ? 0 - size : size, unit: [before.trim(), after.trim()].filter(Boolean).join(" ") };
}

const isNumber = (cell) => Number.isFinite(numberIn(cell).value);

// The columns of a table: which hold places, which hold numbers, and the row of heads above them.
function columnsOf(rows, names) {
  const wide = Math.max(0, ...rows.map((row) => row.length));
  const share = (column, test) => {
    const filled = rows.map((row) => row[column] ?? "").filter((cell) => plainText(cell));
    return filled.length ? filled.filter(test).length / filled.length : 0;
  };
  const all = [...Array(wide).keys()];
  const found = (cell) => names.find(cell, "city").length > 0;
  const code = all.filter((each) => share(each, (cell) => /^['’]?\d{6}(?:\.0+)?$/.test(plainText(cell)) && names.isCode(cell)) >= 0.6);
  const named = all.filter((each) => !code.includes(each) && share(each, (cell) => !isNumber(cell) && found(cell)) >= 0.4);
  const numeric = all.filter((each) => !code.includes(each) && !named.includes(each) && share(each, isNumber) >= 0.4);
  const places = [...code, ...named];
  // Two columns of numbers and none of names: the first may hold short codes.
  if (!places.length && numeric.length > 1 && share(numeric[0], names.isCode) >= 0.6) places.push(numeric.shift());
  if (!places.length && all.some((each) => !numeric.includes(each))) places.push(all.find((each) => !numeric.includes(each)));
  const isHead = (row) => !numeric.some((each) => isNumber(row[each] ?? "")) && !places.some((each) => found(row[each] ?? ""));
  const end = rows.findIndex((row) => !isHead(row));
  const above = rows.slice(0, Math.max(0, end));
  const head = (column) => above.map((row) => (row[column] ?? "").replace(UNSEEN, "").replace(/\s+/g, " ").trim()).filter(Boolean).join(" ");
  return { places, numeric, heads: all.map(head), skipped: above.length };
}

// Every row of a table, told apart by what became of it.
function readPasted(pasted, names, { column = null, addUp = false } = {}) {
  const lines = cellsOf(pasted);
  const rows = lines.slice(0, MOST_LINES);
  const { places, numeric, heads, skipped } = columnsOf(rows, names);
  const chosen = numeric.includes(column) ? column : numeric[0] ?? null;
  const body = rows.slice(skipped).map((cells, i) => ({ number: i + skipped + 1, cells }));
  const level = levelOf(body, places, names);
  const made = {
    level, heads, numeric, column: chosen, unit: "", values: new Map(), missing: [], unmatched: [], ambiguous: [], sums: [],
    coarser: [], unclear: [], repeated: [], dropped: Math.max(0, lines.length - MOST_LINES), rows: body.length,
  };
  if (chosen === null || !places.length) return { ...made, unmatched: body.map((row) => ({ ...row, name: told(row, places) })) };
  const units = body.map(({ cells }) => numberIn(cells[chosen] ?? "")).filter(({ value }) => Number.isFinite(value)).map(({ unit }) => unit);
  made.unit = commonest(units);
  const seen = new Map();
  for (const row of body) sort(row, { made, places, names, seen });
  return settled(made, seen, addUp);
}

const told = ({ cells }, places) => places.map((each) => plainText(cells[each] ?? "")).filter(Boolean).join(" · ") || plainText(cells.join(" "));

function commonest(list) {
  const times = new Map();
  for (const each of list) times.set(each, (times.get(each) ?? 0) + 1);
  return [...times].sort((a, b) => b[1] - a[1])[0]?.[0] ?? "";
}

// Cities, unless more rows mean what is only a province than what is only a city.
function levelOf(body, places, names) {
  const counts = { province: 0, city: 0 };
  for (const row of body) {
    const asked = ["province", "city"].map((level) => meantBy(row, { places, names, level }));
    if (asked.some(({ found, clash }) => clash || found.length !== 1)) continue;
    const [[one], [other]] = asked.map(({ found }) => found);
    if (one.level === other.level) counts[one.level] += 1; // else it is both
  }
  return counts.city && counts.city >= counts.province ? "city" : "province";
}

function sort(row, { made, places, names, seen }) {
  const name = told(row, places);
  const entry = { ...row, name };
  if (places.some((each) => names.isSum(row.cells[each] ?? ""))) return made.sums.push(entry);
  const { found, clash } = meantBy(row, { places, names, level: made.level });
  if (clash || found.length > 1) return made.ambiguous.push({ ...entry, candidates: found });
  if (!found.length) return made.unmatched.push(entry);
  if (found[0].level !== made.level) return made.coarser.push(entry);
  const { value, unit } = numberIn(row.cells[made.column] ?? "");
  if (value === null) return made.missing.push({ ...entry, code: found[0].code });
  if (Number.isNaN(value) || unit !== made.unit) return made.unclear.push({ ...entry, cell: plainText(row.cells[made.column] ?? "") });
  const { code } = found[0];
  return seen.set(code, [...(seen.get(code) ?? []), { ...entry, value }]);
}

// What all cells of a row that name a place mean together: a province beside a city narrows it.
function meantBy({ cells }, { places, names, level }) {
  const answers = places.map((each) => names.find(cells[each] ?? "", level)).filter((list) => list.length);
  let found = [];
  for (const list of answers.sort((a, b) => rankOf(b) - rankOf(a))) {
    if (!found.length) found = list;
    else {
      const fitting = found.filter((each) => list.some((other) => lies(each, other) || lies(other, each)));
      if (!fitting.length) return { found: [...found, ...list], clash: true };
      found = fitting;
    }
  }
  return { found, clash: false };
}

const rankOf = (list) => (list.every(({ level }) => level === "city") ? 1 : 0);
const lies = (inner, outer) => inner.code === outer.code
  || (outer.level === "province" && inner.code.slice(0, 2) === outer.code.slice(0, 2) && inner.level === "city");

// Rows of one place are never added up unasked.
function settled(made, seen, addUp) {
  for (const [code, entries] of seen) {
    const value = entries.reduce((sum, each) => sum + each.value, 0);
    if (entries.length > 1) made.repeated.push({ code, name: entries[0].name, rows: entries.map(({ number }) => number), value });
    if (entries.length === 1 || addUp) made.values.set(code, value);
  }
  return made;
}
