// The map of an atlas: land, regions, labels, inset. Every function takes the atlas it draws for.

function patterns(atlas, owner, scale) {
  const dots = (name, ground, dot, size) => svg(
    "pattern",
    { id: `${atlas.id}-${owner}-${name}`, width: size, height: size, patternUnits: "userSpaceOnUse",
      patternTransform: `scale(${scale})` },
    svg("rect", { width: size, height: size, class: ground }),
    svg("circle", { cx: size / 4, cy: size / 4, r: 0.8, class: dot }),
    svg("circle", { cx: (size * 3) / 4, cy: (size * 3) / 4, r: 0.8, class: dot }),
  );
  return svg("defs", {}, dots("dots", "dot-ground", "dot", 6), dots("screen", "clear", "screen-dot", 5));
}

const pattern = (atlas, owner, name) => `url(#${atlas.id}-${owner}-${name})`;

function fillOf(atlas, mark, owner) {
  if (mark.standing === "out_of_scope") return pattern(atlas, owner, "dots");
  return isValued(mark) && atlas.current().style !== "symbols" ? atlas.tint(mark.fill) : "var(--land)";
}

function shape(d, name, fill) {
  const made = svg("path", { d, class: name });
  if (fill) made.style.fill = fill;
  return made;
}

// A small map: regions of one look are one path.
function sketch(atlas, owner, frame, { around, behind = [], dash }) {
  const marks = readMarks(atlas.current());
  const looks = new Map();
  for (const mark of marks) {
    const look = `${fillOf(atlas, mark, owner)}|${mark.may_be_higher ? "higher" : ""}`;
    looks.set(look, [...(looks.get(look) ?? []), mark]);
  }
  const { geometry } = atlas;
  const land = svg("g", { transform: toPx(frame, geometry.unit) });
  const window = windowOf(frame, geometry.unit);
  if (around) land.append(foreign(atlas), shape(geometry.path(geometry.provinces, window), "beyond"));
  if (behind.length) land.append(shape(atlas.geometry.path(behind), "small", "var(--land)"));
  for (const [look, alike] of looks) {
    const [fill, higher] = look.split("|");
    const name = `small ${isValued(alike[0]) ? "valued" : ""} ${higher}`;
    land.append(shape(geometry.path(alike, window), name, fill));
  }
  land.append(shape(geometry.outline(marks, window), "coast thin"));
  if (dash) land.append(shape(geometry.dash, "dash"));
  return [patterns(atlas, owner, frame.km_per_px / geometry.unit), land];
}

function foreign(atlas) {
  const made = shape(atlas.geometry.foreign, "foreign");
  made.setAttribute("transform", `scale(${1 / atlas.geometry.unit})`);
  return made;
}

function drawRegion(atlas, mark) {
  const look = [
    "region", mark.standing, isValued(mark) && atlas.current().style !== "symbols" ? "valued" : "",
    mark.may_be_higher ? "higher" : "", `at-${mark.level}`,
  ];
  const made = shape(atlas.geometry.path([mark]), look.filter(Boolean).join(" "), fillOf(atlas, mark, "map"));
  made.dataset.code = mark.code;
  made.setAttribute("tabindex", "0");
  made.setAttribute("role", "button");
  made.setAttribute("aria-label", [mark.name, mark.text, mark.known].filter(Boolean).join(", "));
  atlas.listen(made, mark, true);
  atlas.shapes.set(mark.code, { mark, element: made });
  return made;
}

