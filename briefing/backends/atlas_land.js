"use strict";
// What the atlas is drawn from: elements made without markup, and geometry read from its payload.

const SVG = "http://www.w3.org/2000/svg";

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


// The reverse of briefing.payload.packed: {"$": n} stands for part n. Each of many views and
// languages is opened when it is first asked for.
function unpack({ root, parts }) {
  const opened = [];
  const open = (value) => {
    if (Array.isArray(value)) return value.map(open);
    if (value === null || typeof value !== "object") return value;
    if ("$" in value) return (opened[value.$] ??= open(parts[value.$]));
    const made = {};
    for (const [key, part] of Object.entries(value)) {
      made[key] = key === "views" || key === "languages" ? later(part) : open(part);
    }
    return made;
  };
  const later = (value) => {
    const many = "$" in value ? parts[value.$] : value;
    const made = {};
    for (const [key, part] of Object.entries(many)) {
      let kept;
      Object.defineProperty(made, key, { enumerable: true, get: () => (kept ??= open(part)) });
    }
    return made;
  };
  return open(root);
}

// The reverse of briefing.topology.coded.
function numberReader(digits) {
  const base = digits.length / 2;
  const worth = new Uint8Array(128);
  for (let i = 0; i < digits.length; i += 1) worth[digits.charCodeAt(i)] = i;
  return (text) => {
    const numbers = [];
    let [value, weight] = [0, 1];
    for (let i = 0; i < text.length; i += 1) {
      const digit = worth[text.charCodeAt(i)];
      value += (digit % base) * weight;
      weight *= base;
      if (digit >= base) continue;
      numbers.push(value % 2 ? -(value + 1) / 2 : value / 2);
      [value, weight] = [0, 1];
    }
    return numbers;
  };
}

const kept = (make) => {
  const known = new Map();
  return (key) => {
    if (!known.has(key)) known.set(key, make(key));
    return known.get(key);
  };
};

// Regions are lists of shared lines (briefing.topology); ~i is line i reversed. Lines, regions and
// outlines are made when first drawn and kept: the inset, the locator and later views reuse them.
function readGeometry({ unit, digits, lines, rings, foreign, dash }) {
  const numbers = numberReader(digits);
  const decode = (text) => {
    const steps = numbers(text);
    const points = [];
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    for (let i = 0, x = 0, y = 0; i < steps.length; i += 2) {
      x += steps[i];
      y += steps[i + 1];
      points.push(`${x} ${y}`);
      widen(box, x, y, x, y);
    }
    return { points, box };
  };
  const line = kept((index) => decode(lines[index]));
  const forward = kept((index) => line(index).points.join(" "));
  const backward = kept((index) => line(index).points.slice().reverse().join(" "));
  const ring = (indices) => `M${indices.map((i) => (i < 0 ? backward(~i) : forward(i))).join(" ")}z`;
  const open = (text) => `M${decode(text).points.join(" ")}`;
  const all = (level) => Object.keys(rings[level] ?? {}).map((code) => ({ level, code }));
  const region = kept((place) => {
    const [level, code] = place.split(" ");
    const counted = numbers(rings[level]?.[code] ?? "");
    const found = { uses: [], box: [Infinity, Infinity, -Infinity, -Infinity], d: "" };
    for (let i = 0; i < counted.length; i += counted[i] + 1) {
      const indices = counted.slice(i + 1, i + 1 + counted[i]);
      found.uses.push(...indices.map((index) => (index < 0 ? ~index : index)));
      found.d += ring(indices);
    }
    for (const index of found.uses) widen(found.box, ...line(index).box);
    return found;
  });
  const of = ({ level, code }) => region(`${level} ${code}`);
  const times = (keys) => {
    const found = new Map();
    for (const key of keys) {
      for (const index of of(key).uses) found.set(index, (found.get(index) ?? 0) + 1);
    }
    return [...found];
  };
  const drawn = (indices) => indices.map(([index]) => `M${forward(index)}`).join("");
  return {
    unit,
    foreign: foreign.map(open).join(""),
    dash: dash.map(open).join(""),
    provinces: all("province").length ? all("province") : all(Object.keys(rings)[0]),
    // Both draw everything, or what a window of the plane can show.
    path: (keys, window = null) => keys.map(of).filter(({ box }) => meets(box, window)).map(({ d }) => d).join(""),
    // The outline of a set: the lines that occur once among its regions.
    outline: (keys, window = null) => drawn(times(keys).filter(([index, n]) => n === 1 && meets(line(index).box, window))),
    borders: (keys) => drawn(times(keys)),
  };
}

// Tells whether a place (km on the plane) lies on any land, or in one region.
function landTeller(geometry) {
  const pen = document.createElement("canvas").getContext("2d");
  const shapeOf = kept((place) => {
    const [level, code] = place.split(" ");
    return new Path2D(geometry.path(code ? [{ level, code }] : geometry.provinces));
  });
  return ([x, y], region = null) => pen.isPointInPath(
    shapeOf(region ? `${region.level} ${region.code}` : "all"), x / geometry.unit, -y / geometry.unit,
  );
}

// Boxes are [left, top, right, bottom] in units of the geometry, y down.
function widen(box, left, top, right, bottom) {
  if (left < box[0]) box[0] = left;
  if (top < box[1]) box[1] = top;
  if (right > box[2]) box[2] = right;
  if (bottom > box[3]) box[3] = bottom;
}

const meets = (box, window) => !window
  || (box[0] <= window[2] && box[2] >= window[0] && box[1] <= window[3] && box[3] >= window[1]);

// What a frame can show, with room for the widest line that begins outside it.
function windowOf({ x0, y0, km_per_px: k, width, height }, unit) {
  const [rim, left, top] = [(8 * k) / unit, x0 / unit, -y0 / unit];
  return [left - rim, top - rim, left + (width * k) / unit + rim, top + (height * k) / unit + rim];
}

const toPx = ({ x0, y0, km_per_px: k }, unit) =>
  `scale(${unit / k}) translate(${-x0 / unit} ${y0 / unit})`;

const OWN_NAME = "\ue000"; // as in briefing.payload
const isValued = (mark) => Boolean(mark.fill);
const provinceOf = (code) => `${code.slice(0, 2)}0000`;

// Marks as records; ordered so that stronger edges are drawn over weaker ones.
function readMarks(view) {
  const rank = (mark) => (mark.may_be_higher ? 2 : isValued(mark) ? 1 : 0);
  return view.marks
    .map(([drawn, name, [text, known, because, sources]]) => ({
      ...drawn, name, text, known, because: because.replaceAll(OWN_NAME, name), sources,
    }))
    .sort((a, b) => rank(a) - rank(b));
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

