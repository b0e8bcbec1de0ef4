// Fills in forms in headless Chromium, as test_in_a_browser.py wants it.
//
//     NODE_PATH=…/node_modules node browser.mjs FOLDER SEED SESSIONS [PICTURES]
//
// FOLDER holds full.html, quick.html (everything given), hostile.html, names.json and wrong/ with files that are no answers.
// Prints one JSON object with what was seen; what was saved lies in FOLDER/saved.
import { createRequire } from "node:module";
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(process.env.NODE_PATH + "/");
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const [folder, seed, sessions, pictures] = process.argv.slice(2);
const saved = join(folder, "saved");
mkdirSync(saved, { recursive: true });
const urlOf = (name) => pathToFileURL(resolve(folder, `${name}.html`)).href;

const told = { requests: [], console: [], dialogs: [], violations: [], wider: [], pages: [] };
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || execFileSync("which", ["chromium"]).toString().trim(),
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});

function watch(page) {
  page.setDefaultTimeout(10000);
  page.on("request", (request) => /^(file|blob|data):/.test(request.url()) || told.requests.push(request.url()));
  page.on("console", (message) => told.console.push(message.text()));
  page.on("pageerror", (error) => told.console.push(String(error)));
  page.on("dialog", (dialog) => { told.dialogs.push(dialog.type()); dialog.accept(); });
  return page;
}

async function open(context, name) {
  const page = watch(await context.newPage());
  await page.goto(urlOf(name));
  await page.waitForSelector("#begun .quiet"); // what the browser has kept is told a moment later
  return page;
}

const press = (page, text) => page.click(`button:visible >> text="${text}"`);
const choose = (page, label) => page.locator("label.choice").filter({ has: page.locator(`text="${label}"`) }).click();
const heading = (page) => page.textContent("h1");
const step = async (page) => decodeURIComponent(new URL(page.url()).hash.slice(1));

async function download(page, name) {
  const [file] = await Promise.all([page.waitForEvent("download"), press(page, "Antworten speichern")]);
  const path = join(saved, name);
  await file.saveAs(path);
  return { path, name: file.suggestedFilename() };
}

async function load(page, path) {
  await page.setInputFiles("input[type=file]", path);
}

async function said(page) {
  await page.waitForFunction(() => document.getElementById("message").textContent !== "");
  return page.textContent("#message");
}

// Every kind of page: nobody is kept out, nothing sticks out

async function look(page, where) {
  told.pages.push(where);
  await page.evaluate(axe);
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  for (const { id, nodes } of found.violations) told.violations.push(`${where}: ${id}: ${nodes[0].html.slice(0, 160)}`);
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  if (wider > 0) told.wider.push(`${where}: ${wider}`);
  if (pictures) await page.screenshot({ path: join(pictures, `${where.replace(/\W+/g, "-")}.png`), fullPage: true });
}

async function everyPage(view, options) {
  const context = await browser.newContext(options);
  let page = await open(context, "full");
  const see = (name) => look(page, `${view} ${name}`);
  await see("start");
  await press(page, "Beginnen");
  await page.fill("#field", "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft");
  await page.click("summary");
  await see("organisation");
  await press(page, "Weiter");
  await press(page, "Weiter");
  await said(page);
  await see("party without an answer");
  await choose(page, "Betriebsrat");
  await press(page, "Weiter");
  await choose(page, "Der Verbund ist noch Idee oder Plan");
  await see("stage");
  await press(page, "Weiter");
  await choose(page, "Anderes");
  await page.click("summary");
  await page.fill("#note", "Silbe".repeat(60));
  await see("list");
  await press(page, "Weiter");
  await choose(page, "Keine davon");
  await press(page, "Weiter");
  await press(page, "Weiter");
  await said(page);
  await see("question without an answer");
  await choose(page, "Weiß nicht");
  for (const each of await page.$$("summary")) await each.click();
  await page.fill("#note", "Bemerkung\n" + "Silbe".repeat(60));
  await see("question");
  await press(page, "Zum Überblick");
  await see("review");
  await download(page, "look.json");
  await page.click("summary");
  await said(page);
  await see("saved");
  await press(page, "Aus diesem Browser löschen");
  await see("discard");
  await page.close();
  page = await open(context, "full");
  await see("kept");
  await load(page, join(saved, "look.json"));
  await page.waitForSelector("text=Antworten aus einer Datei");
  await see("offer");
  await context.close();
}

