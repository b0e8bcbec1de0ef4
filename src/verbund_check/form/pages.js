// The pages: one question on each, before them the beginning, after them the review.

// Elements

function el(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (typeof value === "boolean") made[key] = value;
    else if (value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== ""));
  return made;
}

const button = (text, act, attributes = {}) => el("button", { type: "button", onclick: act, ...attributes }, text);
const p = (text, attributes = {}) => (text ? el("p", attributes, text) : null);
const details = (summary, ...children) => el("details", {}, el("summary", {}, summary), el("div", {}, children));

/** Say something: it is read out, and stands above the buttons until the page changes. */
function say(text, isFault = false) {
  const place = document.getElementById("message");
  if (!place) return;
  place.className = isFault ? "fault" : "";
  place.textContent = "";
  setTimeout(() => { place.textContent = text; }, 30); // the same sentence is read out a second time, too
}

const message = () => el("p", { id: "message", role: "status" });

// Pages

function steps() {
  return [...asked, ...questions.map(stepOf)];
}

/** Show a page, with its heading in focus, so that it is read out. */
function show(next, { isMove = true } = {}) {
  view = next;
  const main = el("main", {}, pages()[SETUP.includes(view) ? "setup" : questionAt(view) ? "question" : view]());
  app.replaceChildren(...(view === "start" ? [] : [el("header", {}, p(T.title, { class: "name" }), p(whose(), { class: "whose" }))]), main);
  const heading = main.querySelector("h1");
  document.title = view === "start" ? T.title : `${heading.textContent} – ${T.title}`;
  if (isMove) {
    window.scrollTo(0, 0);
    heading.focus();
    const mark = view === "start" || view === "offer" ? "" : `#${view}`;
    if (location.hash !== mark) location.hash = mark;
  }
  drawPaper();
}

const heading = (text, id = null) => el("h1", { tabindex: "-1", id }, text);

function whose() {
  if (view === "start" || view === "offer") return "";
  return [state.organisation, state.party && labels.party.get(state.party), state.stage && T.stageNames[state.stage]].filter(Boolean).join(" · ");
}

const pages = () => ({ start: startPage, offer: offerPage, setup: setupPage, question: questionPage, review: reviewPage });

function startPage() {
  const given = [data.given.organisation, labels.party.get(data.given.party), labels.stage.get(data.given.stage)].filter(Boolean).join(" · ");
  const begun = el("div", { id: "begun" });
  return [
    heading(T.title), p(given, { class: "whose" }), p(T.welcome, { class: "lead" }), p(T.private), begun, message(),
    el("div", { class: "buttons" },
      button(T.buttons.begin, begin, { class: "main" }),
      button(T.buttons.load, () => picker.click()), button(T.buttons.print, () => window.print()), picker),
  ];
}

/** Add to the first page what the browser has kept; nothing waits for it. */
function findKept() {
  kept = storage();
  const place = document.getElementById("begun");
  if (!place) return;
  const found = allKept().filter((each) => Object.keys(each.answers).length || Object.keys(each.notes).length);
  const total = questions.length;
  const entries = found.map((each) => {
    const done = questions.filter((question) => each.answers[question.id] !== undefined).length;
    const name = [each.organisation || T.missing.organisation, each.party && labels.party.get(each.party)].filter(Boolean).join(", ");
    const label = fill(T.offer.going_on, { name, day: day(new Date(each.started)).split("-").reverse().join("."), done, total });
    const entry = el("li", {}, button(label, () => goOn(each), { class: "main" }));
    entry.append(button(T.buttons.discard, () => discard(each.id, entry)));
    return entry;
  });
  place.replaceChildren(...[
    found.length ? p(found.length > 1 ? T.offer.question_many : T.offer.question, { class: "question" }) : null,
    found.length ? el("ul", { class: "kept" }, entries) : null,
    p(kept ? T.kept : T.not_kept, { class: "quiet" }),
  ].filter(Boolean));
  if (found.length) {
    const main = app.querySelector(".buttons .main");
    main.textContent = T.offer.new;
    main.className = "";
  }
}

