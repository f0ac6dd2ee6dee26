// The switches for class, layer and method: those that the model has.

import { byId, el, say } from "./dom.js";
import { layerTitle, methodText, methodTitle } from "./words.js";

export class Settings {
  #values = { class: "", layer: "conv", method: "gradcam" };
  #model = null;
  #changed;

  /** @param changed is called after every change */
  constructor(changed) {
    this.#changed = changed;
    byId("settings").addEventListener("change", (event) => {
      this.#values = { ...this.#values, [event.target.name]: event.target.value };
      this.#describe();
      changed();
    });
  }

  /** The query of an explanation; the empty class is the predicted one. */
  get values() {
    return this.#values;
  }

  /** Offers what a model has; a choice that it lacks falls back to the first. */
  offer(model) {
    if (JSON.stringify(offered(model)) === JSON.stringify(offered(this.#model))) {
      return;
    }
    this.#model = model;
    const { classes, layers, methods } = model;
    const keep = (value, values) => (values.includes(value) ? value : values[0]);
    this.#values = {
      class: keep(this.#values.class, ["", ...classes]),
      layer: keep(this.#values.layer, layers),
      method: keep(this.#values.method, methods),
    };
    this.#radios("classes", "class", [["", "Predicted"], ...classes.map((name) => [name, name])]);
    this.#radios("layer", "layer", layers.map((word) => [word, layerTitle(word)]));
    byId("layer").hidden = layers.length < 2;
    const select = byId("method");
    select.name = "method";
    select.replaceChildren(...methods.map((word) => new Option(methodTitle(word), word)));
    select.value = this.#values.method;
    this.#describe();
  }

  #radios(fieldset, name, choices) {
    const legend = byId(fieldset).querySelector("legend");
    const row = el("div", { className: "choices" }, ...choices.map(([value, title]) => el("label", null,
      el("input", { type: "radio", name, value, checked: value === this.#values[name] }),
      el("span", { textContent: title }))));
    byId(fieldset).replaceChildren(legend, row);
  }

  #describe() {
    say(byId("method-text"), methodText(this.#values.method));
  }
}

const offered = (model) => model && [model.classes, model.layers, model.methods];
