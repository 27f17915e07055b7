// What stands beside the map: legend, locator, tables, explanations.

function drawLegend(atlas, { title, entries, ramp, symbols = [] }) {
  const inRamp = ramp ? ["value", "class"] : [];
  const listed = entries.filter((entry) => !inRamp.includes(entry.kind));
  return html(
    "section", "legend", html("h2", "", title),
    ramp ? html("div", "ramps", standingRamp(atlas, ramp), lyingRamp(atlas, ramp)) : null,
    symbols.length ? symbolKey(symbols) : null,
    html("ul", "", ...listed.map((each) => drawEntry(atlas, each))),
  );
}

function drawEntry(atlas, { kind, label, colour }) {
  const swatch = svg("svg", { width: 26, height: 14, class: `swatch kind-${kind}`, "aria-hidden": "true" });
  if (kind === "group") {
    swatch.append(svg("path", { d: "M0 7h26" }));
  } else {
    swatch.append(patterns(atlas, `key-${kind}`, 1));
    const fill = kind === "scope" ? pattern(atlas, `key-${kind}`, "dots") : atlas.tint(colour) || "var(--land)";
    const box = { x: 0.5, y: 0.5, width: 25, height: 13 };
    swatch.append(svg("rect", box));
    swatch.lastChild.style.fill = fill;
    if (kind === "estimated") {
      swatch.append(svg("rect", box));
      swatch.lastChild.style.fill = pattern(atlas, `key-${kind}`, "screen");
    }
  }
  return html("li", "", swatch, html("span", "", label));
}

function gradient(atlas, name, stops, lying) {
  const made = svg("linearGradient", {
    id: `${atlas.id}-${name}`, x1: 0, y1: lying ? 0 : 1, x2: lying ? 1 : 0, y2: 0,
  });
  stops.forEach((stop, i) => {
    const each = svg("stop", { offset: i / (stops.length - 1) });
    each.style.stopColor = atlas.tint(stop);
    made.append(each);
  });
  return svg("defs", {}, made);
}

// Real values at their true heights; an elbow leads to a label that had to move.
function standingRamp(atlas, { stops, ticks }) {
  const sorted = [...ticks].sort((a, b) => b.at - a.at);
  const high = 34 * Math.min(4, Math.max(2, sorted.length - 2));
  const truth = sorted.map(({ at }) => 8 + high * (1 - at));
  const seats = spread(truth, 15, 8, high + 15);
  const end = 38 + 7 * Math.max(...sorted.map(({ label }) => label.length));
  const made = svg("svg", { width: 204, height: high + 24, class: "ramp standing" }, gradient(atlas, "ramp", stops, false));
  made.append(svg("rect", { y: 8, width: 16, height: high, fill: `url(#${atlas.id}-ramp)` }));
  sorted.forEach(({ label }, i) => {
    made.append(
      svg("path", { d: `M16 ${truth[i]}h5L30 ${seats[i]}h4`, class: "leader" }),
      svg("text", { x: end, y: seats[i] + 4, "font-size": 12, "text-anchor": "end" }, label),
    );
  });
  return made;
}

function lyingRamp(atlas, { stops, ticks }) {
  const wide = 358;
  const made = svg("svg", { viewBox: `0 0 ${wide} 36`, class: "ramp lying" }, gradient(atlas, "lying", stops, true));
  made.append(svg("rect", { width: wide, height: 14, fill: `url(#${atlas.id}-lying)` }));
  const room = ({ label }) => 7 * label.length;
  const taken = [];
  for (const tick of [...ticks].sort((a, b) => (b.at % 1 === 0) - (a.at % 1 === 0) || b.at - a.at)) {
    const x = tick.at * wide;
    made.append(svg("path", { d: `M${Math.min(wide - 0.5, Math.max(0.5, x))} 14v5`, class: "leader" }));
    const anchor = x < room(tick) / 2 ? "start" : x > wide - room(tick) / 2 ? "end" : "middle";
    const left = { start: x, middle: x - room(tick) / 2, end: x - room(tick) }[anchor];
    if (taken.some(([a, b]) => left < b + 10 && left + room(tick) > a - 10)) continue;
    taken.push([left, left + room(tick)]);
    made.append(svg("text", { x, y: 32, "font-size": 12.5, "text-anchor": anchor }, tick.label));
  }
  return made;
}

function symbolKey(keys) {
  const largest = Math.max(...keys.map(({ radius }) => radius));
  const sorted = [...keys].sort((a, b) => b.radius - a.radius);
  const foot = 2 * largest + 10;
  const gaps = sorted.map(({ note }) => 15 + (note ? 14 : 0));
  const made = svg("svg", { width: 204, height: foot + 8, class: "symbols" });
  sorted.forEach(({ radius, grey }) => {
    made.append(svg("circle", { cx: largest + 1, cy: foot - radius, r: radius, class: grey ? "grey" : "" }));
  });
  let least = 0;
  sorted.forEach(({ radius, label, note }, i) => {
    const y = Math.max(foot - 2 * radius, least);
    least = y + gaps[i];
    made.append(
      svg("path", { d: `M${largest + 1} ${foot - 2 * radius}H150`, class: "dotted" }),
      svg("text", { x: 204, y: y + 4, "font-size": 12, "text-anchor": "end" }, label),
    );
    if (note) made.append(svg("text", { x: 204, y: y + 18, class: "note", "font-size": 11, "text-anchor": "end" }, note));
  });
  return made;
}

