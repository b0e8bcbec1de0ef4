// What was answered, the file that is saved of it, and what the browser keeps meanwhile.
//
// This and the other scripts of this folder become one, in a function of its own. They run in any browser of the last
// five years, without a network. Whatever a person or a file gives is shown by textContent alone. What the browser keeps
// (localStorage) is a kindness; only the saved file is promised.

const data = JSON.parse(document.getElementById("data").textContent);
const T = data.texts;
const questions = data.questions;
const byId = new Map(questions.map((question) => [question.id, question]));
const SETUP = ["organisation", "party", "stage"];
const asked = SETUP.filter((step) => data.given[step] === null);
const labels = { party: new Map(data.setup.party.choices), stage: new Map(data.setup.stage.choices) };
const KEYS = ["format", "id", "organisation", "party", "stage", "scope", "started", "finished", "content", "answers",
  "notes", "questions", "wordings"];
const app = document.getElementById("app");
const paper = document.getElementById("paper");

// Texts

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => (name in values ? values[name] : all));
const number = (value) => String(value).replace(/\B(?=(\d{3})+$)/g, ".");
const words = (text) => text.split(/\s+/).filter(Boolean).join(" ");
const length = (text) => [...text].length; // characters, as the program counts them
const two = (value) => String(value).padStart(2, "0");
const now = () => new Date().toISOString().replace(/\.\d+Z$/, "Z");