function begin() {
  if (Object.keys(state.answers).length || Object.keys(state.notes).length) state = fresh();
  show(steps()[0]);
}

function goOn(read) {
  state = read;
  offered = null;
  const missing = asked.find((step) => step !== "organisation" && state[step] === null);
  const [open] = openQuestions();
  show(missing || (open ? stepOf(open) : "review"));
}

/** Ask whether answers shall be deleted from the browser, and do so. */
function discard(id, place) {
  const asks = el("div", { class: "sure", role: "group" }, p(T.discard.question),
    button(T.buttons.discard_really, () => {
      try { kept.removeItem(PREFIX + id); } catch { kept = null; }
      state = fresh();
      isDirty = false;
      show("start");
      findKept();
      say(T.discard.done);
    }), button(T.buttons.cancel, () => show(view)));
  place.querySelector(".sure")?.remove();
  place.append(asks);
  asks.querySelector("button").focus();
}

const picker = el("input", { type: "file", accept: ".json,application/json", hidden: true, "aria-label": T.buttons.load });
picker.addEventListener("change", async () => {
  const [file] = picker.files;
  if (!file) return;
  try {
    if (file.size > 4 * data.limits.bytes) throw new Refused(T.loading.not_ours);
    offered = fromText(await file.text());
    show("offer");
  } catch (error) {
    say(error instanceof Refused ? error.message : T.loading.unreadable, true);
  }
  picker.value = "";
});

/** Whose answers a file holds, before any of them is shown. */
function offerPage() {
  const name = offered.organisation || T.missing.organisation;
  const party = offered.party === null ? T.missing.party : labels.party.get(offered.party);
  const done = questions.filter((question) => offered.answers[question.id] !== undefined).length;
  return [
    heading(T.loading.title), p(fill(T.loading.facts, { party, name, done, total: questions.length })), p(T.loading.question, { class: "question" }),
    isDirty && !kept ? p(T.loading.replaces) : null,
    el("div", { class: "buttons" },
      button(T.loading.yes, takeOver, { class: "main" }),
      button(T.loading.no, () => { offered = null; show("start"); findKept(); })),
  ];
}

/** Go on with the file. What the browser had of the same form stays there under another ID. */
function takeOver() {
  const key = PREFIX + offered.id;
  try {
    const before = kept && kept.getItem(key);
    if (before) {
      const id = newId();
      kept.setItem(PREFIX + id, JSON.stringify({ ...JSON.parse(before), id }));
    }
  } catch { /* what is there is none of ours, or there is no room */ }
  goOn(offered);
  changed();
  isDirty = false;
}

function choice(type, name, value, label, isChecked, act) {
  return el("label", { class: "choice" }, el("input", { type, name, value, checked: isChecked, onchange: act }), el("span", {}, label));
}

/** A page with one question; `leave` says what keeps it from being left, or "". */
function page(parts, leave) {
  const question = questionAt(view);
  const order = steps();
  const place = order.indexOf(view);
  const onwards = () => (fromReview || place < 0 || place + 1 === order.length ? "review" : order[place + 1]);
  const openButton = button(T.buttons.leave_open, () => show(onwards()), { hidden: true });
  const forward = (event) => {
    event.preventDefault();
    const fault = leave();
    if (!fault) return show(onwards());
    openButton.hidden = !question || isAnswered(question) || Boolean(tooLong());
    return say(fault, true);
  };
  const unlessTooLong = (act) => () => (tooLong() ? say(tooLong(), true) : act());
  const answered = () => { // what was missing is there now
    openButton.hidden = true;
    if (document.getElementById("message").className === "fault") say("");
  };
  return el("form", { onsubmit: forward, onchange: answered, novalidate: "" }, parts, message(),
    el("div", { class: "buttons" },
      el("button", { type: "submit", class: "main" }, fromReview ? T.buttons.overview : T.buttons.next), openButton,
      fromReview ? null : button(T.buttons.back, unlessTooLong(() => show(place > 0 ? order[place - 1] : "start"))),
      fromReview || !question ? null : button(T.buttons.overview, unlessTooLong(() => show("review"))),
      question ? button(T.buttons.save, unlessTooLong(save)) : null),
    el("div", { id: "copying" }));
}