function drawLand(atlas, land) {
  const marks = readMarks(atlas.current());
  const group = marks.filter((mark) => mark.in_group);
  atlas.shapes = new Map();
  const shaped = marks.filter((mark) => atlas.geometry.path([mark]));
  land.replaceChildren(foreign(atlas));
  // The nation's own regions cover what lies beyond those of other views, unless some have no shape.
  if (atlas.view !== WHOLE || shaped.length < marks.length) land.append(shape(atlas.geometry.path(atlas.geometry.provinces), "beyond"));
  land.append(...shaped.map((each) => drawRegion(atlas, each)));
  for (const mark of marks.filter((each) => each.standing === "estimated")) {
    land.append(shape(atlas.geometry.path([mark]), "screen", pattern(atlas, "map", "screen")));
  }
  if (atlas.current().level !== "province" && atlas.view === WHOLE) {
    land.append(shape(atlas.geometry.borders(atlas.geometry.provinces), "province-lines"));
  }
  land.append(shape(atlas.geometry.outline(marks), "coast"));
  if (group.length) land.append(shape(atlas.geometry.outline(group), "group"));
  if (!atlas.layout().inset) land.append(shape(atlas.geometry.dash, "dash"));
  atlas.parts.marked = shape("", "marked");
  land.append(atlas.parts.marked);
}


function drawLabel(atlas, [at, name, number, extra]) {
  const [kind, code, x, y, size, anchor, numberSize, leader, dot] = at;
  const mark = atlas.shapes.get(code)?.mark;
  const look = `label ${kind}${mark?.in_group ? " member" : ""}`;
  const text = svg("text", { x, y, class: look, "font-size": size, "text-anchor": anchor }, name || mark.name);
  const small = Math.max(11, size * 0.9);
  if (number) {
    const dy = 0.72 * numberSize + 6.4;
    text.append(svg("tspan", { x, dy, class: "number", "font-size": numberSize }, number));
  }
  if (extra) {
    const place = number ? { dx: 7 } : { x, dy: size * 0.9 + 3.5 };
    text.append(svg("tspan", { ...place, class: "extra", "font-size": small }, extra));
  }
  if (kind === "over") text.style.stroke = fillOf(atlas, mark, "map"); // light words on a dark region
  const made = svg("g", {});
  if (leader?.length) made.append(svg("polyline", { points: leader.join(" "), class: "leader" }));
  if (dot) made.append(svg("circle", { cx: dot[0], cy: dot[1], r: 2.6, class: `dot-end ${kind}` }));
  made.append(text);
  return made;
}

function drawSymbol(atlas, { level, code, x, y, radius, colour }) {
  const made = svg("circle", { cx: x, cy: y, r: radius, class: "symbol" });
  made.style.fill = atlas.tint(colour);
  const known = atlas.shapes.get(code);
  if (known && known.mark.level === level) atlas.listen(made, known.mark, made.tagName === "circle");
  return made;
}

function drawScale({ x, y, length, label }) {
  return [
    svg("path", { d: `M${x} ${y - 4}v4h${length}v-4`, class: "scale" }),
    svg("text", { x: x + length / 2, y: y - 6, class: "scale-words", "font-size": 11 }, label),
  ];
}

function drawInset(atlas, { box, frame, labels = [] }) {
  const { x, y, width, height } = box;
  return svg(
    "svg", { x, y, width, height, viewBox: `0 0 ${width} ${height}` },
    svg("rect", { width, height, class: "sea" }),
    ...sketch(atlas, "inset", frame, { around: true, dash: true }),
    ...labels.map((each) => drawLabel(atlas, each)),
    svg("rect", { x: 0.5, y: 0.5, width: width - 1, height: height - 1, class: "inset-edge" }),
  );
}


function drawMap(atlas) {
  const { frame, symbols = [], labels, inset, scale_bar: scale } = atlas.layout();
  const from = atlas.frame ?? frame;
  const land = svg("g", { class: "land" });
  const over = svg("g", { class: "over" });
  const sheet = svg("svg", {
    viewBox: `0 0 ${frame.width} ${frame.height}`, role: "group", "aria-label": atlas.current().alt,
    class: "sheet",
  }, patterns(atlas, "map", 1), land, over);
  drawLand(atlas, land);
  over.append(...symbols.map((each) => drawSymbol(atlas, each)), ...labels.map((each) => drawLabel(atlas, each)));
  if (scale) over.append(...drawScale(scale));
  if (inset) over.append(drawInset(atlas, inset));
  atlas.parts.map.replaceChildren(sheet, atlas.parts.tip, switches(atlas));
  atlas.parts.map.style.setProperty("--frame", `${frame.width} / ${frame.height}`);
  move(atlas, sheet, land, over, from, frame);
  atlas.frame = frame;
}

