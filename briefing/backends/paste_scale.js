// The rules of geo.classes, geo.jenks, geo.edges and briefing.numerals, for numbers that never
// leave the page: few values are a linear ramp, many are natural breaks. Tests hold both alike.

const CLASSES = 5;
const VALUES_PER_CLASS = 3;
const MOST_TICKS = 7;
// To the nearer whole number; a half goes to the even one, as in Python.
function even(value) {
  const floor = Math.floor(value);
  const rest = value - floor;
  return rest > 0.5 || (rest === 0.5 && floor % 2) ? floor + 1 : floor;
}

// Only a multiple of 1 / 2 ** (digits + 1) can lie right between two numbers of so many digits.
function grouped(value, digits) {
  const size = Math.abs(value);
  const tie = Number.isInteger(size * 2 ** (digits + 1));
  const [whole, part] = (tie ? even(size * 10 ** digits) / 10 ** digits : size).toFixed(digits).split(".");
  const parted = whole.replace(/\B(?=(?:\d{3})+$)/g, ",");
  return `${value < 0 ? "−" : ""}${parted}${part ? `.${part}` : ""}`;
}

// As briefing.numerals.number: small numbers keep three significant digits.
function numberText(value) {
  const size = Math.abs(value);
  if (Number.isInteger(value) || size >= 100) return grouped(value, 0);
  if (size >= 1) return grouped(value, size < 10 ? 2 : 1);
  return grouped(value, 2 - Math.floor(Math.log10(size)));
}

const mixed = (a, b, t) => `#${[1, 3, 5].map((i) => {
  const [x, y] = [parseInt(a.slice(i, i + 2), 16), parseInt(b.slice(i, i + 2), 16)];
  return even(x + (y - x) * t).toString(16).padStart(2, "0");
}).join("")}`;

// As briefing.palette.ramp_colour.
function rampColour(t, stops) {
  const place = t * (stops.length - 1);
  const left = Math.min(Math.floor(place), stops.length - 2);
  const [from, to] = [stops[left], stops[left + 1]];
  return { light: mixed(from.light, to.light, place - left), dark: mixed(from.dark, to.dark, place - left) };
}

// As geo.jenks.natural_breaks.
function naturalBreaks(sorted, k) {
  const points = [...new Set(sorted)];
  const n = points.length;
  const middle = points[Math.floor(n / 2)];
  const [weights, sums, squares] = [[0], [0], [0]];
  for (const point of points) {
    const weight = sorted.filter((value) => value === point).length;
    weights.push(weights.at(-1) + weight);
    sums.push(sums.at(-1) + weight * (point - middle));
    squares.push(squares.at(-1) + weight * (point - middle) ** 2);
  }
  const spread = (start, end) => squares[end + 1] - squares[start] - (sums[end + 1] - sums[start]) ** 2 / (weights[end + 1] - weights[start]);
  let best = points.map((_, end) => spread(0, end));
  const starts = [[]];
  for (let row = 1; row < k; row += 1) {
    const before = best;
    best = Array(n).fill(Infinity);
    starts.push(Array(n).fill(0));
    for (let end = row; end < n; end += 1) {
      for (let start = row; start <= end; start += 1) {
        const cost = before[start - 1] + spread(start, end);
        if (cost < best[end]) [best[end], starts[row][end]] = [cost, start];
      }
    }
  }
  const ends = [n - 1];
  for (let row = k - 1; row > 0; row -= 1) ends.push(starts[row][ends.at(-1)] - 1);
  return ends.reverse().map((end) => points[end]);
}

// Whole steps of 10 ** -decimals, read from the digits of a number as decimals are: exactly.
function steps(value, decimals, way) {
  const shifted = Number(`${value}`.includes("e") ? `${value * 10 ** decimals}` : `${value}e${decimals}`);
  if (way === "up") return Math.ceil(shifted);
  if (way === "down") return Math.floor(shifted);
  return even(shifted);
}

const fromSteps = (count, decimals) => Number(`${count}e-${decimals}`);

