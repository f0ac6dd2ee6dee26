// The model's card.

import { byId, el } from "./dom.js";
import { counted, metricTitle, thresholdText, whole } from "./words.js";

/** Shows what a model is and where it comes from. */
export function renderCard(model) {
  const body = byId("card-body");
  if (body.model === model) {
    return;
  }
  body.model = model;
  byId("phantom").hidden = !model.phantom;
  const { card } = model;
  body.replaceChildren(
    list([
      ["Name", model.name],
      ["Network", networkText(model)],
      ["Input", `${model.size} \u00d7 ${model.size} pixels`],
      ["Parameters", whole(model.parameters)],
      ["Classes", model.classes.join(", ")],
      ["Positive class", model.positiveClass],
      ["Threshold", thresholdText(model.threshold)],
      ["Trained", card.epoch == null ? "elsewhere (imported weights)" : counted(card.epoch, "epoch")],
      ["Data", dataText(card.data)],
      ["Device", model.device],
      ["SHA-256", el("code", { textContent: model.sha256 })],
    ]),
    ...metrics(card),
    details("Full card", el("pre", { tabIndex: 0, textContent: JSON.stringify(card, null, 2) })),
  );
}

function list(entries) {
  return el("dl", null, ...entries.filter(([, value]) => value).map(([term, value]) =>
    el("div", null, el("dt", { textContent: term }), el("dd", null, value))));
}

function details(title, ...content) {
  return el("details", null, el("summary", { textContent: title }), ...content);
}

function metrics(card) {
  const scores = Object.entries(card.metrics ?? {});
  return scores.length === 0 ? [] : [details("Scores on validation", list(scores.map(([word, score]) =>
    [metricTitle(word), score.toFixed(3)])))];
}

function networkText({ networkTitle, card }) {
  const places = (card.network?.attention ?? [])
    .map((attention, i) => (attention && attention.kind !== "none" ? i + 1 : 0)).filter(Boolean);
  const after = places.length > 1 ? "convolutions" : "convolution";
  return places.length === 0 ? networkTitle : `${networkTitle}, attention after ${after} ${places.join(", ")}`;
}

function dataText(data) {
  if (!data) {
    return "";
  }
  const counts = [["train", "training"], ["validation", "validation"], ["test", "test"]]
    .filter(([key]) => data[key] > 0).map(([key, word]) => `${whole(data[key])} ${word}`);
  return `${data.phantom ? "phantom slices" : "slices"}: ${counts.join(", ")}`;
}
