// What each check of axe-core could find anything in, by its name. Whoever is left out would pass, so a page without
// suspects needs no axe-core at all.
() => {
    const {visible, squeezed, everything, above, owned, luminance} = localoffer;
    const all = everything();
    const styles = new Map([document.documentElement, document.body, ...all].map(element => [element, getComputedStyle(element)]));

    const known = new Map();
    const parts = colour => {
        if (!known.has(colour)) {
            const numbers = colour.match(/^rgba?\(([^)]*)\)$/)?.[1].split(/[ ,/]+/).map(Number);
            known.set(colour, numbers && {light: luminance(numbers.slice(0, 3)), alpha: numbers[3] ?? 1});
        }
        return known.get(colour);
    };
    const painted = ({backgroundImage, backgroundColor}) => backgroundImage !== "none" || parts(backgroundColor)?.alpha !== 0;
    const lying = all.filter(element => styles.get(element).position !== "static" && (painted(styles.get(element))
        || element.querySelector("img,video,canvas,svg"))).map(element => ({element, box: element.getBoundingClientRect()}));
    const covered = element => {
        const a = element.getBoundingClientRect();
        return lying.some(({element: other, box: b}) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
            && !other.contains(element) && !element.contains(other));
    };
    const grounds = new Map([[null, 1]]);
    /** The luminance of the plain colour that an element lies on; null where there is none, or who knows. */
    const ground = element => {
        if (!grounds.has(element)) {
            const {backgroundColor, backgroundImage, opacity, filter, mixBlendMode, position, zIndex} = styles.get(element);
            const colour = parts(backgroundColor);
            const plain = colour && backgroundImage === "none" && opacity === "1" && filter === "none" && mixBlendMode === "normal"
                && !(position !== "static" && zIndex < 0) && (colour.alpha === 1 || colour.alpha === 0);
            grounds.set(element, !plain ? null : colour.alpha ? colour.light : ground(above(element)));
        }
        return grounds.get(element);
    };
    const pale = element => {
        const {color, textShadow, fontSize, fontWeight} = styles.get(element);
        const [words, below] = [parts(color), ground(element)];
        if (words?.alpha !== 1 || below === null || textShadow !== "none") return true;
        const [dark, light] = [words.light, below].sort((x, y) => x - y);
        const size = parseFloat(fontSize);
        const needed = size >= 24 || (size >= 18.67 && Number(fontWeight) >= 700) ? 3 : 4.5;
        return (light + 0.05) / (dark + 0.05) < needed + 0.01 || covered(element);
    };

    const speaks = element => owned(element) || element.matches("input,select,textarea")
        || (element.shadowRoot && owned(element.shadowRoot));
    const amid = element => element.parentElement
        && [...element.parentElement.childNodes].some(node => node !== element && squeezed(node.textContent ?? ""));
    const lined = ({textDecorationLine, borderBottomStyle, borderBottomWidth}) => textDecorationLine.includes("underline")
        || (borderBottomStyle !== "none" && parseFloat(borderBottomWidth) > 0);

    const TRUTH = /^(true|false)$/;
    const SOUND = {
        "aria-label": /\S/, "aria-hidden": TRUTH, "aria-expanded": TRUTH, "aria-selected": TRUTH, "aria-modal": TRUTH, "aria-atomic": TRUTH,
        "aria-haspopup": /^(true|false|menu|listbox|tree|grid|dialog)$/, "aria-live": /^(off|polite|assertive)$/,
        "aria-current": /^(page|step|location|date|time|true|false)$/,
    };
    const POINTERS = /^aria-(labelledby|describedby|controls|owns)$/;
    const sound = (element, name) => {
        if (!name.startsWith("aria-")) return true;
        const value = element.getAttribute(name);
        return SOUND[name]?.test(value) || (POINTERS.test(name) && value.trim()
            && value.trim().split(/\s+/).every(id => element.getRootNode().getElementById(id)));
    };
    const SUITED = "div,span,form[role=search],nav[role=navigation],main[role=main],aside[role=complementary],ul[role=list],"
        + "body > header[role=banner],body > footer[role=contentinfo],a[href][role=button],button[role=tab],a[href][role=tab]";
    const row = ["posinset", "setsize", "expanded", "level"].map(name => `tr[aria-${name}],[role=row][aria-${name}]`).join();
    // As ACT rule 0ssw9k has it: where no more than the padding is out of sight, nothing waits to be scrolled to.
    const scrolls = element => {
        const {overflowX, overflowY, paddingLeft, paddingRight, paddingTop, paddingBottom} = styles.get(element);
        const room = (...sides) => sides.reduce((sum, side) => sum + parseFloat(side), 0);
        return (/auto|scroll/.test(overflowX) && element.scrollWidth - element.clientWidth > room(paddingLeft, paddingRight))
            || (/auto|scroll/.test(overflowY) && element.scrollHeight - element.clientHeight > room(paddingTop, paddingBottom));
    };
    const matching = selector => all.filter(element => element.matches(selector));
    return {
        "aria-allowed-role": all.filter(element => element.hasAttribute("role") && !element.matches(SUITED)),
        "aria-conditional-attr": matching(`input[aria-checked],${row}`),
        "aria-valid-attr-value": all.filter(element => !element.getAttributeNames().every(name => sound(element, name))),
        "color-contrast": all.filter(element => speaks(element) && visible(element) && pale(element)),
        "landmark-one-main": document.querySelector("main:not([role]),[role=main]") ? [] : [document.documentElement],
        "link-in-text-block": matching("a[href],[role=link]").filter(link => visible(link) && !lined(styles.get(link)) && amid(link)),
        "scrollable-region-focusable": all.filter(scrolls),
        "table-duplicate-name": matching("table[summary]"),
    };
}
