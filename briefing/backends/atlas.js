"use strict";
// The interactive atlas. It draws what its payload says and decides nothing: classes, colours,
// words and places come from the map spec. Strings become text nodes, never markup.

const PlusN = (() => {
  const SVG = "http://www.w3.org/2000/svg";
  const WHOLE = "100000";
  const DRILL_MS = 450;
  const PHONE_BELOW = 660;
  const NARROW_BELOW = 880;
  const WIDE_FROM = 1270;

  // ------------------------------------------------------------------ elements

  function html(tag, name, ...children) {
    const made = document.createElement(tag);
    if (name) made.className = name;
    made.append(...children.filter((child) => child !== null && child !== ""));
    return made;
  }

  function svg(tag, attributes = {}, ...children) {
    const made = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  }

  function button(name, words, press) {
    const made = html("button", name, words);
    made.type = "button";
    made.addEventListener("click", press);
    return made;
  }

  // ------------------------------------------------------------------ payload

  // The reverse of briefing.payload.packed: {"$": n} stands for part n.
  function unpack({ root, parts }) {
    const opened = [];
    const open = (value) => {
      if (Array.isArray(value)) return value.map(open);
      if (value === null || typeof value !== "object") return value;
      if ("$" in value) return (opened[value.$] ??= open(parts[value.$]));
      return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, open(part)]));
    };
    return open(root);
  }

  // The reverse of briefing.topology.coded.
  function readNumbers(text, digits) {
    const base = digits.length / 2;
    const numbers = [];
    let [value, weight] = [0, 1];
    for (const character of text) {
      const digit = digits.indexOf(character);
      value += (digit % base) * weight;
      weight *= base;
      if (digit >= base) continue;
      numbers.push(value % 2 ? -(value + 1) / 2 : value / 2);
      [value, weight] = [0, 1];
    }
    return numbers;
  }

  // Regions are lists of shared lines (briefing.topology); ~i is line i reversed.
  function readGeometry({ unit, digits, lines, rings, foreign, dash }) {
    const numbers = (text) => readNumbers(text, digits);
    const decoded = [];
    const decode = (text) => {
      const steps = numbers(text);
      const points = [];
      for (let i = 0, x = 0, y = 0; i < steps.length; i += 2) {
        points.push(`${(x += steps[i])} ${(y += steps[i + 1])}`);
      }
      return points;
    };
    const forward = (index) => (decoded[index] ??= decode(lines[index]));
    const points = (index) => (index < 0 ? [...forward(~index)].reverse() : forward(index));
    const ring = (indices) => `M${indices.flatMap(points).join(" ")}z`;
    const open = (text) => `M${decode(text).join(" ")}`;
    const all = (level) => Object.keys(rings[level] ?? {}).map((code) => ({ level, code }));
    const ringsOf = ({ level, code }) => {
      const found = [];
      const counted = numbers(rings[level]?.[code] ?? "");
      for (let i = 0; i < counted.length; i += counted[i] + 1) {
        found.push(counted.slice(i + 1, i + 1 + counted[i]));
      }
      return found;
    };
    return {
      unit,
      foreign: foreign.map(open).join(""),
      dash: dash.map(open).join(""),
      provinces: all("province").length ? all("province") : all(Object.keys(rings)[0]),
      path: (keys) => keys.flatMap(ringsOf).map(ring).join(""),
      // The outline of a set: the lines that occur once among its regions.
      outline(keys) {
        const times = new Map();
        for (const index of keys.flatMap(ringsOf).flat()) {
          const line = index < 0 ? ~index : index;
          times.set(line, (times.get(line) ?? 0) + 1);
        }
        const once = [...times].filter(([, n]) => n === 1).map(([line]) => line);
        return once.map((line) => `M${forward(line).join(" ")}`).join("");
      },
    };
  }

  const toPx = ({ x0, y0, km_per_px: k }, unit) =>
    `scale(${unit / k}) translate(${-x0 / unit} ${y0 / unit})`;

  const isValued = (mark) => Boolean(mark.fill);
  const provinceOf = (code) => `${code.slice(0, 2)}0000`;

  // Marks as records; ordered so that stronger edges are drawn over weaker ones.
  function readMarks(view) {
    const rank = (mark) => (mark.may_be_higher ? 2 : isValued(mark) ? 1 : 0);
    return view.marks
      .map(({ drawn, said: [name, text, known, because, sources] }) => ({
        ...drawn, name, text, known, because, sources,
      }))
      .sort((a, b) => rank(a) - rank(b));
  }

  // ------------------------------------------------------------------ mount

  function mount(root, { geometry: payload, reader: firstReader, view, theme }, host = {}) {
    const geometry = readGeometry(payload);
    const id = `plusn-${Math.abs(hash(root, payload.digest))}`;
    const off = new AbortController();
    const tints = new Map();
    const state = { reader: firstReader, view: null, theme, frame: null, size: "", selected: null };
    let parts = {};
    let shapes = new Map();
    let rows = [];
    let moving = 0;

    const word = (key) => state.reader.words[key] ?? key;
    const current = () => state.reader.views[state.view];
    const layout = () => current().layouts[state.size === "phone" ? "phone" : "wide"];

    // Colours become variables, so that a change of theme draws nothing again.
    function tint(colour) {
      if (!colour) return "";
      const key = colour.light + colour.dark;
      if (!tints.has(key)) {
        tints.set(key, { name: `--tint-${tints.size}`, colour });
        root.style.setProperty(tints.get(key).name, colour[state.theme]);
      }
      return `var(${tints.get(key).name})`;
    }

    function paint(name) {
      state.theme = name === "dark" ? "dark" : "light";
      root.dataset.theme = state.theme;
      for (const { name: property, colour } of tints.values()) {
        root.style.setProperty(property, colour[state.theme]);
      }
    }

    // ---------------------------------------------------------------- land

    function patterns(owner, scale) {
      const dots = (name, ground, dot, size) => svg(
        "pattern",
        { id: `${id}-${owner}-${name}`, width: size, height: size, patternUnits: "userSpaceOnUse",
          patternTransform: `scale(${scale})` },
        svg("rect", { width: size, height: size, class: ground }),
        svg("circle", { cx: size / 4, cy: size / 4, r: 0.8, class: dot }),
        svg("circle", { cx: (size * 3) / 4, cy: (size * 3) / 4, r: 0.8, class: dot }),
      );
      return svg("defs", {}, dots("dots", "dot-ground", "dot", 6), dots("screen", "clear", "screen-dot", 5));
    }

    const pattern = (owner, name) => `url(#${id}-${owner}-${name})`;

    function fillOf(mark, owner) {
      if (mark.standing === "out_of_scope") return pattern(owner, "dots");
      return isValued(mark) && current().style !== "symbols" ? tint(mark.fill) : "var(--land)";
    }

    function shape(d, name, fill) {
      const made = svg("path", { d, class: name });
      if (fill) made.style.fill = fill;
      return made;
    }

    // A small map: regions of one look are one path.
    function sketch(owner, frame, { around, dash }) {
      const marks = readMarks(current());
      const looks = new Map();
      for (const mark of marks) {
        const look = `${fillOf(mark, owner)}|${mark.may_be_higher ? "higher" : ""}`;
        looks.set(look, [...(looks.get(look) ?? []), mark]);
      }
      const land = svg("g", { transform: toPx(frame, payload.unit) });
      if (around) land.append(foreign(), shape(geometry.path(geometry.provinces), "beyond"));
      for (const [look, alike] of looks) {
        const [fill, higher] = look.split("|");
        const name = `small ${isValued(alike[0]) ? "valued" : ""} ${higher}`;
        land.append(shape(geometry.path(alike), name, fill));
      }
      land.append(shape(geometry.outline(marks), "coast thin"));
      if (dash) land.append(shape(geometry.dash, "dash"));
      return [patterns(owner, frame.km_per_px / payload.unit), land];
    }

    function foreign() {
      const made = shape(geometry.foreign, "foreign");
      made.setAttribute("transform", `scale(${1 / payload.unit})`);
      return made;
    }

    function drawRegion(mark) {
      const look = [
        "region", mark.standing, isValued(mark) && current().style !== "symbols" ? "valued" : "",
        mark.may_be_higher ? "higher" : "", `at-${mark.level}`,
      ];
      const made = shape(geometry.path([mark]), look.filter(Boolean).join(" "), fillOf(mark, "map"));
      made.dataset.code = mark.code;
      made.setAttribute("tabindex", "0");
      made.setAttribute("role", "button");
      made.setAttribute("aria-label", [mark.name, mark.text, mark.known].filter(Boolean).join(", "));
      listen(made, mark, true);
      shapes.set(mark.code, { mark, element: made });
      return made;
    }

    function drawLand(land) {
      const marks = readMarks(current());
      const group = marks.filter((mark) => mark.in_group);
      shapes = new Map();
      land.replaceChildren(foreign(), shape(geometry.path(geometry.provinces), "beyond"));
      land.append(...marks.filter((mark) => geometry.path([mark])).map(drawRegion));
      for (const mark of marks.filter((each) => each.standing === "estimated")) {
        land.append(shape(geometry.path([mark]), "screen", pattern("map", "screen")));
      }
      if (current().level !== "province" && state.view === WHOLE) {
        land.append(shape(geometry.path(geometry.provinces), "province-lines"));
      }
      land.append(shape(geometry.outline(marks), "coast"));
      if (group.length) land.append(shape(geometry.outline(group), "group"));
      if (!layout().inset) land.append(shape(geometry.dash, "dash"));
      parts.marked = shape("", "marked");
      land.append(parts.marked);
    }

    // ---------------------------------------------------------------- labels

    function drawLabel({ at, says: [name, number, extra] }) {
      const member = shapes.get(at.code)?.mark.in_group ? " member" : "";
      const size = at.size ?? 13;
      const numberSize = at.number_size ?? 19;
      const text = svg("text", {
        x: at.x, y: at.y, class: `label ${at.kind}${member}`, "font-size": size,
        "text-anchor": at.anchor ?? "start",
      }, name);
      const small = Math.max(11, size * 0.9);
      if (number) {
        const dy = 0.72 * numberSize + 6.4;
        text.append(svg("tspan", { x: at.x, dy, class: "number", "font-size": numberSize }, number));
      }
      if (extra) {
        const place = number ? { dx: 7 } : { x: at.x, dy: size * 0.9 + 3.5 };
        text.append(svg("tspan", { ...place, class: "extra", "font-size": small }, extra));
      }
      const made = svg("g", {});
      if (at.leader?.length) {
        made.append(svg("polyline", { points: at.leader.join(" "), class: "leader" }));
      }
      if (at.dot) {
        made.append(svg("circle", { cx: at.dot[0], cy: at.dot[1], r: 2.6, class: `dot-end ${at.kind}` }));
      }
      made.append(text);
      return made;
    }

    function drawSymbol({ level, code, x, y, radius, colour }) {
      const made = svg("circle", { cx: x, cy: y, r: radius, class: "symbol" });
      made.style.fill = tint(colour);
      const known = shapes.get(code);
      if (known && known.mark.level === level) listen(made, known.mark, false);
      return made;
    }

    function drawScale({ x, y, length, label }) {
      return [
        svg("path", { d: `M${x} ${y - 4}v4h${length}v-4`, class: "scale" }),
        svg("text", { x: x + length / 2, y: y - 6, class: "scale-words", "font-size": 11 }, label),
      ];
    }

    function drawInset({ box, frame, labels = [] }) {
      const { x, y, width, height } = box;
      return svg(
        "svg", { x, y, width, height, viewBox: `0 0 ${width} ${height}` },
        svg("rect", { width, height, class: "sea" }),
        ...sketch("inset", frame, { around: true, dash: true }),
        ...labels.map(drawLabel),
        svg("rect", { x: 0.5, y: 0.5, width: width - 1, height: height - 1, class: "inset-edge" }),
      );
    }

    // ---------------------------------------------------------------- map

    function drawMap() {
      const { frame, symbols = [], labels, inset, scale_bar: scale } = layout();
      const from = state.frame ?? frame;
      const land = svg("g", { class: "land" });
      const over = svg("g", { class: "over" });
      const sheet = svg("svg", {
        viewBox: `0 0 ${frame.width} ${frame.height}`, role: "group", "aria-label": current().alt,
        class: "sheet",
      }, patterns("map", 1), land, over);
      drawLand(land);
      over.append(...symbols.map(drawSymbol), ...labels.map(drawLabel));
      if (scale) over.append(...drawScale(scale));
      if (inset) over.append(drawInset(inset));
      parts.map.replaceChildren(sheet, parts.tip, ...switches());
      parts.map.style.setProperty("--frame", `${frame.width} / ${frame.height}`);
      move(sheet, land, over, from, frame);
      state.frame = frame;
    }

    function move(sheet, land, over, from, to) {
      const place = (frame) => {
        land.setAttribute("transform", toPx(frame, payload.unit));
        for (const made of sheet.querySelectorAll(":scope > defs > pattern")) {
          made.setAttribute("patternTransform", `scale(${frame.km_per_px / payload.unit})`);
        }
      };
      const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
      cancelAnimationFrame(moving);
      if (still || from === to || from.width !== to.width) return place(to);
      over.classList.add("waiting");
      const began = performance.now();
      const step = (now) => {
        const t = Math.min(1, Math.max(0, now - began) / DRILL_MS);
        place(between(from, to, 1 - (1 - t) ** 3));
        if (t < 1) moving = requestAnimationFrame(step);
        else over.classList.remove("waiting");
      };
      step(began);
    }

    function switches() {
      return (host.switches ?? []).map(({ name, label, options, value }) => {
        const group = html("div", "switch", ...options.map(([code, caption]) => {
          const made = button("", caption, () => host.onSwitch?.(name, code));
          made.setAttribute("aria-pressed", String(code === value));
          return made;
        }));
        group.setAttribute("role", "group");
        group.setAttribute("aria-label", label);
        return group;
      });
    }

    // ---------------------------------------------------------------- legend

    function drawLegend({ title, entries, ramp, symbols = [] }) {
      const inRamp = ramp ? ["value", "class"] : [];
      const listed = entries.filter((entry) => !inRamp.includes(entry.kind));
      return html(
        "section", "legend", html("h2", "", title),
        ramp ? html("div", "ramps", standingRamp(ramp), lyingRamp(ramp)) : null,
        symbols.length ? symbolKey(symbols) : null,
        html("ul", "", ...listed.map(drawEntry)),
      );
    }

    function drawEntry({ kind, label, colour }) {
      const swatch = svg("svg", { width: 26, height: 14, class: `swatch ${kind}`, "aria-hidden": "true" });
      if (kind === "group") {
        swatch.append(svg("path", { d: "M0 7h26" }));
      } else {
        swatch.append(patterns(`key-${kind}`, 1));
        const fill = kind === "scope" ? pattern(`key-${kind}`, "dots") : tint(colour) || "var(--land)";
        const box = { x: 0.5, y: 0.5, width: 25, height: 13 };
        swatch.append(svg("rect", box));
        swatch.lastChild.style.fill = fill;
        if (kind === "estimated") {
          swatch.append(svg("rect", box));
          swatch.lastChild.style.fill = pattern(`key-${kind}`, "screen");
        }
      }
      return html("li", "", swatch, html("span", "", label));
    }

    function gradient(name, stops, lying) {
      const made = svg("linearGradient", {
        id: `${id}-${name}`, x1: 0, y1: lying ? 0 : 1, x2: lying ? 1 : 0, y2: 0,
      });
      stops.forEach((stop, i) => {
        const each = svg("stop", { offset: i / (stops.length - 1) });
        each.style.stopColor = tint(stop);
        made.append(each);
      });
      return svg("defs", {}, made);
    }

    // Real values at their true heights; an elbow leads to a label that had to move.
    function standingRamp({ stops, ticks }) {
      const sorted = [...ticks].sort((a, b) => b.at - a.at);
      const high = 34 * Math.min(4, Math.max(2, sorted.length - 2));
      const truth = sorted.map(({ at }) => 8 + high * (1 - at));
      const seats = spread(truth, 15, 8, high + 15);
      const end = 38 + 7 * Math.max(...sorted.map(({ label }) => label.length));
      const made = svg("svg", { width: 204, height: high + 24, class: "ramp standing" }, gradient("ramp", stops, false));
      made.append(svg("rect", { y: 8, width: 16, height: high, fill: `url(#${id}-ramp)` }));
      sorted.forEach(({ label }, i) => {
        made.append(
          svg("path", { d: `M16 ${truth[i]}h5L30 ${seats[i]}h4`, class: "leader" }),
          svg("text", { x: end, y: seats[i] + 4, "font-size": 12, "text-anchor": "end" }, label),
        );
      });
      return made;
    }

    function lyingRamp({ stops, ticks }) {
      const wide = 358;
      const made = svg("svg", { viewBox: `0 0 ${wide} 36`, class: "ramp lying" }, gradient("lying", stops, true));
      made.append(svg("rect", { width: wide, height: 14, fill: `url(#${id}-lying)` }));
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

    function drawLocator({ frame, window: box, caption }) {
      const sheet = svg("svg", { viewBox: `0 0 ${frame.width} ${frame.height}`, "aria-hidden": "true" });
      sheet.append(
        ...sketch("locator", frame, { around: false, dash: false }),
        svg("rect", { x: box.x, y: box.y, width: box.width, height: box.height, class: "window" }),
      );
      return html("figure", "locator", sheet, html("figcaption", "", caption));
    }

    // ---------------------------------------------------------------- tables

    function drawTable(table, index) {
      const made = html("section", `table ${index ? "dense" : ""} ${table.columns.length > 1 ? "" : "single"}`);
      made.setAttribute("role", "table");
      made.setAttribute("aria-label", table.title);
      const heads = table.columns.map((words) => cell("columnheader", "head", words));
      const title = cell("columnheader", "title", html("h2", "", table.title), table.note ? html("small", "", table.note) : null);
      made.append(row("heads", title, ...heads));
      made.append(...table.bars.map((bar) => drawBar(bar, table)));
      if (table.total) made.append(drawTotal(table.total, table));
      if (table.footnote) made.append(html("p", "footnote", table.footnote));
      return made;
    }

    function cell(role, name, ...children) {
      const made = html("div", name, ...children);
      made.setAttribute("role", role);
      return made;
    }

    const row = (name, ...cells) => cell("row", `row ${name}`, ...cells);

    function drawBar(bar, table) {
      const name = cell("rowheader", "name", bar.name, bar.note ? html("small", "", bar.note) : null);
      const lines = html("div", "lines", drawInterval(bar, table.scale));
      if (bar.swatch) lines.append(html("div", "each", html("i", "range"), html("span", "", bar.swatch)));
      const made = row(
        bar.note || bar.swatch ? "tall" : "", name, cell("cell", "bar", lines),
        cell("cell", "number", bar.text), table.columns.length > 1 ? cell("cell", "share", bar.share ?? "") : null,
      );
      link(made, bar);
      return made;
    }

    // Solid to the certain value, outlined to the largest possible one.
    function drawInterval({ low, high, fill, grey, cut }, scale) {
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
        solid.style.background = grey ? "var(--rest)" : tint(fill) || "var(--rest)";
        made.append(solid);
      }
      if (cut) made.append(svg("svg", { width: 12, height: 20, class: "break" }, svg("path", { d: "M2 18L6 2M6 18L10 2" })));
      return made;
    }

    function drawTotal({ name, text, share }, table) {
      return row(
        "total", cell("rowheader", "name", name), cell("cell", "bar"), cell("cell", "number", text),
        table.columns.length > 1 ? cell("cell", "share", share ?? "") : null,
      );
    }

    function link(made, bar) {
      const known = shapes.get(bar.code);
      if (!known || known.mark.level !== bar.level) return;
      made.dataset.code = bar.code;
      made.tabIndex = 0;
      rows.push(made);
      listen(made, known.mark, false);
    }

    function drawAside({ title, subtitle, number, bar, scale, captions = [], text }) {
      const head = html("h2", "", title, subtitle ? html("small", "", subtitle) : null);
      const made = html("aside", bar ? "aside boxed" : "aside", head);
      if (number) made.append(html("p", "large", number));
      if (bar) made.append(drawInterval(bar, scale || bar.high || 1));
      if (captions.length) made.append(html("p", "captions", ...captions.map((words) => html("span", "", words))));
      made.append(html("p", "", text));
      return made;
    }

    // ---------------------------------------------------------------- links, tooltip

    function listen(made, mark, onMap) {
      const enter = (event) => point(mark, onMap || made.tagName === "circle" ? event : null);
      made.addEventListener("pointerenter", enter);
      made.addEventListener("pointermove", (event) => made.tagName !== "DIV" && seat(event));
      made.addEventListener("pointerleave", () => point(null));
      made.addEventListener("focus", enter);
      made.addEventListener("blur", () => point(null));
      made.addEventListener("click", () => choose(mark, false));
      made.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        choose(mark, true);
      });
    }

    function point(mark, event = null) {
      const code = mark?.code ?? state.selected;
      const known = shapes.get(code);
      parts.marked?.setAttribute("d", known ? geometry.path([known.mark]) : "");
      for (const each of rows) each.classList.toggle("linked", each.dataset.code === code);
      parts.tip.hidden = !(mark && event);
      if (parts.tip.hidden) return;
      fillTip(mark);
      seat(event);
    }

    function fillTip({ name, text, known, because, sources }) {
      parts.tip.replaceChildren(
        html("strong", "", name), html("div", "tip-number", text),
        html("dl", "", html("dt", "", word("known")), html("dd", "", known, because ? html("span", "because", because) : null),
          ...(sources?.length ? [html("dt", "", word("source")), html("dd", "", sources.join("; "))] : [])),
      );
    }

    // Beside the pointer, or beside the region when it was reached by keyboard.
    function seat(event) {
      const box = parts.map.getBoundingClientRect();
      const tip = parts.tip.getBoundingClientRect();
      const place = event.type.startsWith("pointer") ? null : event.target.getBoundingClientRect();
      const x = (place ? place.left + place.width / 2 : event.clientX) - box.left;
      const y = (place ? place.top + place.height / 2 : event.clientY) - box.top;
      const left = x + 16 + tip.width > box.width ? x - 16 - tip.width : x + 16;
      parts.tip.style.left = `${Math.max(4, left)}px`;
      parts.tip.style.top = `${Math.max(4, Math.min(y + 12, box.height - tip.height - 4))}px`;
    }

    // ---------------------------------------------------------------- views

    function choose(mark, byKey) {
      const target = [mark.code, provinceOf(mark.code)].find((code) => state.reader.views[code]);
      if (target && target !== state.view && state.view === home()) return go(target, byKey);
      state.selected = state.selected === mark.code ? null : mark.code;
      point(null);
      host.onSelect?.(state.selected);
    }

    const home = () => (state.reader.views[WHOLE] ? WHOLE : state.reader.start);

    function go(target, byKey) {
      const left = state.view;
      show(target);
      host.onView?.(target);
      if (byKey) (target === home() ? shapes.get(left)?.element : parts.back)?.focus();
    }

    function show(target) {
      if (!state.reader.views[target] || target === state.view) return;
      state.view = target;
      state.selected = null;
      draw();
    }

    function present(on) {
      root.classList.toggle("presenting", on);
      if (on) root.requestFullscreen?.().catch(() => {});
      else if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
      resize();
    }

    function press(event) {
      const at = event.composedPath()[0];
      const typing = at instanceof Element && at.closest("input, textarea, select, [contenteditable]");
      if (typing || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key.toLowerCase() === "f") present(!root.classList.contains("presenting"));
      else if (event.key === "Escape") escape();
    }

    function escape() {
      if (root.classList.contains("presenting")) present(false);
      else if (state.view !== home()) go(home(), root.contains(document.activeElement) || Boolean(root.getRootNode().activeElement));
      else if (state.selected) choose(shapes.get(state.selected).mark, false);
    }

    // ---------------------------------------------------------------- page

    function draw() {
      const view = current();
      rows = [];
      root.lang = state.reader.lang;
      parts = {
        map: html("div", "map"), tip: html("div", "tip"), live: parts.live,
        back: state.view === home() ? null : button("back", `‹ ${word("back")}`, () => go(home(), true)),
      };
      parts.tip.setAttribute("role", "tooltip");
      parts.tip.hidden = true;
      root.replaceChildren(parts.live);
      drawMap();
      const head = html("header", "head", parts.back, html("h1", "", view.title), html("p", "subtitle", view.subtitle));
      const locator = view.locator ? drawLocator(view.locator) : null;
      const tables = view.tables.map(drawTable);
      root.append(
        drawFigures(view.figures), html("div", "rail", head, drawLegend(view.legend), locator ?? ""), parts.map,
        html("div", "side", html("div", "tables", ...tables), html("div", "asides", ...view.asides.map(drawAside))),
        html("footer", "credits", ...[...view.credits, ...view.notes].map((line) => html("p", "", line))),
      );
      parts.live.textContent = view.title;
      point(null);
    }

    function drawFigures(figures) {
      const made = html("div", "figures", ...figures.map(([number, words]) =>
        html("p", "", html("b", "", number), html("span", "", words))));
      const present_ = button("present", word("present"), () => present(true));
      present_.title = word("present.hint");
      made.append(present_);
      return made;
    }

    function resize() {
      const width = root.clientWidth;
      const size = width < PHONE_BELOW ? "phone" : width < NARROW_BELOW ? "narrow" : width < WIDE_FROM ? "medium" : "wide";
      if (size === state.size) return;
      const redraw = (size === "phone") !== (state.size === "phone") && state.view;
      state.size = size;
      root.dataset.size = size;
      if (redraw) draw();
    }

    function read(reader) {
      state.reader = reader;
      if (!reader.views[state.view]) state.view = home();
      draw();
    }

    function start() {
      root.classList.add("plusn");
      parts.live = html("div", "live");
      parts.live.setAttribute("aria-live", "polite");
      paint(theme);
      resize();
      const watcher = new ResizeObserver(resize);
      watcher.observe(root);
      document.addEventListener("keydown", press, { signal: off.signal });
      document.addEventListener("fullscreenchange", () => {
        if (!document.fullscreenElement) present(false);
      }, { signal: off.signal });
      off.signal.addEventListener("abort", () => watcher.disconnect());
      state.view = firstReader.views[view] ? view : firstReader.start;
      draw();
    }

    start();
    return { show, read, paint, present, view: () => state.view, destroy: () => off.abort() };
  }

  // ------------------------------------------------------------------ numbers

  // Ids of patterns must differ between two atlases of one page.
  let mounted = 0;
  function hash() {
    return ++mounted;
  }

  function between(from, to, t) {
    const mix = (a, b) => a + (b - a) * t;
    const k = from.km_per_px * (to.km_per_px / from.km_per_px) ** t;
    // The middle travels in step with the scale, so that the way is straight on the screen.
    const s = from.km_per_px === to.km_per_px ? t : (k - from.km_per_px) / (to.km_per_px - from.km_per_px);
    const middle = (f) => [f.x0 + (f.km_per_px * f.width) / 2, f.y0 - (f.km_per_px * f.height) / 2];
    const [[ax, ay], [bx, by]] = [middle(from), middle(to)];
    const [x, y] = [ax + (bx - ax) * s, ay + (by - ay) * s];
    const [width, height] = [mix(from.width, to.width), mix(from.height, to.height)];
    return { x0: x - (k * width) / 2, y0: y + (k * height) / 2, km_per_px: k, width, height };
  }

  // Push sorted positions apart by `gap`, inside [least, most].
  function spread(positions, gap, least, most) {
    const seats = positions.map((y) => Math.max(y, least));
    for (let i = 1; i < seats.length; i += 1) seats[i] = Math.max(seats[i], seats[i - 1] + gap);
    let limit = most;
    for (let i = seats.length - 1; i >= 0; i -= 1) {
      seats[i] = Math.min(seats[i], limit);
      limit = seats[i] - gap;
    }
    return seats;
  }

  return { mount, unpack };
})();
