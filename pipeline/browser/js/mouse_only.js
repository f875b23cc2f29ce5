// What a mouse can press and the keyboard cannot: no focus, or focus and no keys. Doubtful ones are pressed, to see.
async () => {
    const {handlers, FOCUSABLE, tabbable, listens, tell, visible, text, effect} = localoffer;
    const PRESSED = ["click", "mousedown", "mouseup", "pointerdown", "pointerup"];
    const KEYS = ["keydown", "keyup", "keypress"];
    const NATIVE = "a[href],area[href],button,input,select,textarea,summary,label,option,audio,video,iframe,object,embed,dialog";
    const COMPOSITE = ["tablist", "radiogroup", "menu", "menubar", "listbox", "tree", "grid", "toolbar"].map(r => `[role=${r}]`).join();
    const LONGEST_NAME = 150, MOST_TRIED = 30;

    const delegated = (globalThis.jQuery?._data?.(document, "events")?.click ?? []).map(({selector}) => selector).filter(Boolean);
    const given = () => {
        const inline = document.querySelectorAll(PRESSED.map(type => `[on${type}]`).join());
        const asked = delegated.flatMap(selector => [...jQuery(selector)]);
        return new Set([...inline, ...asked, ...handlers.keys()].filter(e => e instanceof HTMLElement && e.isConnected));
    };
    const pressed = element => listens(element, ...PRESSED) || delegated.some(selector => jQuery(element).is(selector));
    const keyed = element => {
        for (let at = element; at; at = at.parentNode) if (listens(at, ...KEYS)) return true;
        return listens(window, ...KEYS);
    };
    const small = element => {
        const {width, height} = element.getBoundingClientRect();
        return width * height < innerWidth * innerHeight / 4 && text(element).length <= LONGEST_NAME;
    };
    const focusBeside = element => element.parentElement.closest(FOCUSABLE)
        || [...element.querySelectorAll(FOCUSABLE)].some(tabbable)
        || (element.matches(FOCUSABLE) && element.closest(COMPOSITE));
    // What the rule fake-control tells from the markup alone.
    const told = element => !element.matches("[role],[tabindex]") && (element.hasAttribute("onclick")
        || (element.matches("div.button,div.btn,span.button,span.btn") && text(element).split(" ").length <= 5));
    const toldLink = link => !/^\s*(#|javascript:|$)/i.test(link.getAttribute("href"))
        && ![...link.attributes].some(({name}) => /^(data-|on|aria-)/.test(name));
    let tries = MOST_TRIED;
    const works = async (element, ...keys) => {
        if (!keyed(element)) return false;
        for (const key of keys) {
            tries -= 1;
            if (tries < 0 || await effect(() => localoffer.key(element, key))) return true;
        }
        return false;
    };
    const does = async element => {
        tries -= 1;
        if (tries < 0 || !await effect(() => element.click())) return false;
        await effect(() => element.click());
        return true;
    };

    const faults = [];
    for (const element of given()) {
        if (!pressed(element) || element.matches(`html,body,form,${NATIVE}`) || !visible(element) || !small(element)) continue;
        if (element.closest("label,[aria-hidden=true],[inert],[aria-disabled=true]")) continue;
        if (tabbable(element)) {
            if (!await works(element, "Enter", " ")) faults.push(tell(element, "no-keys"));
        } else if (!told(element) && !focusBeside(element) && (getComputedStyle(element).cursor === "pointer" || await does(element))) {
            faults.push(tell(element, "no-focus"));
        }
    }
    for (const link of document.querySelectorAll("a[href][role=button]")) {
        if (visible(link) && !toldLink(link) && !await works(link, " ")) faults.push(tell(link, "no-space"));
    }
    return faults;
}
