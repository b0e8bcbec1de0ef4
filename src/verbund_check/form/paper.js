// The whole questionnaire on paper, and the beginning of it all.

// Paper: the whole questionnaire with boxes; what is answered is ticked

function drawPaper() {
  const boxes = (labelled, isTicked) => el("ul", { class: labelled.length > 4 ? "boxes below" : "boxes" },
    labelled.map(([value, label]) => el("li", {}, el("span", { class: "box" }, isTicked(value) ? "×" : ""), label)));
  const write = (label, text) => el("p", { class: "write" }, `${label}: `, el("span", { class: text ? "" : "line" }, text));
  let at = 0;
  const made = (question) => {
    at += 1;
    const ticks = ticksOf(question.id);
    const body = isList(question)
      ? [boxes([...question.options, ["other:", question.other], ["none:", question.none]].filter(([, label]) => label),
        (value) => ticks.chosen.includes(value) || (value === "other:" && ticks.other) || (value === "none:" && ticks.none)),
      write(question.other || T.buttons.remark, ticks.other ? noteOf(question.id) : "")]
      : [p(worded(question).explanation), p(question.reminder, { class: "reminder" }),
        boxes(question.values, (value) => state.answers[question.id] === value), write(T.buttons.remark, noteOf(question.id))];
    return el("section", {}, p(`${at}. ${worded(question).wording}`, { class: "question" }), body);
  };
  const { party, organisation } = data.setup;
  paper.replaceChildren(
    el("h1", {}, T.title), p(T.paperStages[stage()], { class: "whose" }), p(T.paperIntro), p(T.origin, { class: "quiet" }),
    write(organisation.title, state.organisation), el("p", { class: "question" }, party.title),
    boxes(party.choices, (value) => state.party === value), write(T.date, ""),
    ...Object.entries(data.parts).flatMap(([kind, { title, intro }]) => [
      el("h2", {}, title), p(intro[stage()]), ...questions.filter((question) => question.kind === kind).map(made)]),
    p(T.disclaimer, { class: "quiet" }));
}

// Begin

window.addEventListener("beforeprint", drawPaper);
window.addEventListener("beforeunload", (event) => {
  if (!isDirty || kept) return;
  event.preventDefault();
  event.returnValue = ""; // for browsers of some years ago
});
window.addEventListener("hashchange", () => { // the browser's own way back
  const mark = location.hash.slice(1);
  if (mark === view || (mark === "" && (view === "start" || view === "offer"))) return;
  if (mark === "") { show("start"); findKept(); }
  else if (steps().includes(mark) || (mark === "review" && view !== "start")) show(mark);
});
window.addEventListener("storage", (event) => {
  if (!kept || event.key !== PREFIX + state.id || event.newValue === null) return;
  try {
    state = fromText(event.newValue, true);
    show(view);
    say(T.other_window);
  } catch { /* not from a form */ }
});
show("start", { isMove: false });
setTimeout(findKept);
