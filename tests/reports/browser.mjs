// Opens each HTML file of a folder in headless Chromium, as test_reports_browser.py wants it (see .ci/browser).
//
//     NODE_PATH=…/node_modules node browser.mjs FOLDER [PICTURES]
//
// Prints one JSON object: for each file the requests that left, what the console said, the violations that axe-core
// found, how far the page is wider than its window, and its visible text. Prints each page to FOLDER/NAME.print.pdf.
import { createRequire } from "node:module";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(process.env.NODE_PATH + "/");
const puppeteer = require("puppeteer-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const [folder, pictures] = process.argv.slice(2).map((each) => resolve(each));
const chromium = process.env.CHROMIUM || execFileSync("which", ["chromium"]).toString().trim();

const views = {
  desktop: { width: 1200, height: 900, dark: false },
  dark: { width: 1200, height: 900, dark: true },
  phone: { width: 375, height: 720, dark: false },
  narrow: { width: 320, height: 640, dark: true },
};

const browser = await puppeteer.launch({
  executablePath: chromium,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--no-first-run"],
});
const told = {};
for (const name of readdirSync(folder).filter((each) => each.endsWith(".html")).sort()) {
  const url = pathToFileURL(join(folder, name)).href;
  const page = await browser.newPage();
  const seen = (told[name.replace(/\.html$/, "")] = { requests: [], console: [], violations: [], wider: {} });
  page.on("request", (request) => request.url() !== url && seen.requests.push(request.url()));
  page.on("console", (message) => seen.console.push(message.text()));
  page.on("pageerror", (error) => seen.console.push(String(error)));
  page.on("dialog", (dialog) => { seen.console.push("dialog: " + dialog.message()); dialog.dismiss(); });
  await page.goto(url, { waitUntil: "networkidle0" });
  await page.evaluate(axe); // the page's own policy lets no script in
  for (const [view, { width, height, dark }] of Object.entries(views)) {
    await page.setViewport({ width, height });
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: dark ? "dark" : "light" }]);
    seen.wider[view] = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (view === "desktop") {
      seen.text = await page.evaluate(() => document.body.innerText);
      seen.title = await page.title();
      seen.elements = await page.evaluate(() => [...new Set([...document.querySelectorAll("*")].map((e) => e.localName))]);
    }
    const found = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
    for (const { id, help, nodes } of found.violations) {
      seen.violations.push(`${view}: ${id}: ${help}: ${nodes[0].html.slice(0, 200)}`);
    }
    if (pictures) await page.screenshot({ path: join(pictures, `${name}-${view}.png`), fullPage: true });
  }
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "dark" }]); // paper stays white all the same
  await page.pdf({ path: join(folder, name.replace(/html$/, "print.pdf")), preferCSSPageSize: true, printBackground: true });
  await page.close();
}
await browser.close();
console.log(JSON.stringify(told));