// As geo.edges.rounded_edges.
function roundedEdges(sorted, cuts) {
  const spread = sorted.at(-1) - sorted[0];
  const magnitude = spread > 0 ? Math.floor(Math.log10(spread)) : 0;
  const gaps = cuts.map((cut) => {
    const place = sorted.findIndex((value) => value > cut);
    return [sorted[place - 1], sorted[place]];
  });
  const room = ([below, above], decimals) => [steps(below, decimals, "up"), steps(above, decimals, "even") - 1];
  let decimals = sorted.every(Number.isInteger) ? 0 : Math.max(0, 1 - magnitude);
  while (!gaps.every((gap) => { const [low, high] = room(gap, decimals); return low <= high; })) decimals += 1;
  const largest = Math.max(0, magnitude + decimals - 1);
  const chosen = [];
  cuts.forEach((cut, i) => {
    let [low, high] = room(gaps[i], decimals);
    if (chosen.length) low = Math.max(low, chosen.at(-1) + 1);
    if (low <= high) chosen.push(roundest(steps(cut, decimals, "even"), low, high, largest));
  });
  const upper = [...chosen, steps(sorted.at(-1), decimals, "up")].map((each) => fromSteps(each, decimals));
  return { lowest: fromSteps(steps(sorted[0], decimals, "down"), decimals), upper, decimals };
}

function roundest(wish, low, high, largest) {
  for (let power = largest; power > 0; power -= 1) {
    const unit = 10 ** power;
    const near = Math.floor((wish + Math.floor(unit / 2)) / unit);
    const fit = [near, near + 1, near - 1].map((n) => n * unit).find((each) => low <= each && each <= high);
    if (fit !== undefined) return fit;
  }
  return Math.min(Math.max(wish, low), high);
}

// As geo.classes.classify: a ramp, or classes with their labels and colours.
function scaleOf(values, stops) {
  const sorted = [...values].sort((a, b) => a - b);
  const distinct = new Set(sorted).size;
  const k = Math.min(CLASSES, distinct);
  if (sorted.length < VALUES_PER_CLASS * k) return rampOf(sorted, stops);
  const cuts = k === 1 ? [] : naturalBreaks(sorted, k).filter((edge) => edge < sorted.at(-1));
  return classesOf(sorted, roundedEdges(sorted, cuts), stops);
}

function rampOf(sorted, stops) {
  const [least, most] = [Math.min(0, sorted[0]), sorted.at(-1)];
  const at = (value) => (most === least ? 0 : Math.min(1, Math.max(0, (value - least) / (most - least))));
  const all = [...new Set(sorted)].reverse();
  const shown = all.length <= MOST_TICKS ? all : Array.from({ length: MOST_TICKS }, (_, i) => all[even((i * (all.length - 1)) / (MOST_TICKS - 1))]);
  const ticks = shown.map((value) => ({ at: at(value), label: numberText(value) }));
  if (least === 0 && shown.at(-1) !== 0) ticks.push({ at: 0, label: "0" });
  return { kind: "ramp", colour: (value) => rampColour(at(value), stops), ramp: { stops, ticks }, entries: [] };
}

function classesOf(sorted, { lowest, upper, decimals }, stops) {
  const colours = upper.map((_, i) => rampColour(upper.length === 1 ? 0.6 : i / (upper.length - 1), stops));
  const place = (value) => upper.findIndex((edge) => value <= edge);
  const entries = upper.map((edge, i) => {
    const low = i ? fromSteps(steps(upper[i - 1], decimals, "even") + 1, decimals) : lowest;
    const label = low === edge ? grouped(edge, decimals) : `${grouped(low, decimals)}–${grouped(edge, decimals)}`;
    return { kind: "class", label, colour: colours[i], standing: "published" };
  });
  const held = new Set(sorted.map(place));
  return { kind: "classes", colour: (value) => colours[place(value)], ramp: null, entries: entries.filter((_, i) => held.has(i)) };
}
