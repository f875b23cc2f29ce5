// Gets ready for the Tab key: how each stop looks without the focus, and a log of where the focus goes.
most => {
    const {tabbables, visible, heard, listen, everything} = localoffer;
    const TOLD = ["outlineStyle", "outlineColor", "outlineWidth", "outlineOffset", "boxShadow", "backgroundColor", "backgroundImage",
        "borderTopColor", "borderTopWidth", "borderTopStyle", "borderBottomColor", "borderBottomWidth", "borderBottomStyle",
        "color", "textDecorationLine", "textDecorationThickness", "opacity", "transform", "width", "height", "clipPath", "filter"];
    const still = document.createElement("style");
    still.textContent = "*,*::before,*::after{transition:none!important;scroll-behavior:auto!important}";
    document.documentElement.append(still);

    const styled = (element, part) => {
        const style = getComputedStyle(element, part);
        const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 && !/, 0\)$/.test(style.outlineColor);
        return TOLD.map(name => name.startsWith("outline") && !outlined ? "" : style[name]).join("|");
    };
    const made = (element, part) => ["none", "normal"].includes(getComputedStyle(element, part).content) ? "" : styled(element, part);
    const look = element => [styled(element), made(element, "::before"), made(element, "::after")].join("\n");
    const stops = tabbables().slice(0, most);
    /** What style sheets may tell it by: itself and what is around it. The ids of single items tell nothing. */
    const kind = element => {
        const steps = [];
        for (let at = element; at && at !== document.body; at = at.parentElement) {
            steps.push(`${at.localName}.${at.className}${steps.length > 2 ? `#${at.id}` : ""}`);
        }
        return steps.join();
    };
    const kinds = Map.groupBy(stops.filter(visible), kind);
    const looks = new Map([...kinds.values()].map(([first]) => [first, look(first)]));
    const log = [], changed = new Set();
    const at = () => {
        let element = document.activeElement;
        while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
        return element === document.body || element === document.documentElement ? null : element;
    };
    const see = () => {
        const element = at();
        if (element && looks.has(element) && look(element) !== looks.get(element)) changed.add(element);
        return element;
    };
    localoffer.walk = {stops, log, changed, look, looks, at, see, done: () => still.remove()};
    listen(window, "keydown", ({key}) => {
        if (key === "Tab") log.push(see());
    }, true);
    document.activeElement?.blur?.();
    getSelection()?.removeAllRanges();
    scrollTo(0, 0);
    // Where no script hears of keys or of the focus, the Tab key can do nothing but go on: no need to press it.
    const plain = !heard("keydown", "keyup", "keypress", "focus", "focusin", "blur", "focusout")
        && !document.querySelector("iframe,frame,object,embed,[tabindex]:not([tabindex='0'],[tabindex^='-'])")
        && everything().every(({shadowRoot}) => !shadowRoot);
    const alone = stop => stop.type !== "radio" || stop.checked || !stops.some(other => other !== stop && other.type === "radio"
        && other.name === stop.name && (other.checked || stop.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_PRECEDING));
    if (plain) {
        log.push(null);
        for (const stop of stops.filter(alone)) {
            stop.focus({focusVisible: true, preventScroll: true});
            log.push(see());
        }
    }
    const reacts = stops.some(e => localoffer.listens(e, "blur", "focusout"));
    return {stops: stops.length, reacts, plain, released: heard("keyup")};
}
