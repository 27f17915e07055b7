// One figure after the other on the whole screen, by keys.

const Show = {
  on: () => document.body.classList.contains("presenting"),
  articles: () => [...document.querySelectorAll(".tongue:not([hidden]) .figure")],
  current: () => document.querySelector(".tongue:not([hidden]) .figure.current"),
};

// The figure that the reader is looking at: the last one whose head is above the middle.
function inView(articles) {
  const above = articles.filter((each) => each.getBoundingClientRect().top < innerHeight / 2);
  return above.at(-1) ?? articles[0];
}

function turn(article) {
  for (const each of document.querySelectorAll(".figure.current")) each.classList.remove("current");
  article.classList.add("current");
  if (Show.on()) article.focus({ preventScroll: true });
}

function step(by) {
  const articles = Show.articles();
  const next = articles.indexOf(Show.current()) + by;
  turn(articles[Math.min(articles.length - 1, Math.max(0, next))]);
}

function present(on) {
  if (on === Show.on()) return;
  const article = on ? inView(Show.articles()) : Show.current();
  document.body.classList.toggle("presenting", on);
  turn(article);
  if (on) document.documentElement.requestFullscreen?.().catch(() => {}); // the class alone will do
  else if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
  if (!on) article.scrollIntoView();
}

const STEPS = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1, Home: -1e6, End: 1e6 };

function press(event) {
  if (event.target.closest("textarea") || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "f" || event.key === "F") present(!Show.on());
  else if (!Show.on()) return;
  else if (event.key === "Escape") present(false);
  else if (STEPS[event.key]) step(STEPS[event.key]);
  else return;
  event.preventDefault();
}

document.addEventListener("keydown", press);
document.addEventListener("fullscreenchange", () => {
  if (!document.fullscreenElement) present(false);
});
document.addEventListener("click", (event) => {
  if (Show.on() && !event.target.closest("button, a, textarea")) step(1);
});
