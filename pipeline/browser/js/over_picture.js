// Brings words that axe-core was not sure of into the window; says which part of it to look at.
n => {
    const element = localoffer.unsure[n];
    const {visible, text} = localoffer;
    if (!(element instanceof HTMLElement) || !element.isConnected || !visible(element) || !text(element)) return null;
    element.scrollIntoView({block: "center", behavior: "instant"});
    const range = document.createRange();
    range.selectNodeContents(element);
    const {left, top, right, bottom} = range.getBoundingClientRect();
    const clip = {x: Math.max(0, left), y: Math.max(0, top)};
    clip.width = Math.min(innerWidth, right) - clip.x;
    clip.height = Math.min(innerHeight, bottom) - clip.y;
    const hide = document.createElement("style");
    hide.textContent = "[data-localoffer-wordless],[data-localoffer-wordless] *{color:transparent!important;"
        + "-webkit-text-fill-color:transparent!important;text-shadow:none!important;text-decoration-color:transparent!important;transition:none!important}";
    localoffer.wordless = {
        element,
        on: () => {
            document.documentElement.append(hide);
            element.setAttribute("data-localoffer-wordless", "");
        },
        off: () => {
            hide.remove();
            element.removeAttribute("data-localoffer-wordless");
        },
    };
    return clip.width > 4 && clip.height > 4 ? {...clip, x: clip.x + scrollX, y: clip.y + scrollY} : null;
}
