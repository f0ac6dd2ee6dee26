// Words and numbers as people read them.

/** The service's methods, by id. */
let methods = new Map();

/** Takes what the service says of its methods: id, title, text, dependsOnClass. */
export function learn(said) {
  methods = new Map(said.map((method) => [method.id, method]));
}

const LAYERS = { conv: "Convolution", attention: "Attention" };

const METRICS = {
  loss: "Loss", f1: "F1", macroF1: "Macro F1", accuracy: "Accuracy", auroc: "AUROC",
  averagePrecision: "Average precision", mcc: "Matthews correlation", brier: "Brier score",
  ece: "Calibration error", balancedAccuracy: "Balanced accuracy", precision: "Precision", recall: "Recall", specificity: "Specificity",
};

export const methodTitle = (id) => methods.get(id)?.title ?? id;
export const methodText = (id) => methods.get(id)?.text ?? "";
export const layerTitle = (id) => LAYERS[id] ?? id;
export const metricTitle = (id) => METRICS[id] ?? id;

/** Whether a method's maps differ between classes. */
export const dependsOnClass = (id) => methods.get(id)?.dependsOnClass ?? true;

export const whole = (number) => number.toLocaleString("en").replaceAll(",", "\u202f");

/** Such as 1 epoch or 2 epochs. */
export const counted = (number, word) => `${whole(number)} ${word}${number === 1 ? "" : "s"}`;

export function percent(probability, digits = 1) {
  const least = 10 ** -digits;
  const hundredfold = 100 * probability;
  if (hundredfold > 0 && hundredfold < least / 2) {
    return `< ${least} %`;
  }
  if (hundredfold < 100 && hundredfold > 100 - least / 2) {
    return `> ${(100 - least).toFixed(digits)} %`;
  }
  return `${hundredfold.toFixed(digits)} %`;
}

/** A threshold has the digits that someone gave it. */
export const thresholdText = (threshold) => `${Number((100 * threshold).toFixed(4))} %`;

/** With as many digits as tell a probability from the threshold beside it. */
export function percentBeside(probability, threshold) {
  let digits = 1;
  while (digits < 6 && probability !== threshold
      && (100 * probability).toFixed(digits) === (100 * threshold).toFixed(digits)) {
    digits++;
  }
  return percent(probability, digits);
}

/** A model's answer for a slice. */
export function sentence(answer, model) {
  const positive = model.positiveClass;
  const probability = answer.probabilities[positive];
  const side = probability >= model.threshold ? "reaches" : "is below";
  const number = percentBeside(probability, model.threshold);
  const subject = answer.prediction === positive
    ? `its probability of ${number}`
    : `the probability of ${positive}, ${number},`;
  return `The most probable class is ${answer.prediction}${answer.prediction === answer.decision ? ";" : ", but"} `
    + `${subject} ${side} the threshold of ${thresholdText(model.threshold)}.`;
}

/** What a heat map shows. */
export function mapTitle(map) {
  const subject = dependsOnClass(map.method) ? map.class : "any class";
  return `${methodTitle(map.method)} for ${subject}, layer ${map.layer}`;
}
