// The report's switches: language, buttons of each figure, one figure alone in a frame.

const tongues = JSON.parse(document.getElementById("data").textContent);
const switcher = document.getElementById("languages");
const doing = document.getElementById("doing");
const sectionOf = (tongue) => document.querySelector(`.tongue[data-tongue="${CSS.escape(tongue)}"]`);
const spoken = () => document.querySelector(".tongue:not([hidden])").dataset.tongue;

function tell(words) {
  doing.textContent = words;
  clearTimeout(tell.timer);
  tell.timer = setTimeout(() => { doing.textContent = ""; }, 4000);
}

// The same figure stays in view, in the other language.
function speak(tongue) {
  const before = Show.articles();
  const place = before.indexOf(Show.on() ? Show.current() : inView(before));
  const scrolled = before[place].getBoundingClientRect().top;
  for (const each of document.querySelectorAll(".tongue")) each.hidden = each.dataset.tongue !== tongue;
  const { lang, title, words } = tongues[tongue];
  document.documentElement.lang = lang;
  document.title = title;
  document.getElementById("skip").textContent = words["report.skip"];
  const presenter = document.getElementById("present");
  presenter.textContent = words["report.present"];
  presenter.title = words["report.present.hint"];
  switcher.setAttribute("aria-label", words["reader.language"]);
  for (const each of switcher.children) each.setAttribute("aria-pressed", String(each.value === tongue));
  const after = Show.articles()[place];
  turn(after);
  if (scrollY > 0 && !Show.on()) scrollBy({ top: after.getBoundingClientRect().top - scrolled, behavior: "instant" });
}

const ACTS = {
  image: (article, { file }) => give("image/png", imageOf(article), `${file}.png`),
  numbers: (article, { numbers, file }) => give("text/plain", plain(numbers), `${file}.txt`),
  citation: (article, { citation, file }) => give("text/plain", plain(citation), `${file}-citation.txt`),
  data(article, { data, file }) {
    save(new Blob(["\ufeff", data], { type: "text/csv" }), `${file}.csv`);
    return true;
  },
  embed(article, { file }, words) {
    const lines = frameLines(article, linesOf(article.querySelector("h2")).join(" "));
    const seat = article.querySelector(".actions");
    if (!seat.querySelector(".lines")) {
      const field = document.createElement("textarea");
      field.readOnly = true;
      field.value = lines;
      const label = document.createElement("label");
      label.append(words["report.embed.how"], field);
      const made = document.createElement("div");
      made.className = "lines";
      made.append(label);
      seat.append(made);
    }
    return give("text/plain", plain(lines), `${file}-embed.txt`);
  },
};

const DONE = {
  image: "report.done.image", numbers: "report.done.numbers", citation: "report.done.citation",
  data: "report.done.data", embed: "report.done.embed",
};

async function act(button) {
  const article = document.getElementById(button.dataset.place);
  const { words, figures } = tongues[article.closest(".tongue").dataset.tongue];
  const offered = figures[Number(article.id.split("-").pop()) - 1];
  const copied = await ACTS[button.dataset.act](article, offered, words);
  tell(words[copied ? DONE[button.dataset.act] : "report.instead"]);
}

// An address may name a figure, which has a language; in a frame it may be the only one.
function follow() {
  const named = decodeURIComponent(location.hash.slice(1));
  const article = document.getElementById(named.replace(/^only-/, ""));
  if (!article?.classList.contains("figure")) return;
  const tongue = article.closest(".tongue").dataset.tongue;
  if (tongue !== spoken()) speak(tongue);
  const alone = named.startsWith("only-");
  document.body.classList.toggle("alone", alone);
  turn(article);
  if (!alone) article.scrollIntoView();
  else if (parent !== window) tellHeight();
}

// To whoever shows the frame, so that it can follow; as in briefing.backends.embed_html.
function tellHeight() {
  if (tellHeight.watcher) return;
  tellHeight.watcher = new ResizeObserver(() => {
    parent.postMessage({ plusn: "height", height: Math.ceil(document.body.getBoundingClientRect().height) }, "*");
  });
  tellHeight.watcher.observe(document.body);
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest("button");
  if (!button) return;
  if (button.dataset.act) act(button);
  else if (button.id === "present") present(true);
  else if (button.parentElement === switcher) speak(button.value);
});
addEventListener("hashchange", follow);
document.getElementById("present").title = tongues[spoken()].words["report.present.hint"];
follow();
