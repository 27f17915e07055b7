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

