"use strict";
(() => {
  const articles = [...document.querySelectorAll("details.article")];
  if (!articles.length) return;
  const controls = document.getElementById("controls");
  const add = (label, element) => {
    const wrap = document.createElement("label");
    wrap.append(label + " ", element);
    controls.append(wrap);
    return element;
  };
  const choice = (values) => {
    const select = document.createElement("select");
    for (const value of ["any", ...values]) select.append(new Option(value));
    return select;
  };
  const lines = [...document.querySelectorAll("li[data-error]")];
  const name = add("article", Object.assign(document.createElement("input"), { type: "search", size: 18 }));
  const verdict = add("class", choice(["partial", "wrong", "missed", "invented"]));
  const field = add("field", choice([...new Set(lines.map((line) => line.dataset.field))].sort()));
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: "open all" });
  const shown = document.createElement("output");
  controls.append(button, shown);
  controls.hidden = false;

  const fits = (line) =>
    (verdict.value === "any" || line.dataset.verdict === verdict.value) &&
    (field.value === "any" || line.dataset.field === field.value);
  const filter = () => {
    const all = verdict.value === "any" && field.value === "any";
    let count = 0;
    for (const article of articles) {
      let found = all;
      for (const line of article.querySelectorAll("li[data-error]")) {
        line.classList.toggle("faded", !fits(line));
        found ||= fits(line);
      }
      const named = article.querySelector(".name b").textContent.toLowerCase().includes(name.value.toLowerCase());
      article.hidden = !(found && named);
      count += !article.hidden;
    }
    shown.textContent = `${count} of ${articles.length}`;
  };
  for (const control of [name, verdict, field]) control.addEventListener("input", filter);
  button.addEventListener("click", () => {
    const open = button.textContent === "open all";
    for (const article of articles) article.open = open;
    button.textContent = open ? "close all" : "open all";
  });

  const point = (event) => {
    const at = event.target.closest(".beside a.chip, li[data-error]");
    for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
    if (!at) return;
    const number = at.dataset.error || at.textContent.slice(1);
    const beside = at.closest(".beside");
    for (const mark of beside.querySelectorAll("mark"))
      mark.classList.toggle("lit", mark.dataset.errors.split(" ").includes(number));
    beside.querySelector(`li[data-error="${number}"]`).classList.add("lit");
  };
  document.addEventListener("mouseover", point);
  document.addEventListener("focusin", point);

  const closed = new Set();
  addEventListener("beforeprint", () => {
    for (const article of articles)
      if (!article.open) {
        closed.add(article);
        article.open = true;
      }
  });
  addEventListener("afterprint", () => {
    for (const article of closed) article.open = false;
    closed.clear();
  });
  filter();
})();
