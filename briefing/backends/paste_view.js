// A pasted table as a view of the atlas: the same map, legend and bars, with the reader's numbers.

const NATION_K = 7.48; // km per px of 668 px that hold the whole country
const CLOSEST_K = 1.6;
const RIM = 70; // px around the outermost places
const MOST_BARS = 40;
const TOLD = 8; // rows named in a sentence
const DARK = 0.18; // luminance below which words on a region are light: contrast 4.5 and more
const NAME_SIZE = 12;
const NUMBER_SIZE = 15;
const SEA_WAYS = [[1, 0.5], [1, 0], [0.6, 1], [0, 1], [1, -0.5], [-0.6, 1], [-1, 0.5], [-1, 0], [0, -1]];
const SEA_STEPS = [44, 70, 100, 140];
const SPEECH = ["en", "zh-HK", "zh-CN"];
const LAND = { light: "#e6e5e2", dark: "#343a40" };

const TITLE = ["paste.title", "paste.title.one"];
const DRAWN = ["paste.figure.drawn", "paste.figure.drawn.one"];
// What becomes of rows that are not drawn, as the reader's words name it.
const KINDS = {
  unmatched: "paste.unmatched", ambiguous: "paste.ambiguous", repeated: "paste.repeated", coarser: "paste.coarser",
  unclear: "paste.unclear", missing: "paste.missing", sums: "paste.sums",
};

// As `filled`, in the singular where there is one.
const counted = (word, [many, one], values) => filled(word(values.count === 1 ? one : many), values);

const filled = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);

function shortName(place, lang) {
  const name = place[Math.max(0, SPEECH.indexOf(lang))];
  if (lang === "en") return name.replace(/ \(([^)]+)\)$/, ", $1");
  const cut = name.replace(/(?:特別行政區|特别行政区|維吾爾自治區|维吾尔自治区|壯族自治區|壮族自治区|回族自治區|回族自治区|自治區|自治区|省|市)$/u, "");
  return cut.length > 1 ? cut : name;
}

// A window around the places that have a number, no closer than a delta and no wider than the land.
function frameAround(points, { width, height }, nation) {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [low, high] = [Math.min(...ys), Math.max(...ys)];
  const wanted = Math.max((right - left) / (width - 2 * RIM), (high - low) / (height - 2 * RIM), CLOSEST_K * (668 / width));
  const widest = NATION_K * (668 / width);
  const k = Math.min(wanted, widest);
  const [x, y] = wanted < widest ? [(left + right) / 2, (low + high) / 2] : nation;
  return { x0: x - (k * width) / 2, y0: y + (k * height) / 2, km_per_px: k, width, height };
}

const toScreen = ({ x0, y0, km_per_px: k }, [x, y]) => [(x - x0) / k, (y0 - y) / k];

// In a corner of the sea, if one is free.
function scaleBar({ x0, y0, width, height, km_per_px: k }, taken, isLand) {
  const km = [50, 100, 200, 500, 1000].find((each) => each / k > 55) ?? 1000;
  const wide = km / k;
  const seats = [[14, height - 14], [width - wide - 14, height - 14], [width / 2, height - 14], [width - wide - 14, 30]];
  const free = ([x, y]) => !taken.some((box) => meet(box, [x, y - 20, x + wide, y]));
  const dry = ([x, y]) => [0, 0.5, 1].filter((part) => isLand([x0 + (x + part * wide) * k, y0 - (y - 8) * k])).length;
  const [x, y] = seats.filter(free).sort((a, b) => dry(a) - dry(b))[0] ?? seats[0];
  taken.push([x - 6, y - 20, x + wide + 6, y + 6]);
  return { x, y, length: wide, label: `${km} km` };
}

// The corner where an inset covers the fewest places.
function insetAt(inset, frame, points, taken) {
  if (!inset) return null;
  const { width: w, height: h } = inset.box;
  const [right, low] = [frame.width - w - 10, frame.height - h - 10];
  const corners = [[right, low], [10, 10], [right, 10]];
  const covers = ([x, y]) => points.filter(([px, py]) => px > x - 20 && px < x + w + 20 && py > y - 20 && py < y + h + 20).length;
  const [x, y] = corners.sort((a, b) => covers(a) - covers(b))[0];
  taken.push([x, y, x + w, y + h]);
  return { ...inset, box: { ...inset.box, x, y } };
}

