// What opens only under the mouse: finds, by the page's styles and listeners, what to try, and what stays hidden meanwhile.
() => {
    const {handlers, visible, FOCUSABLE, tabbable, squeezed, rested} = localoffer;
    const MOST = 5;
    const rules = [];
    const gather = list => {
        for (const rule of list) {
            if (rule.selectorText?.includes(":hover")) rules.push(rule);
            if (rule.cssRules?.length) gather(rule.cssRules);
        }
    };
    for (const sheet of document.styleSheets) {
        try { gather(sheet.cssRules); } catch { /* a style sheet of another site */ }
    }
    const SHOWS = ["display", "visibility", "opacity", "left", "top", "height", "max-height", "transform", "clip", "clip-path"];
    const found = new Map();
    for (const {selectorText, style} of rules.filter(({style}) => SHOWS.some(name => style?.getPropertyValue(name)))) {
        for (const selector of selectorText.split(",")) {
            const [, before, after] = selector.match(/^(.*?):hover(\s*[ >+~].*)$/) ?? [];
            if (!before?.trim()) continue;
            try {
                for (const over of document.querySelectorAll(before)) {
                    const target = document.querySelectorAll(`${before}${after}`);
                    const shown = [...target].find(e => over.parentElement?.contains(e) && !visible(e) && squeezed(e.textContent));
                    if (visible(over) && shown && !found.has(over)) found.set(over, shown);
                }
            } catch { /* a selector that holds for nothing */ }
        }
    }
    const listened = [...handlers].filter(([e, types]) => e instanceof HTMLElement && visible(e) && !found.has(e)
        && ["mouseenter", "mouseover", "pointerenter"].some(type => types.has(type)) && !e.matches("html,body"));
    const kinds = new Map();
    for (const over of [...found.keys(), ...listened.map(([e]) => e)]) {
        const kind = `${over.localName}.${over.className}`;
        if (!kinds.has(kind)) kinds.set(kind, over);
    }
    localoffer.overs = [...kinds.values()].slice(0, MOST);
    const texts = () => [...document.querySelectorAll("body *")].filter(e => squeezed(e.textContent) && visible(e));
    localoffer.hover = {
        start: n => {
            const over = localoffer.overs[n];
            over.scrollIntoView({block: "center"});
            localoffer.hover.before = new Set(texts());
            const {left, top, width, height} = over.getBoundingClientRect();
            return {x: left + Math.min(width / 2, 40), y: top + Math.min(height / 2, 12)};
        },
        opened: () => {
            rested();
            const fresh = texts().filter(e => !localoffer.hover.before.has(e));
            localoffer.hover.shown = fresh.find(e => !fresh.includes(e.parentElement));
            return Boolean(localoffer.hover.shown);
        },
        /** Whether it is still there when the mouse has gone. */
        stays: () => {
            rested();
            return visible(localoffer.hover.shown);
        },
        /** Whether the keyboard shows it too: by the focus, or by pressing what has it. */
        byKeys: async n => {
            const over = localoffer.overs[n], {shown} = localoffer.hover;
            const hidden = () => !visible(shown);
            const around = [over, ...over.querySelectorAll(FOCUSABLE), over.closest(FOCUSABLE),
                ...(over.parentElement?.querySelectorAll(":scope > button, :scope > [role=button], :scope > summary") ?? [])];
            for (const stop of new Set(around.filter(e => e && tabbable(e) && !shown.contains(e)))) {
                stop.focus({focusVisible: true});
                await localoffer.pause(60);
                rested();
                if (!hidden()) return true;
                if (stop.matches("a[href]:not([href^='#']):not([aria-expanded]):not([aria-haspopup])")) continue;
                await localoffer.effect(() => localoffer.key(stop, "Enter"));
                if (stop.matches("button,summary,a")) await localoffer.effect(() => stop.click());
                await localoffer.pause(60);
                rested();
                if (!hidden()) return true;
            }
            return false;
        },
        told: n => {
            const over = localoffer.overs[n], {shown} = localoffer.hover;
            const leads = [over, ...over.querySelectorAll("a[href]")].some(e => e.matches("a[href]:not([href^='#']):not([href^='javascript:'])") && !shown.contains(e));
            return {...localoffer.tell(over, shown.querySelector("a[href]") ? "menu" : "words", leads ? "leads" : ""),
                text: squeezed(over.innerText).slice(0, 300)};
        },
    };
    return localoffer.overs.length;
}