function day(moment = new Date()) {
  return `${String(moment.getFullYear()).padStart(4, "0")}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}

/** The text without what nobody sees or a terminal could obey, as the program takes it. */
function clean(text) {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u061c\u2028-\u202e\u2066-\u2069\ufeff]/g, "")
    .replace(/[\ud800-\udfff]/gu, "")
    .replace(/[\u00ad\u200b-\u200d\u2060]/g, "")
    .normalize("NFC")
    .trim();
}

/** A part of a file name in a–z, 0–9 and -, as the program writes it. */
function plain(text) {
  const spelt = { ä: "ae", ö: "oe", ü: "ue", ß: "ss", "&": " und ", ø: "o", æ: "ae", œ: "oe", ł: "l", đ: "d", "’": "", "'": "" };
  const made = text.normalize("NFC").toLowerCase().replace(/[äöüß&øæœłđ’']/g, (each) => spelt[each])
    .normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
  if (made.length <= 60) return made;
  return made.slice(0, 60).includes("-") ? made.slice(0, 61).replace(/-[^-]*$/, "") : made.slice(0, 60);
}

function fileName() {
  const whose = state.party === null ? "" : labels.party.get(state.party);
  return ["antworten", state.organisation, whose, day()].map(plain).filter(Boolean).join("-") + ".json";
}

// Answers

let state = fresh();
let view = "start"; // "start", "review", "offer", one of SETUP, or the step of a question
let fromReview = false;
let offered = null; // what a file holds, until the person has said what to do with it
let isDirty = false; // something was answered and is in no saved file yet
let kept = null; // the storage of the browser, null where there is none

function fresh() {
  const { organisation, party, stage } = data.given;
  const answers = Object.create(null), notes = Object.create(null), wordings = Object.create(null);
  return { id: newId(), organisation: organisation || "", party, stage, started: now(), finished: null, answers, notes, wordings };
}

function newId() {
  const letters = "abcdefghjkmnpqrstuvwxyz23456789"; // without what is easily misread
  const drawn = crypto.getRandomValues(new Uint32Array(6));
  return `${day()}-${Array.from(drawn, (each) => letters[each % letters.length]).join("")}`;
}

const stage = () => state.stage || "planned";
const isList = (question) => "options" in question;
const worded = (question) => ((state.party === "management" && question.management) || question.asked)[stage()];
const noteOf = (id) => clean(state.notes[id] || "");

/** What was ticked in a list: the chosen entries, "none of them", and whether there is something else. */
const ticksOf = (id) => state.answers[id] || { chosen: [], none: false, other: false };

function isAnswered(question) {
  const answer = state.answers[question.id];
  if (answer === undefined || !isList(question)) return answer !== undefined;
  return answer.none || answer.chosen.length > 0 || (answer.other && noteOf(question.id) !== "");
}

const stepOf = (question) => `frage-${question.id}`; // an ID might be called as another page is
const questionAt = (step) => (step.startsWith("frage-") ? byId.get(step.slice(6)) : undefined);
const openQuestions = () => questions.filter((question) => !isAnswered(question));

function answer(question, value) {
  if (value === undefined) delete state.answers[question.id];
  else state.answers[question.id] = value;
  state.wordings[question.id] = worded(question).wording;
  changed(true);
}

/** Whether an answer was given to another sentence than the present one. */
function isOfOtherWording(question) {
  const sentence = state.wordings[question.id];
  return isAnswered(question) && sentence !== undefined && words(sentence) !== words(worded(question).wording);
}

function answerLabel(question) {
  if (!isAnswered(question)) return T.missing.answer;
  const given = state.answers[question.id];
  let label;
  if (isList(question)) {
    const chosen = question.options.filter(([id]) => given.chosen.includes(id)).map(([, title]) => title);
    if (given.other && noteOf(question.id)) chosen.push(fill(T.otherShown, { note: noteOf(question.id) }));
    label = chosen.join("; ") || question.none;
  } else {
    label = new Map(question.values).get(given);
    if (given === "yes" && question.present) label += ` (${question.present})`;
  }
  if (!isOfOtherWording(question)) return label;
  const other = stage() === "planned" ? "running" : "planned";
  const was = [question.asked, question.management].some(
    (each) => each && words(each[other].wording) === words(state.wordings[question.id]));
  return was ? `${label} (${T.stageNames[other]})` : label;
}

function standsOut(question) {
  const given = state.answers[question.id];
  return !isAnswered(question) || given === "unsure" || (given === "yes" && Boolean(question.present)) || isOfOtherWording(question);
}

// The file

/** The answers as the program reads them. */
function fileText() {
  const file = {
    format: data.format, id: state.id, organisation: words(clean(state.organisation)), party: state.party, stage: state.stage,
    scope: data.scope, started: state.started, finished: state.finished, content: data.content,
    answers: {}, notes: {}, questions: {}, wordings: {},
  };
  for (const question of questions) {
    const { id } = question;
    const given = state.answers[id];
    const note = isList(question) && !ticksOf(id).other ? "" : noteOf(id);
    if (isAnswered(question)) {
      file.answers[id] = isList(question) ? question.options.map(([each]) => each).filter((each) => given.chosen.includes(each)) : { value: given, note };
      file.questions[id] = question.fingerprint;
      file.wordings[id] = state.wordings[id];
    }
    if (note && (isList(question) || !isAnswered(question))) file.notes[id] = note;
  }
  return JSON.stringify(file, null, 2) + "\n";
}

class Refused extends Error {}

/**
 * The answers that a text holds, which this form or one like it has saved. Throws Refused with one sentence.
 * What the browser has kept (`isKept`) may be in the middle of a text that is too long yet.
 */
function fromText(text, isKept = false) {
  const isText = (value) => typeof value === "string";
  const isShort = (value, limit) => isText(value) && (isKept || length(value) <= limit);
  const isMap = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
  const isTime = (value) => isText(value) && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value) && !isNaN(Date.parse(value));
  const need = (holds, sentence = T.loading.not_ours) => {
    if (!holds) throw new Refused(sentence);
  };
  let file = null;
  try {
    file = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    need(false);
  }
  need(isMap(file) && file.format === data.format && Object.keys(file).sort().join() === [...KEYS].sort().join());
  need(isMap(file.content) && isText(file.content.digest));
  need(file.content.digest === data.content.digest && file.scope === data.scope, T.loading.other_content);
  need(isText(file.id) && /^[a-z0-9][a-z0-9-]{0,63}$/.test(file.id) && isTime(file.started));
  need(isShort(file.organisation, data.limits.name));
  need(file.party === null || labels.party.has(file.party));
  need(file.stage === null || labels.stage.has(file.stage));
  need(file.finished === null || isTime(file.finished));
  for (const name of ["answers", "notes", "questions", "wordings"]) {
    need(isMap(file[name]) && Object.keys(file[name]).every((id) => byId.has(id)));
  }
  const read = Object.assign(fresh(), {
    id: file.id, organisation: file.organisation, party: file.party, stage: file.stage, started: file.started, finished: file.finished,
  });
  for (const [id, note] of Object.entries(file.notes)) {
    need(isShort(note, data.limits.text));
    read.notes[id] = note;
  }
  for (const [id, given] of Object.entries(file.answers)) {
    const question = byId.get(id);
    const own = (map) => (Object.prototype.hasOwnProperty.call(map, id) ? map[id] : undefined);
    need(isShort(own(file.wordings), data.limits.text));
    need(own(file.questions) === question.fingerprint, T.loading.other_content);
    read.wordings[id] = file.wordings[id];
    if (isList(question)) {
      need(Array.isArray(given) && given.every((each) => question.options.some(([option]) => option === each)));
      read.answers[id] = { chosen: given, none: given.length === 0 && !read.notes[id], other: Boolean(read.notes[id]) };
    } else {
      need(isMap(given) && isShort(given.note, data.limits.text));
      need(question.values.some(([value]) => value === given.value));
      read.answers[id] = given.value;
      if (given.note) read.notes[id] = given.note;
    }
  }
  for (const question of questions) { // a list with something else alone, which is not answered yet
    if (isList(question) && read.notes[question.id] && !read.answers[question.id]) {
      read.answers[question.id] = { chosen: [], none: false, other: true };
    }
  }
  return read;
}

// What the browser keeps. Safari throws at the mere mention, private windows when something is written.

const PREFIX = `verbund-check ${data.content.digest.slice(0, 12)} ${data.scope} ${data.given.party || ""} ${plain(data.given.organisation || "")} `;

function storage() {
  try {
    const found = window.localStorage;
    found.setItem(`${PREFIX}?`, "1");
    found.removeItem(`${PREFIX}?`);
    return found;
  } catch {
    return null;
  }
}

function changed(isAnswer = false) {
  isDirty = true;
  if (isAnswer) state.finished = openQuestions().length ? null : now();
  try {
    if (kept) kept.setItem(PREFIX + state.id, fileText());
  } catch { // it is full, or was taken away meanwhile
    kept = null;
    say(T.not_kept);
  }
}

function allKept() {
  const found = [];
  try {
    for (let each = 0; kept && each < kept.length; each++) {
      const key = kept.key(each);
      if (!key.startsWith(PREFIX)) continue;
      try {
        const read = fromText(kept.getItem(key), true);
        if (PREFIX + read.id === key) found.push(read);
      } catch { /* another page has written here */ }
    }
  } catch {
    kept = null;
  }
  return found.sort((one, other) => (one.started < other.started ? 1 : -1)).slice(0, 5);
}
