// What the model says of a slice: the decision, a bar for each class, the gates.

import { byId, el, png, say } from "./dom.js";
import { percent, sentence, thresholdText } from "./words.js";

/** @param result an answer, or nothing yet */
export function renderAnswer(result, model) {
  const answered = result?.state === "answered";
  byId("answer").hidden = result?.state === "failed";
  byId("answer").classList.toggle("pending", !answered);
  say(byId("decision"), answered ? result.decision : "\u2026");
  byId("decision").classList.toggle("positive", answered && result.decision === model.positiveClass);
  say(byId("sentence"), answered ? sentence(result, model) : "There is no answer yet.");
  byId("bars").replaceChildren(
    ...model.classes.map((name) => bar(name, answered ? result.probabilities[name] : null, model)));
}

function bar(name, probability, model) {
  const positive = name === model.positiveClass;
  const value = probability === null ? "" : percent(probability);
  const fill = el("span", { className: "fill" });
  fill.style.width = `${100 * (probability ?? 0)}%`;
  const track = el("span", {
    className: "track", role: "meter", "aria-label": `Probability of ${name}`, "aria-valuemin": 0,
    "aria-valuemax": 1, "aria-valuenow": probability ?? 0, "aria-valuetext": value || "not known yet",
  }, fill);
  const row = el("div", { className: positive ? "bar positive" : "bar" },
    el("span", { className: "name", textContent: name }), el("span", { className: "value", textContent: value }), track);
  if (positive) {
    const tick = el("span", { className: "tick" });
    tick.style.left = `${100 * model.threshold}%`;
    track.append(tick);
    row.append(mark(model.threshold));
  }
  return row;
}

/** The threshold in words, below its tick and never beyond the bar's ends. */
function mark(threshold) {
  const text = el("span", { className: "mark", textContent: `threshold ${thresholdText(threshold)}` });
  const right = threshold > 0.5;
  text.classList.toggle("before", right);
  text.style[right ? "marginRight" : "marginLeft"] = `${100 * (right ? 1 - threshold : threshold)}%`;
  return text;
}

/**
 * @param gates what the spatial gates let through; none for networks without; undefined where not known yet
 * @param failed whether they never will be
 */
export function renderGates(gates, failed) {
  const list = byId("gate-list");
  byId("gates").hidden = failed || !(gates ?? list.gates)?.length;
  list.classList.toggle("pending", !gates);
  if (gates && list.gates !== gates) {
    list.gates = gates;
    list.replaceChildren(...gates.map((gate) => el("figure", null,
      el("img", {
        src: png(gate.png), width: gate.side, height: gate.side,
        alt: `Spatial gate after convolution ${gate.convolution}`,
      }),
      el("figcaption", null, `Convolution ${gate.convolution}`,
        el("span", { className: "quiet", textContent: `${gate.side} \u00d7 ${gate.side}` })))));
  }
}
