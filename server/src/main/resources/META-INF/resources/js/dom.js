// Elements, made so that strings from outside are text and never markup.

export const byId = (id) => document.getElementById(id);

/** Creates an element; properties with a dash and `role` become attributes. */
export function el(tag, properties, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (name === "role" || name.includes("-")) {
      element.setAttribute(name, value);
    } else {
      element[name] = value;
    }
  }
  element.append(...children);
  return element;
}

/** Sets a text only if it is another: live regions speak on every change. */
export function say(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** Shows a picture in its place, or none: an image without a source is no image. */
export function show(place, image, source) {
  if (!source) {
    image.remove();
    image.removeAttribute("src");
  } else if (image.getAttribute("src") !== source) { // one that could not be shown is not tried again
    image.src = source;
    place.append(image);
  }
}

const END = 12; // characters

/**
 * Shows a name; where it is too long, the dots stand before its end, which tells it from others. It is two pieces then:
 * its label for those who listen is the caller's business.
 */
export function showName(element, name) {
  if (element.textContent !== name) {
    const characters = [...name];
    element.dir = "auto";
    element.replaceChildren(
      el("span", { className: "start", textContent: characters.slice(0, -END).join("") }),
      el("span", { className: "end", textContent: characters.slice(-END).join("") }));
  }
}

export const png = (base64) => "data:image/png;base64," + base64;
