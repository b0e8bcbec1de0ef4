// Saving: the file that the browser puts down, and the text of it where none can be saved.

function save() {
  const text = fileText();
  const name = fileName();
  offerCopy(text, name);
  const long = ["organisation", ...questions.map(stepOf)].find(tooLong);
  if (long) return say(`„${long === "organisation" ? data.setup.organisation.title : questionAt(long).title}“: ${tooLong(long)}`, true);
  if (new Blob([text]).size > data.limits.bytes) return say(T.saving.too_big, true);
  try {
    const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    const link = el("a", { href: url, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 60000);
    isDirty = false;
    return say(fill(T.saving.saved, { file: name }));
  } catch {
    document.querySelector("#copying details").open = true;
    return say(T.saving.blocked, true);
  }
}

/** The text of the file, to be copied where nothing can be saved; no browser tells whether it has saved. */
function offerCopy(text, name) {
  const field = el("textarea", { id: "text", rows: "6", readonly: "", spellcheck: "false" });
  field.value = text;
  const copy = () => {
    field.select();
    let isDone = false;
    try {
      isDone = document.execCommand("copy"); // the newer way is not allowed in a file that lies on a disk
    } catch { /* it stays selected */ }
    if (isDone) isDirty = false;
    say(isDone ? T.saving.copied : T.saving.not_copied);
  };
  document.getElementById("copying").replaceChildren(details(T.saving.copy_title,
    el("label", { for: "text" }, fill(T.saving.copy_explanation, { file: name })), field, button(T.buttons.copy, copy)));
}