const lightOf = (colour) => [1, 3, 5].reduce((sum, i, n) => {
  const part = parseInt(colour.slice(i, i + 2), 16) / 255;
  return sum + [0.2126, 0.7152, 0.0722][n] * (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
}, 0);

const meet = (a, b) => a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];
const wideOf = (words, size) => [...words].reduce((sum, c) => sum + (c > "\u2e7f" ? 1 : 0.6) * size, 0);

// Names with their numbers, the largest first: on the region, else in the sea with a leader, else
// nowhere: the bars have every number.
function labelsOf(drawn, frame, { taken, isLand }) {
  const labels = [];
  const points = drawn.map(({ point }) => toScreen(frame, point));
  const free = (box) => box[0] >= 2 && box[2] <= frame.width - 2 && box[1] >= 2 && box[3] <= frame.height - 2 && !taken.some((other) => meet(box, other));
  const inSea = ([left, top, right, bottom]) => [left, (left + right) / 2, right].every((x) => [top, (top + bottom) / 2, bottom]
    .every((y) => !isLand(toKm([x, y]))));
  const toKm = ([x, y]) => [frame.x0 + x * frame.km_per_px, frame.y0 - y * frame.km_per_px];
  // A leader leaves its own region for the sea and crosses no other.
  const alone = ([[ax, ay], [bx, by]], region) => Array.from({ length: 25 }, (_, i) => toKm([ax + ((bx - ax) * i) / 24, ay + ((by - ay) * i) / 24]))
    .every((place) => !isLand(place) || isLand(place, region));
  drawn.forEach(({ level, code, name, number, fill }, i) => {
    const [x, y] = points[i];
    const [half, tall] = [Math.max(wideOf(name, NAME_SIZE), wideOf(number, NUMBER_SIZE)) / 2 + 3, number ? 37 : 21];
    const at = (cx, cy) => [cx - half, cy - 15, cx + half, cy - 15 + tall];
    const others = points.filter((_, other) => other !== i).map(([px, py]) => [px - 7, py - 7, px + 7, py + 7]);
    const label = (kind, [cx, cy], ...more) => labels.push([[kind, code, cx, cy - 2, NAME_SIZE, "middle", NUMBER_SIZE, ...more], name, number, ""]);
    if (free(at(x, y)) && !others.some((each) => meet(at(x, y), each))) {
      taken.push(at(x, y));
      return label(!fill ? "quiet" : lightOf(fill.light) < DARK ? "over" : "callout", [x, y]);
    }
    for (const step of SEA_STEPS) {
      for (const [dx, dy] of SEA_WAYS) {
        const [cx, cy] = [x + dx * (step + half), y + dy * step];
        const box = at(cx, cy);
        if (!free(box) || !inSea(box)) continue;
        const end = [Math.min(Math.max(x, box[0]), box[2]), Math.min(Math.max(y, box[1]), box[3])];
        if (!alone([[x, y], end], { level, code })) continue;
        taken.push(box);
        return label("callout", [cx, cy], [[x, y], end], [x, y]);
      }
    }
    return null;
  });
  return labels;
}

function layoutOf(base, drawn, nation, isLand) {
  const { width, height } = base.frame;
  const valued = drawn.filter(({ fill }) => fill).map(({ point }) => point);
  const frame = frameAround(valued, { width, height }, nation);
  const taken = [];
  const inset = insetAt(base.inset, frame, valued.map((point) => toScreen(frame, point)), taken);
  const scale = scaleBar(frame, taken, isLand);
  return { frame, labels: labelsOf(drawn, frame, { taken, isLand }), scale_bar: scale, ...(inset ? { inset } : {}) };
}

function locatorOf(base, frame) {
  if (!base || frame.km_per_px > 5.5) return null;
  const k = frame.km_per_px / base.frame.km_per_px;
  const { width, height } = base.frame;
  const [left, top] = toScreen(base.frame, [frame.x0, frame.y0]).map((place) => Math.max(1, place));
  const [right, low] = [Math.min(width - 1, left + frame.width * k), Math.min(height - 1, top + frame.height * k)];
  return { ...base, window: { x: left, y: top, width: right - left, height: low - top } };
}