/** What is wrong with the text of a step, "" where nothing is. */
function tooLong(step = view) {
  const isName = step === "organisation";
  const limit = isName ? data.limits.name : data.limits.text;
  const text = isName ? words(clean(state.organisation)) : questionAt(step) ? noteOf(questionAt(step).id) : "";
  return length(text) > limit ? fill(T.too_long, { count: number(length(text)), limit: number(limit) }) : "";
}

function setupPage() {
  const { title, question, explanation, help, choices } = data.setup[view];
  const step = view;
  if (!choices) {
    const field = el("input", { id: "field", type: "text", autocomplete: "organization", "aria-labelledby": "ask", "aria-describedby": "why", value: state.organisation });
    field.addEventListener("input", () => { state.organisation = field.value; changed(); });
    const body = [p(title, { class: "progress" }), heading(question, "ask"), p(explanation, { id: "why" }), field,
      details(T.buttons.help, p(help))];
    return page(body, () => { state.organisation = words(clean(state.organisation)); return tooLong(); });
  }
  const boxes = choices.map(([value, label]) =>
    choice("radio", step, value, label, state[step] === value, () => { state[step] = value; changed(); }));
  const body = [p(title, { class: "progress" }), el("fieldset", { "aria-describedby": "why" }, el("legend", {}, heading(question)),
    p(explanation, { id: "why" }), el("div", { class: "choices" }, boxes)), details(T.buttons.help, p(help))];
  return page(body, () => (state[step] === null ? T.choose_setup : ""));
}

function textarea(id, label, explanation, isOther = false) {
  const field = el("textarea", { id: "note", rows: "3", "aria-describedby": "about" });
  field.value = state.notes[id] || "";
  field.addEventListener("input", () => {
    if (field.value) state.notes[id] = field.value;
    else delete state.notes[id];
    changed(isOther);
  });
  return el("div", { class: "note" }, el("label", { for: "note" }, label), p(explanation, { id: "about", class: "quiet" }), field);
}

function questionPage() {
  const question = questionAt(view);
  const part = questions.filter((each) => each.kind === question.kind);
  const at = questions.indexOf(question) + 1;
  const { title, intro } = data.parts[question.kind];
  const where = { number: at, total: questions.length, part: title, part_number: part.indexOf(question) + 1, part_total: part.length };
  const opens = part[0] === question;
  return page([
    el("div", { class: "progress" }, el("label", { for: "bar" }, fill(isList(question) ? T.positionList : T.position, where)),
      el("progress", { id: "bar", max: String(questions.length), value: String(at) })),
    opens ? p(intro[stage()], { class: "intro" }) : null,
    ...(isList(question) ? listBody(question) : judgedBody(question, opens)),
  ], () => {
    const again = isAnswered(question) && isOfOtherWording(question);
    if (again) answer(question, state.answers[question.id]); // seen beside the new sentence, and left as it is
    if (tooLong()) return tooLong();
    if (ticksOf(question.id).other && !noteOf(question.id)) return fill(T.other_missing, { other: question.other });
    if (isAnswered(question)) return "";
    return isList(question) ? fill(T.choose_several, { none: question.none }) : T.choose_one;
  });
}

function judgedBody(question, opens) {
  const { wording, explanation, findOut } = worded(question);
  const first = questions.find((each) => !isList(each));
  const label = isOfOtherWording(question) ? new Map(question.values).get(state.answers[question.id]) : "";
  const before = label ? fill(T.changedBefore, { wording: state.wordings[question.id], answer: label }) : "";
  const boxes = question.values.map(([value, each]) =>
    choice("radio", "answer", value, each, state.answers[question.id] === value, () => answer(question, value)));
  const remark = details(T.buttons.remark, textarea(question.id, T.remark.question, T.remark.explanation));
  remark.open = Boolean(state.notes[question.id]);
  return [
    question === first ? p(T.origin, { class: "quiet" }) : null,
    el("fieldset", { "aria-describedby": "why" }, el("legend", {}, heading(wording)),
      el("div", { id: "why" }, p(explanation), p(question.reminder, { class: "reminder" }), p(before, { class: "quiet" })),
      el("div", { class: "choices" }, boxes)),
    details(T.buttons.help, p(question.key), p(fill(T.unsure_help, { find_out: findOut })), question === first ? null : p(T.origin)),
    remark,
  ];
}

