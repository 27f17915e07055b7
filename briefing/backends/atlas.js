// The interactive atlas. It draws what its payload says and decides nothing: classes, colours,
// words and places come from the map spec. Strings become text nodes, never markup.
// Stands after atlas_land.js, atlas_map.js and atlas_panel.js in one script.

const WHOLE = "100000";
const DRILL_MS = 450;
const WIDTHS = [[1270, "wide"], [880, "medium"], [660, "narrow"], [0, "phone"]];
let mounted = 0; // ids of patterns must differ between two atlases of one page

// Draws into `root`. `reader` is one language of views (briefing.payload.views_payload); `host`
// may have onView(view), onSelect(code or null), switches and onSwitch(name, code).
function mount(root, { geometry, reader, view, theme }, host = {}) {
  const atlas = {
    root, host, reader, theme, id: `plusn-${(mounted += 1)}`, geometry: readGeometry(geometry),
    view: reader.views[view] ? view : reader.start, selected: null, size: "", frame: null, moving: 0,
    parts: { live: html("div", "live") }, shapes: new Map(), rows: [], tints: new Map(),
    current: () => atlas.reader.views[atlas.view],
    layout: () => atlas.current().layouts[atlas.size === "phone" ? "phone" : "wide"],
    word: (key) => atlas.reader.words[key] ?? key,
    tint: (colour) => tint(atlas, colour),
    listen: (element, mark, onMap) => listen(atlas, element, mark, onMap),
  };
  root.classList.add("plusn");
  root.classList.remove("first");
  atlas.parts.live.setAttribute("aria-live", "polite");
  paint(atlas, theme);
  measure(atlas);
  draw(atlas);
  const off = watch(atlas);
  return {
    show: (target) => show(atlas, target),
    read: (next) => read(atlas, next),
    paint: (name) => paint(atlas, name),
    present: (on) => present(atlas, on),
    switches(next) {
      atlas.host.switches = next;
      drawMap(atlas);
      seatSwitches(atlas);
    },
    view: () => atlas.view,
    isLand: landTeller(atlas.geometry),
    destroy: () => off.abort(),
  };
}

function watch(atlas) {
  const off = new AbortController();
  const { signal } = off;
  const watcher = new ResizeObserver(() => {
    if (measure(atlas)) draw(atlas);
    else seatSwitches(atlas);
  });
  watcher.observe(atlas.root);
  signal.addEventListener("abort", () => watcher.disconnect());
  document.addEventListener("keydown", (event) => press(atlas, event), { signal });
  document.addEventListener("fullscreenchange", () => {
    if (!document.fullscreenElement) present(atlas, false);
  }, { signal });
  return off;
}

// ---------------------------------------------------------------- theme and size

// Colours become variables, so that a change of theme draws nothing again.
function tint(atlas, colour) {
  if (!colour) return "";
  const key = colour.light + colour.dark;
  if (!atlas.tints.has(key)) {
    const made = { name: `--tint-${atlas.tints.size}`, colour };
    atlas.tints.set(key, made);
    atlas.root.style.setProperty(made.name, colour[atlas.theme]);
  }
  return `var(${atlas.tints.get(key).name})`;
}

function paint(atlas, name) {
  atlas.theme = name === "dark" ? "dark" : "light";
  atlas.root.dataset.theme = atlas.theme;
  for (const { name: property, colour } of atlas.tints.values()) {
    atlas.root.style.setProperty(property, colour[atlas.theme]);
  }
}

// Sets the size class; tells whether the layout (phone or wide) changed.
function measure(atlas) {
  const [, size] = WIDTHS.find(([least]) => atlas.root.clientWidth >= least);
  const changed = (size === "phone") !== (atlas.size === "phone");
  atlas.size = size;
  atlas.root.dataset.size = size;
  return changed;
}

// ---------------------------------------------------------------- page

function draw(atlas) {
  const view = atlas.current();
  const { live } = atlas.parts;
  const back = atlas.view === home(atlas) ? null : button("back", `‹ ${atlas.word("back")}`, () => go(atlas, home(atlas), true));
  atlas.rows = [];
  atlas.root.lang = atlas.reader.lang;
  atlas.parts = { live, back, map: html("div", "map"), tip: html("div", "tip") };
  atlas.parts.tip.setAttribute("role", "tooltip");
  atlas.parts.tip.hidden = true;
  drawMap(atlas);
  const lead = html("header", "lead", back, html("h1", "", view.title), html("p", "subtitle", view.subtitle));
  const locator = view.locator ? drawLocator(atlas, view.locator) : null;
  const shares = view.tables.some(({ bars }) => bars.some(({ share }) => share));
  const tables = view.tables.map((table, index) => drawTable(atlas, table, index));
  const asides = view.asides.map((aside) => drawAside(atlas, aside));
  const lines = [...view.credits, ...view.notes].map((line) => html("p", "", line));
  atlas.root.replaceChildren(
    live, drawFigures(atlas, view.figures), html("div", "rail", lead, drawLegend(atlas, view.legend), locator),
    atlas.parts.map, html("div", "side", html("div", shares ? "tables" : "tables single", ...tables), html("div", "asides", ...asides)),
    html("footer", "credits", ...lines),
  );
  live.textContent = view.title;
  seatSwitches(atlas);
  point(atlas, null);
}