for (const [view, width, height, colorScheme] of [["desktop", 1280, 900, "light"], ["dark", 1280, 900, "dark"], ["phone", 375, 720, "light"], ["zoomed", 320, 256, "dark"]]) {
  await everyPage(view, { viewport: { width, height }, colorScheme });
}

// Random sessions: what is saved is what was clicked

let drawn = Number(seed);
function random(most) { // mulberry32
  drawn = (drawn + 0x6d2b79f5) | 0;
  let mixed = Math.imul(drawn ^ (drawn >>> 15), 1 | drawn);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return (((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * most | 0;
}
const pick = (list) => list[random(list.length)];
const data = (page) => page.evaluate(() => JSON.parse(document.getElementById("data").textContent));

const TEXTS = [
  "Geschäftsleitung im Juli fragen", "<script>document.title='x'</script>", "zwei\nZeilen\r\nund drei", "u\u0308ber Mu\u0308ller\u200b\u00ad",
  "  Ränder  ", "😀 „Anführung“ 'x' \"y\" \\ / {wording} $& \\u003c", "Ümläute ".repeat(600) + "Ende", "=cmd()|' /C calc'!A0", "__proto__", "\u202egnp.exe\u2028",
];

async function session(number) {
  const form = await data(await open(await browser.newContext(), "full"));
  const questions = new Map(form.questions.map((each) => [each.id, each]));
  const model = { organisation: "", party: null, stage: null, answers: {}, notes: {}, wordings: {} };
  let context = await browser.newContext();
  let page = await open(context, "full");
  await press(page, "Beginnen");
  model.organisation = pick(TEXTS).slice(0, 150);
  await page.fill("#field", model.organisation);
  await press(page, "Weiter");
  const [party, partyLabel] = pick(form.setup.party.choices);
  await choose(page, partyLabel);
  await press(page, "Weiter");
  const [stage, stageLabel] = pick(form.setup.stage.choices);
  await choose(page, stageLabel);
  await press(page, "Weiter");
  Object.assign(model, { party, stage });
  const done = [];

  async function answer(question) {
    const sentence = await heading(page);
    if (question.options) {
      const list = (model.answers[question.id] ||= { chosen: [], none: false, other: false });
      for (let times = 0; times < 1 + random(4); times++) {
        const [id, label] = pick([...question.options, ["other", question.other], ["none", question.none]]);
        await choose(page, label);
        if (id === "none") {
          list.none = !list.none;
          if (list.none) Object.assign(list, { chosen: [], other: false });
        } else {
          if (id === "other") list.other = !list.other;
          else if (list.chosen.includes(id)) list.chosen = list.chosen.filter((each) => each !== id);
          else list.chosen.push(id);
          if (id === "other" ? list.other : list.chosen.includes(id)) list.none = false;
        }
      }
      if (list.other && random(4)) {
        model.notes[question.id] = pick(TEXTS);
        await page.fill("#note", model.notes[question.id]);
      }
    } else {
      const [value, label] = pick(question.values);
      await choose(page, label);
      model.answers[question.id] = value;
      if (!random(4)) {
        if (!(await page.isVisible("#note"))) await page.click("summary >> text=Bemerkung");
        model.notes[question.id] = random(5) ? pick(TEXTS) : "";
        await page.fill("#note", model.notes[question.id]);
      }
    }
    model.wordings[question.id] = sentence;
  }

  /** Go on by the button; an answer that stands there was seen beside its sentence. */
  async function onwards(question) {
    if (question && model.answers[question.id] !== undefined) model.wordings[question.id] = await heading(page);
    const before = await step(page);
    await page.click("form button.main");
    if ((await step(page)) !== before) return;
    await said(page);
    if (await page.isVisible("button >> text=Vorerst offen lassen")) await press(page, "Vorerst offen lassen");
    else { // "Anderes" was ticked beside others, and nothing written
      model.notes[question.id] = "nachgetragen";
      await page.fill("#note", "nachgetragen");
      await page.click("form button.main");
    }
  }

  /** Whether there is anything to be kept: a tick at "Anderes" with nothing written is no answer. */
  const hasAnswers = () => Object.entries(model.answers).some(([id, given]) =>
    !questions.get(id).options || given.none || given.chosen.length || (given.other && (model.notes[id] || "").trim()));

  const reopen = async () => {
    await page.close();
    page = await open(context, "full");
    await page.click(".kept button.main");
  };

  const moves = {
    onwards: async (question) => { if (question && random(10)) await answer(question); await onwards(question); },
    back: async () => { if (await page.isVisible("button:visible >> text=\"Zurück\"")) await press(page, "Zurück"); },
    history: async () => { await page.goBack(); },
    forward: async () => { await page.goForward(); },
    reload: async () => { if (hasAnswers()) await reopen(); },
    jump: async () => {
      if (await page.isVisible("button:visible >> text=\"Zum Überblick\"")) await press(page, "Zum Überblick");
      if ((await step(page)) !== "review") return;
      const each = pick(form.questions);
      await page.click(`.review button >> text="${each.title}"`);
      if (random(3)) { await answer(each); await onwards(each); }
    },
    turn: async () => { // the stage is changed in the middle
      if (await page.isVisible("button:visible >> text=\"Zum Überblick\"")) await press(page, "Zum Überblick");
      if ((await step(page)) !== "review") return;
      await page.click(`.review button >> text="Phase"`);
      const [value, label] = pick(form.setup.stage.choices);
      await choose(page, label);
      model.stage = value;
      await page.click("form button.main");
    },
    carry: async () => { // saved here, loaded on another computer
      if (!(await page.isVisible("button:visible >> text=\"Antworten speichern\"")) || !hasAnswers()) return;
      const { path } = await download(page, `halfway-${number}.json`);
      await context.close();
      context = await browser.newContext();
      page = await open(context, "full");
      await load(page, path);
      await press(page, "Ja, weitermachen");
    },
  };
  const ways = ["onwards", "onwards", "onwards", "onwards", "onwards", "back", "history", "forward", "reload", "jump", "turn", "carry"];
  for (let turn = 0; turn < 50; turn++) {
    const at = await step(page);
    const way = at.startsWith("frage-") ? pick(ways) : at === "review" ? pick(["jump", "turn", "carry", "reload"]) : "onwards";
    done.push(`${at} ${way}`);
    try {
      if (at === "") { // gone back to the very beginning
        const kept = await page.isVisible(".kept");
        if (kept) await page.click(".kept button.main");
        else await press(page, "Beginnen");
      } else await moves[way](questions.get(at.replace("frage-", "")));
    } catch (error) {
      throw new Error(`session ${number}: ${done.slice(-6).join(" → ")}: ${error}`);
    }
    if ((way === "reload" || way === "carry") && hasAnswers()) { // what is no answer was not kept
      for (const [id, given] of Object.entries(model.answers)) {
        if (!questions.get(id).options || (given.other && (model.notes[id] || "").trim())) continue;
        given.other = false;
        delete model.notes[id];
      }
    }
  }
  const at = await step(page);
  if (at === "") await page.click(".kept button.main, .buttons button.main");
  if (["organisation", "party", "stage"].includes(await step(page))) while (["organisation", "party", "stage"].includes(await step(page))) await page.click("form button.main");
  if ((await step(page)) !== "review") await press(page, await page.isVisible("button:visible >> text=\"Zum Überblick\"") ? "Zum Überblick" : "Weiter");
  const file = await download(page, `session-${number}.json`);
  writeFileSync(join(saved, `session-${number}.model.json`), JSON.stringify({ ...model, done, name: file.name }));
  await context.close();
}

for (let number = 0; number < Number(sessions); number++) await session(number);

// Where the browser keeps nothing, or stops to

const REFUSALS = {
  throws: () => Object.defineProperty(window, "localStorage", { get() { throw new DOMException("no", "SecurityError"); } }),
  missing: () => Object.defineProperty(window, "localStorage", { value: null }),
  full: () => { Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); }; },
  later: () => {
    const put = Storage.prototype.setItem;
    let times = 0;
    Storage.prototype.setItem = function (...pair) {
      times += 1;
      if (times > 3) throw new DOMException("full", "QuotaExceededError");
      return put.apply(this, pair);
    };
  },
};
told.refused = {};
for (const [name, refuse] of Object.entries(REFUSALS)) {
  const context = await browser.newContext();
  await context.addInitScript(refuse);
  const page = watch(await context.newPage());
  await page.goto(urlOf("quick"));
  const seen = (told.refused[name] = { first: await heading(page) });
  await page.waitForSelector("#begun .quiet");
  seen.told = await page.textContent("#begun");
  await press(page, "Beginnen");
  for (let each = 0; each < 7; each++) {
    await choose(page, "Ja");
    if (name === "later" && each === 2) seen.later = await said(page);
    await press(page, "Weiter");
  }
  told.dialogs.length = 0;
  await page.close({ runBeforeUnload: true }).catch(() => {});
  await new Promise((done) => setTimeout(done, 300));
  seen.asks = [...told.dialogs];
  told.dialogs.length = 0;
  const again = watch(await context.newPage());
  await again.goto(urlOf("quick"));
  await again.waitForSelector("#begun .quiet");
  await again.click(".buttons button"); // "Neu beginnen", where some of it was kept
  for (let each = 0; each < 7; each++) {
    await choose(again, "Ja");
    await press(again, "Weiter");
  }
  seen.name = (await download(again, `refused-${name}.json`)).name;
  await context.close();
}

// Where nothing can be saved: the text is there to be copied

{
  const context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
  await context.addInitScript(() => { URL.createObjectURL = () => { throw new Error("blocked"); }; });
  const page = await open(context, "quick");
  await press(page, "Beginnen");
  await choose(page, "Ja");
  await press(page, "Antworten speichern");
  told.blocked = { said: await said(page), text: await page.inputValue("#text") };
  await press(page, "Text kopieren");
  await page.waitForFunction(() => document.getElementById("message").textContent.includes("kopiert"));
  told.blocked.clipboard = await page.evaluate(() => navigator.clipboard.readText()).catch((error) => String(error));
  await context.close();
}

// The keyboard alone, from the first page to the file

{
  const context = await browser.newContext();
  const page = await open(context, "quick");
  const focus = () => page.evaluate(() => document.activeElement.textContent || document.activeElement.value);
  const tabTo = async (text) => {
    for (let times = 0; times < 30; times++) {
      if ((await focus()) === text) return;
      await page.keyboard.press("Tab");
    }
    throw new Error(`the keyboard does not reach ${text}`);
  };
  told.keyboard = { headings: [] };
  await tabTo("Beginnen");
  await page.keyboard.press("Enter");
  for (let each = 0; each < 7; each++) {
    told.keyboard.headings.push([await focus(), await heading(page)]);
    await page.keyboard.press("Tab"); // to the choices
    await page.keyboard.press("Space");
    for (let times = 0; times < each % 3; times++) await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter"); // as in every form
  }
  told.keyboard.headings.push([await focus(), await heading(page)]);
  await tabTo("Antworten speichern");
  const [file] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  await file.saveAs(join(saved, "keyboard.json"));
  await context.close();
}

// Files that are none, and files of others

told.wrong = {};
{
  const context = await browser.newContext();
  const page = await open(context, "full");
  for (const name of readdirSync(join(folder, "wrong"))) {
    await page.evaluate(() => { document.getElementById("message").textContent = ""; });
    await load(page, join(folder, "wrong", name));
    told.wrong[name] = await said(page);
    if ((await step(page)) !== "") throw new Error(`${name} was taken`);
  }
  await load(page, join(saved, "look.json")); // and the right one still is
  await page.waitForSelector("text=Antworten aus einer Datei");
  told.offer = await page.textContent("main");
  await press(page, "Nein, nichts davon ansehen");
  told.declined = await heading(page);
  await context.close();
}

// Hostile words in the content and in the name; what others have put into the storage

{
  const context = await browser.newContext();
  const page = await open(context, "hostile");
  await press(page, "Beginnen");
  for (let times = 0; times < 3; times++) { await choose(page, "Ja"); await press(page, "Weiter"); }
  await press(page, "Zum Überblick");
  told.hostile = {
    title: await page.title(), text: await page.textContent("main"),
    elements: await page.evaluate(() => [...new Set([...document.querySelectorAll("body *")].map((each) => each.localName))]),
  };
  await page.evaluate(() => {
    const [key] = Object.keys(localStorage);
    localStorage.setItem(key + "x", "{");
    localStorage.setItem(key.slice(0, -3) + "abc", localStorage.getItem(key));
    localStorage.setItem("verbund-check", "null");
  });
  await page.close();
  const again = await open(context, "hostile");
  told.hostile.kept = await again.locator(".kept li").count();
  await context.close();
}

// Two windows of one form; a file beside what the browser has kept; too long a text; deleting; without scripts; the names

{
  const context = await browser.newContext();
  const one = await open(context, "quick");
  await press(one, "Beginnen");
  await choose(one, "Ja");
  await download(one, "older.json");
  const other = await open(context, "quick");
  await other.click(".kept button.main");
  await choose(other, "Nein");
  told.windows = { said: await said(one) };
  await one.close();
  await other.close();
  let page = await open(context, "quick");
  await load(page, join(saved, "older.json"));
  await press(page, "Ja, weitermachen");
  await page.close();
  page = await open(context, "quick");
  told.windows.kept = await page.locator(".kept li").count(); // neither is lost
  await page.locator(".kept li").first().locator("text=Aus diesem Browser löschen").click();
  await press(page, "Abbrechen");
  await page.waitForTimeout(50);
  page = (await page.close(), await open(context, "quick"));
  await page.locator(".kept li").first().locator("text=Aus diesem Browser löschen").click();
  await press(page, "Ja, endgültig löschen");
  told.windows.discarded = await said(page);
  told.windows.left = await page.locator(".kept li").count();
  await press(page, "Neu beginnen");
  await page.click("summary >> text=Bemerkung");
  await page.fill("#note", "ä".repeat(5001));
  await choose(page, "Ja");
  await press(page, "Antworten speichern");
  told.tooLong = { save: await said(page) };
  await press(page, "Weiter");
  told.tooLong.next = await said(page);
  await page.close();
  page = await open(context, "quick");
  await page.locator(".kept button.main").first().click();
  told.tooLong.text = await page.evaluate(() => Object.keys(localStorage).map((key) => JSON.parse(localStorage.getItem(key)).answers.benefit?.note.length));
  await context.close();
}

{
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(urlOf("full"));
  told.withoutScript = await page.innerText("body");
  await context.close();
}

told.names = {};
{
  const context = await browser.newContext();
  const page = await open(context, "full");
  await press(page, "Beginnen");
  await press(page, "Weiter");
  await choose(page, "Geschäftsleitung");
  await press(page, "Weiter");
  await choose(page, "Der Verbund arbeitet schon");
  await press(page, "Weiter");
  await choose(page, "Keiner davon");
  await press(page, "Zum Überblick");
  for (const name of JSON.parse(readFileSync(join(folder, "names.json"), "utf8"))) {
    await page.click(`.review button >> text="Betrieb"`);
    await page.fill("#field", name);
    await page.click("form button.main");
    told.names[name] = (await download(page, "name.json")).name;
  }
  await page.pdf({ path: join(folder, "print.pdf"), preferCSSPageSize: true, printBackground: true });
  await context.close();
}

{
  const context = await browser.newContext();
  await (await open(context, "full")).pdf({ path: join(folder, "blank.pdf"), preferCSSPageSize: true, printBackground: true });
  await context.close();
}

await browser.close();
console.log(JSON.stringify(told));
