// Puts the page together: what is chosen, what is asked, what is shown.

import { Asking } from "./js/asking.js";
import { renderCard } from "./js/card.js";
import { byId, el, say } from "./js/dom.js";
import { renderAnswer, renderGates } from "./js/findings.js";
import { acceptFiles } from "./js/files.js";
import { askKey } from "./js/key.js";
import { SliceList } from "./js/list.js";
import { Service } from "./js/service.js";
import { Settings } from "./js/settings.js";
import { Viewer } from "./js/viewer.js";
import { learn, percent } from "./js/words.js";

const PREVIEWED = ["image/png", "image/jpeg"];

let models = [];
let model = null;
let slices = [];
let looked = null;
let spoken = null;
const newer = new Set(); // hashes that models were asked for again

const service = new Service(askKey);
const asking = new Asking(service, changed);
const viewer = new Viewer();
const settings = new Settings(update);
const list = new SliceList(byId("list"), { select, remove, press });

acceptFiles(add);
byId("remove").addEventListener("click", () => remove(looked));
byId("clear").addEventListener("click", clear);
byId("again").addEventListener("click", () => {
  asking.again(looked);
  update();
});
byId("model").addEventListener("change", (event) => {
  model = models[event.target.selectedIndex];
  update();
});
loadModels();

async function loadModels() {
  try {
    const said = await service.models((note) => byId("card-body").model
      || byId("card-body").replaceChildren(el("p", { className: "quiet", role: "status", textContent: note })));
    models = said.models;
    learn(said.methods);
  } catch (problem) {
    return showNoModel(problem);
  }
  model = models.find(({ name }) => name === model?.name) ?? models.find(({ name }) => name === "default") ?? models[0];
  byId("model-switch").hidden = models.length < 2;
  byId("model").replaceChildren(...models.map(({ name }) => new Option(name, name, false, name === model?.name)));
  update();
}

function showNoModel(problem) {
  const again = el("button", { textContent: "Try again" });
  again.addEventListener("click", loadModels);
  byId("card-body").model = null;
  byId("card-body").replaceChildren(el("div", { className: "refused", role: "alert" },
    el("p", null, el("strong", { textContent: problem.title }), ". ", problem.detail, problem.detail && "."), again));
}

function add(files) {
  const added = files.map((file) => ({
    file,
    name: file.name,
    preview: PREVIEWED.includes(file.type) ? URL.createObjectURL(file) : null,
    results: new Map(),
  }));
  slices = [...slices, ...added];
  looked = added[0] ?? looked;
  const { activeElement } = document;
  const follows = [document.body, byId("choose")].includes(activeElement) || byId("list").contains(activeElement);
  update();
  if (follows) {
    list.focus(looked);
  }
}

function select(slice) {
  looked = slice;
  update();
}

function remove(slice) {
  const place = slices.indexOf(slice);
  const focused = byId("list").contains(document.activeElement);
  forget(slice);
  slices = slices.filter((other) => other !== slice);
  if (looked === slice) {
    looked = slices[Math.min(place, slices.length - 1)] ?? null;
  }
  update();
  say(byId("status"), `${slice.name} removed.`);
  if (looked === null) {
    byId("choose").focus();
  } else if (focused) {
    list.focus(looked);
  }
}

function clear() {
  slices.forEach(forget);
  slices = [];
  looked = null;
  update();
  say(byId("status"), "All slices removed.");
  byId("choose").focus();
}

function forget(slice) {
  asking.drop(slice);
  if (slice.preview) {
    URL.revokeObjectURL(slice.preview);
  }
}

function press(key) {
  const step = { "+": 1, "=": 1, "-": -1 }[key];
  if (step) {
    viewer.step(step);
  } else if (key === " ") {
    viewer.toggle();
  }
  return Boolean(step) || key === " ";
}

/** An answer of another hash than the card's: the model was replaced, and its card is old. */
function changed(result) {
  const { name, sha256 } = result.model ?? {};
  if (name === model.name && sha256 !== model.sha256 && !newer.has(sha256)) {
    newer.add(sha256);
    loadModels();
  }
  update();
}

/** Asks what is missing, and shows what is known. */
function update() {
  document.body.classList.toggle("empty", looked === null);
  if (model) {
    settings.offer(model);
    renderCard(model);
    asking.want(slices, looked, model, settings.values);
  }
  const verdict = (slice) => model && asking.verdict(slice, model);
  list.render(slices, looked, verdict, model);
  say(byId("tally"), tally(slices.map(verdict)));
  if (looked) {
    const result = model && asking.map(looked, model, settings.values);
    viewer.render(looked, `${slices.indexOf(looked) + 1} of ${slices.length}`, result, settings.values);
    if (model) {
      renderAnswer(verdict(looked), model);
      renderGates(asking.gates(looked, model), result?.state === "failed");
    }
    byId("settings").hidden = verdict(looked)?.state === "failed";
    announce(result);
  }
}

function tally(results) {
  const count = (...states) => results.filter((result) => states.includes(result?.state ?? "waiting")).length;
  const parts = [[count("answered"), "answered"], [count("failed"), "failed"],
    [count("waiting", "asking", "busy"), "pending"]];
  return parts.filter(([number]) => number > 0).map(([number, word]) => `${number} ${word}`).join(", ");
}

/** Says what is new about the slice that is looked at, once. */
function announce(result) {
  const note = {
    answered: () => `${looked.name}: ${result.decision}, probability ${percent(result.probabilities[result.decision])}. `
      + byId("caption").textContent,
    failed: () => `${looked.name}: ${result.problem.title}.`,
    busy: () => `${looked.name}: ${result.note}.`,
  }[result?.state]?.();
  if (note && note !== spoken) {
    spoken = note;
    say(byId("status"), note);
  }
}