function move(atlas, sheet, land, over, from, to) {
  const place = (frame) => {
    land.setAttribute("transform", toPx(frame, atlas.geometry.unit));
    for (const made of sheet.querySelectorAll(":scope > defs > pattern")) {
      made.setAttribute("patternTransform", `scale(${frame.km_per_px / atlas.geometry.unit})`);
    }
  };
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  cancelAnimationFrame(atlas.moving);
  if (still || from === to || from.width !== to.width) return place(to);
  over.classList.add("waiting");
  const began = performance.now();
  const step = (now) => {
    const t = Math.min(1, Math.max(0, now - began) / DRILL_MS);
    place(between(from, to, 1 - (1 - t) ** 3));
    if (t < 1) atlas.moving = requestAnimationFrame(step);
    else over.classList.remove("waiting");
  };
  step(began);
}

function switches(atlas) {
  return html("div", "switches", ...(atlas.host.switches ?? []).map(({ name, label, options, value }) => {
    // Inside a province cities are drawn, whatever the nation is drawn by.
    const shown = name === "level" ? atlas.current().level : value;
    const group = html("div", "switch", ...options.map(([code, caption]) => {
      const made = button("", caption, () => {
        if (code === shown) return;
        if (name === "level" && atlas.view !== home(atlas)) go(atlas, home(atlas), true);
        if (code !== value) atlas.host.onSwitch?.(name, code);
      });
      made.setAttribute("aria-pressed", String(code === shown));
      return made;
    }));
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", label);
    return group;
  }));
}

// ---------------------------------------------------------------- where the switches stand

const SEATS = ["upper right", "upper right pile", "lower left", "lower left pile", "upper left", "lower right"]; // as classes

// The corner where the switches cover no words, and least of the regions: asked of the places
// where things will be, because a view may still be on its way.
function seatSwitches(atlas) {
  const made = atlas.parts.map.querySelector(".switches");
  const sheet = atlas.parts.map.querySelector(".sheet");
  if (!made?.childElementCount || !sheet?.getScreenCTM()) return;
  if (["narrow", "phone"].includes(atlas.size)) return; // there they stand above the map
  const covers = coverOf(atlas, sheet);
  let [best, least] = [SEATS[0], Infinity];
  for (const seat of SEATS) {
    made.className = `switches ${seat}`;
    const cost = covers(made.getBoundingClientRect());
    if (cost < least) [best, least] = [seat, cost];
  }
  made.className = `switches ${best}`;
}

// Gives a function that tells what a box of the screen covers: words weigh more than regions.
function coverOf(atlas, sheet) {
  const { frame } = atlas.layout();
  const { unit } = atlas.geometry;
  const toSheet = sheet.getScreenCTM().inverse();
  const words = [...sheet.querySelectorAll(".over text, .over svg, .over .symbol")].map((each) => each.getBoundingClientRect());
  const regions = [...atlas.shapes.values()].map(({ element }) => [element, element.getBBox()]);
  const holds = ({ x, y, width, height }, at) => at.x > x && at.x < x + width && at.y > y && at.y < y + height;
  const inRegion = (at) => regions.some(([element, box]) => holds(box, at) && element.isPointInFill(at));
  return (box) => {
    const touched = words.filter((w) => w.left < box.right && w.right > box.left && w.top < box.bottom && w.bottom > box.top);
    let cost = 100 * touched.length;
    for (let i = 0; i <= 24; i += 1) {
      for (let j = 0; j <= 6; j += 1) {
        const px = new DOMPoint(box.left + (box.width * i) / 24, box.top + (box.height * j) / 6).matrixTransform(toSheet);
        const [x, y] = [px.x * frame.km_per_px + frame.x0, px.y * frame.km_per_px - frame.y0];
        if (inRegion(new DOMPoint(x / unit, y / unit))) cost += 1;
      }
    }
    return cost;
  };
}
