"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (selector, root = document) => root.querySelector(selector);
  const cards = all(".card");
  const numbers = (element) => (element.dataset.d || "").split(" ").filter(Boolean);

  // On a long page most lies in <noscript>, which costs a browser nothing until it is wanted; without script it is there.
  const fill = (root) => {
    for (const later of all("noscript.later", root)) later.outerHTML = later.textContent;
    return root;
  };
  const find = (id) => {
    const home = document.getElementById(id.replace(/^t(\d+)-.*/, "a$1").replace(/^d(\d+)-.*/, "d$1"));
    return document.getElementById(id) || (home && fill(home) && document.getElementById(id));
  };
  const near = new IntersectionObserver((seen) => {
    for (const { isIntersecting, target } of seen) if (isIntersecting) near.unobserve(fill(target));
  }, { rootMargin: "1000px" });
  for (const later of all(".card noscript.later")) near.observe(later.parentElement);
  for (const text of all("details.text")) text.addEventListener("toggle", () => fill(text));
  const idle = window.requestIdleCallback || ((act) => setTimeout(() => act({ timeRemaining: () => 8 }), 50));
  const rest = (time) => {
    let later = one("noscript.later");
    for (; later && time.timeRemaining() > 4; later = one("noscript.later")) fill(later.parentElement);
    if (later) idle(rest);
  };
  addEventListener("load", () => idle(rest));
  addEventListener("beforeprint", () => fill(document.body));

  // The filters, and what they leave of the map, the timeline and the articles.
  const form = one("#filters");
  const ask = Object.fromEntries(["from", "to", "country", "actor", "status"].map((id) => [id, one(`#${id}`)]));
  const has = (words, word) => !word || words.split(" ").includes(word);
  const fits = ({ start, end, countries, actors, status }) =>
    (!ask.from.value || (end && end >= ask.from.value)) && (!ask.to.value || (start && start <= ask.to.value)) &&
    has(countries, ask.country.value) && has(actors, ask.actor.value) && has(status, ask.status.value);
  const filter = () => {
    const shown = new Set();
    for (const card of cards) {
      card.hidden = !fits(card.dataset);
      if (!card.hidden) shown.add(card.dataset.n);
    }
    const whole = shown.size === cards.length;
    const stays = (element) => whole || numbers(element).some((number) => shown.has(number));
    for (const element of all("svg [data-d]")) element.classList.toggle("out", !stays(element));
    for (const article of all("details.text")) article.hidden = !stays(article);
    one("#none").hidden = shown.size > 0 || !cards.length;
    one("output", form).textContent = `${shown.size} of ${cards.length}`;
  };
  if (cards.length > 1) {
    form.hidden = false;
    form.addEventListener("input", filter);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(filter));
    filter();
  }
  const uncover = (element) => {
    if (element.closest("[hidden]")) {
      form.reset();
      filter();
    }
  };

  // A fact and its words: the article comes beside the dossier, and the words light up.
  const reader = one("#reader");
  const room = one("div", reader);
  let home = null;
  let back = null;
  const light = (fact) => {
    for (const lit of all(".lit")) lit.classList.remove("lit");
    for (const mark of all("mark")) if (mark.dataset.f.split(" ").includes(fact)) mark.classList.add("lit");
    const line = find(`d${fact}`);
    if (line) line.classList.add("lit");
    return line;
  };
  const name = (event) => {
    const cite = event.target.closest(".c");
    const article = cite && document.getElementById(`a${cite.textContent}`);
    if (article) cite.title = one(".name", article).textContent;
  };
  document.addEventListener("mouseover", name);
  document.addEventListener("focusin", name);
  const close = () => {
    if (home) home.replaceWith(room.firstElementChild);
    home = null;
    reader.hidden = true;
    if (back) back.focus({ preventScroll: true });
  };
  const open = (article) => {
    if (room.firstElementChild !== article) {
      if (home) home.replaceWith(room.firstElementChild);
      home = document.createComment("");
      article.replaceWith(home);
      room.replaceChildren(article);
    }
    fill(article).hidden = false;
    article.open = true;
    reader.hidden = false;
    reader.setAttribute("aria-label", `Article ${article.id.slice(1)}`);
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const mark = event.target.closest("mark");
    if (mark && !link) {
      const line = light(mark.dataset.f.split(" ")[0]);
      if (line) {
        uncover(line);
        line.scrollIntoView({ block: "center" });
      }
      return;
    }
    if (!link) return;
    const target = find(link.getAttribute("href").slice(1));
    if (!target) return;
    const article = target.closest("details.text");
    if (article) {
      event.preventDefault();
      back = link;
      open(article);
      if (target === article) reader.scrollTop = 0;
      else {
        light(target.id.replace(/^t\d+-/, ""));
        target.scrollIntoView({ block: "center" });
      }
      reader.focus({ preventScroll: true });
    } else if (/^d\d/.test(target.id)) {
      event.preventDefault();
      uncover(target);
      if (target.matches("li")) light(target.id.slice(1));
      target.scrollIntoView({ block: target.matches("li") ? "center" : "start" });
      const focus = one("a", target) || target;
      focus.focus({ preventScroll: true });
    }
  });
  one("button", reader).addEventListener("click", close);
  const named = location.hash && find(location.hash.slice(1));
  if (named) named.scrollIntoView();
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !reader.hidden) close();
  });

  // A bar of the timeline sets the dates.
  for (const bar of all(".time a"))
    bar.addEventListener("click", (event) => {
      if (form.hidden) return;
      event.preventDefault();
      event.stopPropagation();
      const { from, to } = bar.dataset;
      const again = ask.from.value === from && ask.to.value === to;
      [ask.from.value, ask.to.value] = again ? ["", ""] : [from, to];
      filter();
    });

  // The map: letters and points keep their size, names that would lie on each other give way, and it can be moved.
  const atlas = one("#atlas svg");
  const time = one("svg.time");
  const sized = (svg, width) => svg.style.setProperty("--u", width / Math.max(svg.clientWidth, 1));
  if (time) new ResizeObserver(() => sized(time, time.viewBox.baseVal.width)).observe(time);
  if (!atlas) return;
  const full = { ...["x", "y", "width", "height"].reduce((box, key) => ({ ...box, [key]: atlas.viewBox.baseVal[key] }), {}) };
  let view = { ...full };
  const draw = () => {
    const height = view.width * atlas.clientHeight / Math.max(atlas.clientWidth, 1);
    view = { ...view, y: view.y + (view.height - height) / 2, height };
    atlas.setAttribute("viewBox", `${view.x} ${view.y} ${view.width} ${view.height}`);
    sized(atlas, view.width);
    const unit = view.width / Math.max(atlas.clientWidth, 1);
    for (const circle of all(".marks circle", atlas)) circle.setAttribute("r", circle.dataset.r * unit);
    const taken = [];
    for (const text of ["names", "countries", "towns"].flatMap((kind) => all(`.${kind} text`, atlas))) {
      const long = (text.textContent.length * 6.9 + 10) * unit;
      const [x, y, side] = [+text.getAttribute("x"), +text.getAttribute("y"), text.classList];
      const left = side.contains("left") ? x - long : side.contains("middle") ? x - long * 0.7 : x + 5 * unit;
      const right = side.contains("left") ? x - 5 * unit : side.contains("middle") ? x + long * 0.7 : x + long;
      const box = [left, y - 8 * unit, right, y + 8 * unit];
      const meets = taken.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]);
      text.classList.toggle("spare", meets);
      if (!meets) taken.push(box);
    }
  };
  const zoom = (factor, x = view.x + view.width / 2, y = view.y + view.height / 2) => {
    const width = Math.min(Math.max(view.width * factor, full.width / 64), full.width * 6);
    const real = width / view.width;
    view = { x: x - (x - view.x) * real, y: y - (y - view.y) * real, width, height: view.height * real };
    draw();
  };
  const move = (right, down) => {
    view.x += right;
    view.y += down;
    draw();
  };
  const buttons = document.createElement("div");
  buttons.className = "buttons";
  for (const [sign, name, act] of [["+", "Zoom in", () => zoom(1 / 1.6)], ["−", "Zoom out", () => zoom(1.6)],
    ["⤢", "The whole map", () => { view = { ...full }; draw(); }]]) {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: sign, title: name });
    button.setAttribute("aria-label", name);
    button.addEventListener("click", act);
    buttons.append(button);
  }
  const frame = one("#atlas");
  frame.append(buttons);
  frame.tabIndex = 0;
  frame.setAttribute("aria-label", "Map: arrow keys move it, plus and minus zoom, 0 shows all");
  frame.setAttribute("role", "group");
  frame.addEventListener("keydown", (event) => {
    const step = view.width / 8;
    const act = {
      ArrowLeft: () => move(-step, 0), ArrowRight: () => move(step, 0), ArrowUp: () => move(0, -step),
      ArrowDown: () => move(0, step), "+": () => zoom(1 / 1.6), "=": () => zoom(1 / 1.6), "-": () => zoom(1.6),
      0: () => { view = { ...full }; draw(); },
    }[event.key];
    if (!act || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    act();
  });
  const scale = () => view.width / Math.max(atlas.clientWidth, 1);
  let grip = null;
  atlas.addEventListener("pointerdown", (event) => { grip = { x: event.clientX, y: event.clientY, far: 0 }; });
  addEventListener("pointermove", (event) => {
    if (!grip) return;
    const [right, down] = [grip.x - event.clientX, grip.y - event.clientY];
    grip = { x: event.clientX, y: event.clientY, far: grip.far + Math.abs(right) + Math.abs(down) };
    if (grip.far > 4) move(right * scale(), down * scale());
  });
  addEventListener("pointerup", () => setTimeout(() => { grip = null; }));
  addEventListener("pointercancel", () => { grip = null; });
  atlas.addEventListener("click", (event) => { if (grip && grip.far > 4) { event.preventDefault(); event.stopPropagation(); } }, true);
  atlas.addEventListener("dragstart", (event) => event.preventDefault());
  atlas.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    const box = atlas.getBoundingClientRect();
    zoom(event.deltaY > 0 ? 1.2 : 1 / 1.2, view.x + (event.clientX - box.left) * scale(), view.y + (event.clientY - box.top) * scale());
  }, { passive: false });
  new ResizeObserver(draw).observe(atlas);
})();
