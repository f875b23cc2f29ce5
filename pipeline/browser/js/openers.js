// What may open a dialog when it is pressed, and how to see whether it has.
() => {
    const {handlers, visible, tell, tabbable, FOCUSABLE, listens} = localoffer;
    const MOST = 6;
    const DIALOG = "dialog[open],[role=dialog],[role=alertdialog],[aria-modal=true]";
    const OPENS = "[aria-haspopup=dialog],[data-toggle=modal],[data-bs-toggle=modal],[command=show-modal]";
    const presses = element => element.matches(OPENS) || (element.matches("button:not([type=submit]),[role=button],a[href^='#'],a:not([href])")
        && !(element.localName === "button" && element.type === "submit" && element.form)
        && (listens(element, "click") || element.hasAttribute("popovertarget")));
    const skips = element => element.matches("a[href^='#']") && element.hash.length > 1 && !element.matches(OPENS)
        && !listens(element, "click");
    const kinds = new Map();
    for (const element of new Set([...document.querySelectorAll(`${OPENS},[onclick]`), ...handlers.keys()])) {
        if (!(element instanceof HTMLElement) || !element.isConnected || !visible(element) || !presses(element) || skips(element)) continue;
        const kind = `${element.localName}.${element.className}`;
        if (!kinds.has(kind)) kinds.set(kind, element);
    }
    const openers = [...kinds.values()].slice(0, MOST);
    const central = ({left, right, top, bottom, width, height}) => width >= 200 && height >= 60 && left <= innerWidth / 2
        && right >= innerWidth / 2 && bottom > innerHeight * 0.15 && top < innerHeight * 0.6;
    const over = element => getComputedStyle(element).position === "fixed" && central(element.getBoundingClientRect())
        && element.textContent.trim() && !element.closest("header,nav,[role=status],[role=alert],[role=menu],[role=tooltip]");
    const overlays = () => [...document.querySelectorAll("body *")].filter(e => visible(e) && (e.matches(DIALOG) || over(e)));
    localoffer.dialogs = {
        count: openers.length,
        open: async n => {
            const opener = openers[n];
            if (!opener.isConnected || !visible(opener)) return null;
            const before = new Set(overlays());
            opener.focus({focusVisible: true});
            await localoffer.effect(() => opener.click());
            await localoffer.pause(250);
            const fresh = overlays().filter(e => !before.has(e));
            const dialog = fresh.find(e => e.matches(DIALOG)) ?? fresh.find(e => !fresh.includes(e.parentElement));
            Object.assign(localoffer.dialogs, {opener, dialog});
            if (!dialog) return null;
            const modal = dialog.matches("[aria-modal=true],:modal");
            return {told: tell(dialog), inside: dialog.contains(document.activeElement), modal,
                stops: [...dialog.querySelectorAll(FOCUSABLE)].filter(tabbable).length};
        },
        inside: () => [document.body, document.documentElement].includes(document.activeElement)
            || localoffer.dialogs.dialog.contains(document.activeElement),
        closed: async () => {
            await localoffer.pause(350);
            return !localoffer.dialogs.dialog.isConnected || !visible(localoffer.dialogs.dialog);
        },
        back: () => {
            const {opener} = localoffer.dialogs;
            return document.activeElement === opener || !visible(opener) || ![document.body, document.documentElement, null].includes(document.activeElement);
        },
    };
    return openers.length;
}
