// The one-file page around the atlas: header, language switch, theme, and the view in the address.

// The first picture stands in the file itself; the script takes over once it has been painted.
requestAnimationFrame(() => setTimeout(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const { languages, title } = unpack(data.words);
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const paper = matchMedia("print");
  const root = document.getElementById("atlas");
  const theme = () => (dark.matches && !paper.matches ? "dark" : "light");
  const address = () => decodeURIComponent(location.hash.slice(1));
  let spoken = data.language;
  const own = data.paste && pastePanel({
    names: readNames(data.paste), stops: data.paste.stops, word: (key) => data.paste.words[spoken][key],
    lang: () => languages[spoken].lang, base: () => languages[spoken].views[languages[spoken].start],
    isLand: (...place) => atlas.isLand(...place),
    onChange: () => { atlas.read(own.over(languages[spoken])); paint(); },
  });

  const atlas = mount(
    root,
    { geometry: data.geometry, reader: languages[data.language], view: address(), theme: theme() },
    { onView: (view) => { location.hash = view; } },
  );

  function paint() {
    atlas.paint(theme());
    document.documentElement.dataset.theme = theme();
  }

  function speak(language) {
    const { lang, words } = languages[language];
    document.documentElement.lang = lang;
    document.title = title[language];
    document.getElementById("tagline").textContent = words.tagline;
    switcher.setAttribute("aria-label", words.language);
    for (const each of switcher.children) {
      each.setAttribute("aria-pressed", String(each.value === language));
    }
  }

  function choose(language) {
    spoken = language;
    atlas.read(own ? own.over(languages[language]) : languages[language]);
    speak(language);
    own?.speak();
  }

  const switcher = document.getElementById("languages");
  for (const language of Object.keys(languages)) {
    const made = document.createElement("button");
    made.type = "button";
    made.value = language;
    made.lang = languages[language].lang;
    made.textContent = languages[language].words.short;
    made.addEventListener("click", () => choose(language));
    switcher.append(made);
  }

  addEventListener("hashchange", () => atlas.show(address() || languages[data.language].start));
  dark.addEventListener("change", paint);
  paper.addEventListener("change", paint);
  speak(data.language);
  paint();
}));