// Gives the view: `base` is the atlas's own first view, `word` gives a word of the reader's tongue.
function pastedView(read, { base, places, stops, lang, word, isLand }) {
  const values = [...read.values.values()];
  const scale = scaleOf(values, stops);
  const measure = read.heads[read.column] || word("paste.measure");
  const head = read.unit && read.unit !== "%" ? `${measure} (${read.unit})` : measure;
  const written = (value) => `${numberText(value)}${read.unit === "%" ? "%" : ""}`;
  const here = Object.entries(places[read.level]).map(([code, place]) => ({
    level: read.level, code, name: shortName(place, lang), point: place.slice(3), value: read.values.get(code) ?? null,
  }));
  const drawn = here.map((each) => ({ ...each, fill: each.value === null ? null : scale.colour(each.value), number: each.value === null ? "" : written(each.value) }))
    .sort((a, b) => (b.value ?? -Infinity) - (a.value ?? -Infinity) || (a.code < b.code ? -1 : 1));
  const valued = drawn.filter(({ fill }) => fill);
  const always = drawn.filter(({ code, fill }) => !fill && ["810000", "820000"].includes(code));
  const onMap = [...valued, ...always].map((each) => ({ ...each, name: each.name.replace(/, .*$/, "") }));
  const wide = layoutOf(base.layouts.wide, onMap, nationOf(base), isLand);
  const left = leftOut(read, word);
  const title = counted(word, TITLE, { measure: head, count: valued.length });
  return {
    title, subtitle: word("paste.subtitle"), style: "fill", level: read.level,
    alt: [title, ...valued.slice(0, 20).map(({ name, number }) => `${name}: ${number}`)].join(". "),
    figures: [
      [String(valued.length), counted(word, DRAWN, { count: valued.length })],
      [String(left.count), filled(word("paste.figure.left"), { rows: read.rows })],
    ],
    legend: { title: head, ramp: scale.ramp, entries: [...scale.entries, { kind: "unknown", label: word("paste.none"), colour: LAND, standing: "unknown" }] },
    marks: drawn.map((each) => markOf(each, word)),
    tables: [tableOf(valued, head, scale, word)],
    asides: left.count ? [{ title: filled(word("paste.left.title"), left), text: left.text }] : [],
    layouts: { wide, phone: layoutOf(base.layouts.phone, onMap, nationOf(base), isLand) },
    locator: locatorOf(base.locator, wide.frame),
    credits: [word("paste.credit"), ...base.credits.slice(1)], notes: [],
  };
}

const nationOf = ({ locator, layouts }) => {
  const { x0, y0, km_per_px: k, width, height } = (locator ?? layouts.wide).frame;
  return [x0 + (k * width) / 2, y0 - (k * height) / 2];
};

function markOf({ level, code, name, number, fill }, word) {
  const known = fill ? word("paste.known") : word("paste.none");
  const drawn = { level, code, standing: fill ? "published" : "unknown", ...(fill ? { fill } : {}) };
  return [drawn, name, [number || word("paste.none"), known, "", []]];
}

function tableOf(valued, head, scale, word) {
  const bars = valued.slice(0, MOST_BARS).map(({ level, code, name, number, value, fill }) => (
    { level, code, name, low: value, high: value, text: number, fill, standing: "published" }));
  const rest = valued.length - bars.length;
  return {
    title: word("paste.table"), note: head, columns: [], bars, scale: Math.max(...valued.map(({ value }) => value), 1e-9),
    footnote: rest ? filled(word("paste.rest"), { left: rest, of: valued.length }) : "",
  };
}

// Rows that are not on the map, in one sentence for each reason.
function leftOut(read, word) {
  const repeated = read.repeated.filter(({ code }) => !read.values.has(code)).flatMap(({ rows, name }) => rows.map((number) => ({ number, name })));
  const parts = Object.keys(KINDS).map((kind) => [kind, kind === "repeated" ? repeated : read[kind]]).filter(([, rows]) => rows.length);
  const told = ([key, rows]) => {
    const names = rows.slice(0, TOLD).map(({ name }) => name).join(word("paste.comma"));
    return `${word(KINDS[key])} (${rows.length}): ${names}${rows.length > TOLD ? " …" : ""}`;
  };
  return { count: parts.reduce((sum, [, rows]) => sum + rows.length, 0), text: parts.map(told).join("\n") };
}
