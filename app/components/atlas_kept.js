// Keeps what the maps of this page are drawn from. The data of one digest never change, so
// Streamlit sends them once and names them by hash on every rerun.

const MOST = 12; // a reader who changes the measure again and again must not fill the memory

export default function ({ data }) {
  const kept = (globalThis.plusnKept ??= new Map());
  kept.delete(data.digest);
  kept.set(data.digest, data.value);
  if (kept.size > MOST) kept.delete(kept.keys().next().value);
  dispatchEvent(new CustomEvent("plusn-kept"));
}