function listBody(question) {
  const { id } = question;
  const boxes = [];
  const note = textarea(id, question.otherQuestion, T.otherExplanation, true);
  const set = () => {
    const ticked = (value) => boxes.some((box) => box.firstChild.value === value && box.firstChild.checked);
    const given = { chosen: question.options.map(([each]) => each).filter(ticked), none: ticked("none:"), other: ticked("other:") };
    note.hidden = !given.other;
    answer(question, given.none || given.other || given.chosen.length ? given : undefined);
  };
  /** "None of them" and all others put each other out. */
  const tick = (event) => {
    const isNone = event.target.value === "none:";
    for (const { firstChild: box } of boxes) if (event.target.checked && (box.value === "none:") !== isNone) box.checked = false;
    set();
    if (event.target.value === "other:" && event.target.checked) note.querySelector("textarea").focus();
  };
  const ticks = ticksOf(id);
  const add = (value, label, isTicked) => boxes.push(choice("checkbox", "answer", value, label, isTicked, tick));
  for (const [each, title] of question.options) add(each, title, ticks.chosen.includes(each));
  if (question.other) add("other:", question.other, ticks.other);
  add("none:", question.none, ticks.none);
  note.hidden = !ticks.other;
  const more = question.options.map(([, title, text]) => [el("dt", {}, title), el("dd", {}, text)]);
  return [
    el("fieldset", { "aria-describedby": "why" }, el("legend", {}, heading(worded(question).wording)), p(T.several, { id: "why", class: "quiet" }),
      el("div", { class: "choices" }, boxes)),
    note, details(T.buttons.help, el("dl", {}, ...more)),
  ];
}

function reviewPage() {
  fromReview = false;
  const open = openQuestions().length;
  const line = (step, title, said, isMarked, note = "") => el("li", isMarked ? { class: "marked" } : {},
    button(title, () => { fromReview = true; show(step); }), el("span", { class: "said" }, isMarked ? "! " : "", said),
    note ? p(fill(T.review.remark, { note }), { class: "quiet" }) : null);
  const party = state.party === null ? T.missing.party : labels.party.get(state.party);
  const parts = Object.entries(data.parts).map(([kind, { title }]) => [
    el("h2", {}, title),
    el("ul", { class: "review" }, questions.filter((question) => question.kind === kind).map((question) =>
      line(stepOf(question), question.title, answerLabel(question), standsOut(question), isList(question) ? "" : noteOf(question.id)))),
  ]);
  const place = el("div", {});
  return [
    heading(T.reviewTitle),
    p(open ? fill(T.review.still_open, { count: open, total: questions.length }) : T.review.all_answered, { class: "lead" }),
    open ? p(T.review.halfway) : null, questions.some(standsOut) ? p(T.review.marked) : null, message(),
    el("div", { class: "buttons" }, button(T.buttons.save, save, { class: "main" }),
      open ? button(T.buttons.next, () => show(stepOf(openQuestions()[0]))) : null,
      button(T.buttons.back, () => show(stepOf(questions[questions.length - 1]))),
      button(T.buttons.print, () => window.print()),
      kept ? button(T.buttons.discard, () => discard(state.id, place)) : null),
    place, el("div", { id: "copying" }),
    el("h2", {}, T.reviewSetup),
    el("ul", { class: "review" },
      line("organisation", data.setup.organisation.title, state.organisation || T.missing.organisation, false),
      line("party", data.setup.party.title, party, state.party === null),
      line("stage", data.setup.stage.title, labels.stage.get(stage()), false)),
    ...parts,
  ];
}