function drawFigures(atlas, figures) {
  const pairs = figures.map(([number, words]) => html("p", "", html("b", "", number), html("span", "", words)));
  const made = button("present", atlas.word("present"), () => present(atlas, true));
  made.title = atlas.word("present.hint");
  return html("div", "figures", ...pairs, made);
}

// ---------------------------------------------------------------- views

const home = ({ reader }) => (reader.views[WHOLE] ? WHOLE : reader.start);

function choose(atlas, mark, byKey) {
  const target = [mark.code, provinceOf(mark.code)].find((code) => atlas.reader.views[code]);
  if (target && target !== atlas.view && atlas.view === home(atlas)) return go(atlas, target, byKey);
  atlas.selected = atlas.selected === mark.code ? null : mark.code;
  point(atlas, null);
  atlas.host.onSelect?.(atlas.selected);
}

// The reader goes; the keyboard's focus goes along.
function go(atlas, target, byKey) {
  const left = atlas.view;
  show(atlas, target);
  atlas.host.onView?.(target);
  if (byKey) (target === home(atlas) ? atlas.shapes.get(left)?.element : atlas.parts.back)?.focus();
}

function show(atlas, target) {
  if (!atlas.reader.views[target] || target === atlas.view) return;
  atlas.view = target;
  atlas.selected = null;
  draw(atlas);
}

function read(atlas, reader) {
  atlas.reader = reader;
  if (!reader.views[atlas.view]) atlas.view = home(atlas);
  draw(atlas);
}

function present(atlas, on) {
  atlas.root.classList.toggle("presenting", on);
  point(atlas, null);
  if (on) atlas.root.requestFullscreen?.().catch(() => {}); // the class alone will do
  else if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
}

// ---------------------------------------------------------------- keyboard and pointer

function press(atlas, event) {
  const at = event.composedPath()[0];
  const typing = at instanceof Element && at.closest("input, textarea, select, [contenteditable]");
  if (typing || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "f" || event.key === "F") present(atlas, !atlas.root.classList.contains("presenting"));
  else if (event.key === "Escape") escape(atlas);
}

function escape(atlas) {
  if (atlas.root.classList.contains("presenting")) present(atlas, false);
  else if (atlas.view !== home(atlas)) go(atlas, home(atlas), true);
  else if (atlas.selected) choose(atlas, atlas.shapes.get(atlas.selected).mark, false);
}

function listen(atlas, element, mark, onMap) {
  const enter = (event) => point(atlas, mark, onMap ? event : null);
  element.addEventListener("pointerenter", enter);
  if (onMap) element.addEventListener("pointermove", (event) => seat(atlas, event));
  element.addEventListener("pointerleave", () => point(atlas, null));
  element.addEventListener("focus", enter);
  element.addEventListener("blur", () => point(atlas, null));
  element.addEventListener("click", () => choose(atlas, mark, false));
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    choose(atlas, mark, true);
  });
}

// Marks a region and its row in the tables; with an event on the map, the tooltip too.
function point(atlas, mark, event = null) {
  const { marked, tip } = atlas.parts;
  const code = mark?.code ?? atlas.selected;
  const known = atlas.shapes.get(code);
  marked.setAttribute("d", known ? atlas.geometry.path([known.mark]) : "");
  for (const row of atlas.rows) row.classList.toggle("linked", row.dataset.code === code);
  tip.hidden = !(mark && event);
  if (tip.hidden) return;
  fillTip(atlas, mark);
  seat(atlas, event);
}

function fillTip(atlas, { name, text, known, because, sources }) {
  const facts = html("dl", "", html("dt", "", atlas.word("known")), html("dd", "", known));
  if (because) facts.append(html("dd", "because", because));
  if (sources?.length) {
    const [cited] = atlas.current().credits;
    facts.append(html("dt", "", atlas.word("source")), html("dd", "", sources.join("; ")));
    if (cited) facts.append(html("dd", "because", cited));
  }
  atlas.parts.tip.replaceChildren(html("strong", "", name), html("div", "tip-number", text), facts);
}

// Beside the pointer, or beside the region when it was reached by keyboard.
function seat(atlas, event) {
  const { map, tip } = atlas.parts;
  const [box, size] = [map.getBoundingClientRect(), tip.getBoundingClientRect()];
  const region = event.type === "focus" ? event.target.getBoundingClientRect() : null;
  const x = (region ? region.left + region.width / 2 : event.clientX) - box.left;
  const y = (region ? region.top + region.height / 2 : event.clientY) - box.top;
  const left = x + 16 + size.width > box.width ? x - 16 - size.width : x + 16;
  tip.style.left = `${Math.max(4, left)}px`;
  tip.style.top = `${Math.max(4, Math.min(y + 12, box.height - size.height - 4))}px`;
}
