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

/** Shows a picture, or none. */
export function show(image, source) {
  if (source) {
    if (image.getAttribute("src") !== source) {
      image.src = source;
    }
  } else {
    image.removeAttribute("src");
  }
}

export const png = (base64) => "data:image/png;base64," + base64;