const NATION_KM_PER_PX = 10; // a locator of a coarser scale shows the nation, else one province

function drawLocator(atlas, { frame, window: box, caption }) {
  const { provinces } = atlas.geometry;
  const around = provinceOf(atlas.current().marks[0][0].code);
  const behind = frame.km_per_px > NATION_KM_PER_PX ? provinces : provinces.filter(({ code }) => code === around);
  const sheet = svg("svg", { viewBox: `0 0 ${frame.width} ${frame.height}`, "aria-hidden": "true" });
  sheet.append(
    ...sketch(atlas, "locator", frame, { around: false, behind, dash: false }),
    svg("rect", { x: box.x, y: box.y, width: box.width, height: box.height, class: "window" }),
  );
  return html("figure", "locator", sheet, html("figcaption", "", caption));
}


function drawTable(atlas, table, index) {
  const made = html("div", `table ${index ? "dense" : ""}`);
  made.setAttribute("role", "table");
  made.setAttribute("aria-label", table.title);
  const heads = table.columns.map((words) => cell("columnheader", "head", words));
  const title = cell("columnheader", "title", html("h2", "", table.title), table.note ? html("small", "", table.note) : null);
  made.append(row("heads", title, ...heads));
  made.append(...table.bars.map((bar) => drawBar(atlas, bar, table)));
  if (table.total) made.append(drawTotal(table.total));
  if (table.footnote) made.append(html("p", "footnote", table.footnote));
  return made;
}

function cell(role, name, ...children) {
  const made = html("div", name, ...children);
  made.setAttribute("role", role);
  return made;
}

const row = (name, ...cells) => cell("row", `row ${name}`, ...cells);

function drawBar(atlas, bar, table) {
  const known = atlas.shapes.get(bar.code)?.mark;
  const higher = known && known.level === bar.level && known.may_be_higher ? "higher" : "";
  const name = cell("rowheader", "name", bar.name, bar.note ? html("small", "", bar.note) : null);
  const lines = html("div", "lines", drawInterval(atlas, bar, table.scale));
  if (bar.swatch) lines.append(html("div", "each", html("i", "range"), html("span", "", bar.swatch)));
  const made = row(
    `${bar.note || bar.swatch ? "tall" : ""} ${bar.standing} ${higher}`, name, cell("cell", "bar", lines),
    cell("cell", "number", bar.text), cell("cell", "share", bar.share ?? ""),
  );
  link(atlas, made, bar);
  return made;
}

// Solid to the certain value, outlined to the largest possible one.
function drawInterval(atlas, { low, high, fill, grey, cut }, scale) {
  const made = html("div", "interval");
  const share = (value) => `${Math.min(100, (100 * value) / scale)}%`;
  if (high > low) {
    const range = html("i", `range ${cut ? "cut" : ""}`);
    [range.style.left, range.style.right] = [share(low), `calc(100% - ${share(high)})`];
    made.append(range);
  }
  if (low > 0) {
    const solid = html("i", "solid");
    solid.style.width = share(low);
    solid.style.background = grey ? "var(--rest)" : atlas.tint(fill) || "var(--rest)";
    made.append(solid);
  }
  if (cut) made.append(svg("svg", { width: 12, height: 20, class: "break" }, svg("path", { d: "M2 18L6 2M6 18L10 2" })));
  return made;
}

function drawTotal({ name, text, share }) {
  return row(
    "total", cell("rowheader", "name", name), cell("cell", "bar"), cell("cell", "number", text),
    cell("cell", "share", share ?? ""),
  );
}

function link(atlas, made, bar) {
  const known = atlas.shapes.get(bar.code);
  if (!known || known.mark.level !== bar.level) return;
  made.dataset.code = bar.code;
  made.tabIndex = 0;
  atlas.rows.push(made);
  atlas.listen(made, known.mark, false);
}

function drawAside(atlas, { title, subtitle, number, bar, scale, captions = [], text }) {
  const head = html("h2", "", title, subtitle ? html("small", "", subtitle) : null);
  const made = html("aside", bar ? "aside boxed" : "aside", head);
  made.setAttribute("aria-label", title);
  if (number) made.append(html("p", "large", number));
  if (bar) made.append(drawInterval(atlas, bar, scale || bar.high || 1));
  if (captions.length) made.append(html("p", "captions", ...captions.map((words) => html("span", "", words))));
  made.append(html("p", "", text));
  return made;
}

