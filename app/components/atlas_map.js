// Joins the atlas to Streamlit. Script, style, geometry and views come by way of atlas_kept.js:
// what stands here is sent again at every step of the reader.

const joined = new WeakMap(); // by the element that Streamlit gives, which outlives reruns

export default function ({ data, parentElement, setTriggerValue }) {
  const join = joined.get(parentElement) ?? { turn: data.turn, parentElement };
  joined.set(parentElement, join);
  join.send = setTriggerValue;
  join.waiting?.abort();
  if (!update(join, data)) waitFor(join, data);
  return () => {
    join.waiting?.abort();
    join.atlas?.destroy();
    joined.delete(parentElement);
  };
}

// Geometry and views come in messages of their own, before or after this one.
function waitFor(join, data) {
  join.waiting = new AbortController();
  addEventListener("plusn-kept", () => {
    if (update(join, data)) join.waiting.abort();
  }, { signal: join.waiting.signal });
}

// Tells whether everything needed was there.
function update(join, data) {
  const geometry = globalThis.plusnKept?.get(data.geometry);
  const views = globalThis.plusnKept?.get(data.views);
  const style = globalThis.plusnKept?.get(data.style);
  if (!geometry || !views || !style) return false;
  const last = join.data;
  join.data = data;
  if (!join.atlas || last.geometry !== data.geometry) {
    start(join, { geometry, views, style }, data);
    return true;
  }
  if (last.theme !== data.theme) join.atlas.paint(data.theme);
  if (last.views !== data.views) join.atlas.read(globalThis.plusnAtlas.unpack(views));
  if (last.switching !== data.switching) join.atlas.switches(data.switches);
  // A run that began before the reader's last step knows less than the reader.
  if (data.turn >= join.turn) join.atlas.show(data.view);
  return true;
}

function start(join, { geometry, views, style }, data) {
  const { mount, unpack } = globalThis.plusnAtlas;
  join.atlas?.destroy();
  dress(join.parentElement, style);
  const went = (what) => {
    join.turn += 1;
    join.send("went", { view: join.atlas.view(), selected: null, ...what, turn: join.turn });
  };
  join.atlas = mount(
    join.parentElement.querySelector(".atlas-root"),
    { geometry, reader: unpack(views), view: data.view, theme: data.theme },
    {
      switches: data.switches,
      onView: (view) => went({ view }),
      onSelect: (selected) => went({ selected }),
      onSwitch: (name, code) => join.send("switched", { name, code }),
    },
  );
}

function dress(parentElement, style) {
  const made = parentElement.querySelector("style") ?? document.createElement("style");
  made.textContent = style;
  parentElement.append(made);
}
