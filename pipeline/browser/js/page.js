// Runs before a page's own scripts, in every frame: notes who listens and what is timed, and holds what the probes share.
(() => {
    if (globalThis.localoffer) return;

    const handlers = new Map();
    const {addEventListener} = EventTarget.prototype;
    const listen = (target, ...how) => addEventListener.call(target, ...how);
    EventTarget.prototype.addEventListener = function (type, ...rest) {
        const target = this ?? window;
        if (target instanceof Node || target === window) {
            if (!handlers.has(target)) handlers.set(target, new Set());
            handlers.get(target).add(type);
        }
        return addEventListener.call(target, type, ...rest);
    };

    const timers = new Map();
    const {setTimeout: start, setInterval: every, clearInterval: stopped} = window;
    const timed = (name, again) => {
        const begin = window[name].bind(window);
        window[name] = (run, delay = 0, ...given) => {
            if (typeof run !== "function") return begin(run, delay, ...given);
            const id = begin((...args) => {
                if (!again) timers.delete(id);
                return run(...args);
            }, delay, ...given);
            timers.set(id, {run: () => run(...given), delay: Number(delay) || 0, again, id});
            return id;
        };
    };
    timed("setTimeout", false);
    timed("setInterval", true);
    for (const name of ["clearTimeout", "clearInterval"]) {
        const stop = window[name].bind(window);
        window[name] = id => {
            timers.delete(id);
            stop(id);
        };
    }

    let loading = 0;
    const {fetch} = window;
    window.fetch = (...args) => {
        loading += 1;
        return fetch(...args).finally(() => { loading -= 1; });
    };
    const {send} = XMLHttpRequest.prototype;
    XMLHttpRequest.prototype.send = function (...args) {
        loading += 1;
        listen(this, "loadend", () => { loading -= 1; }, {once: true});
        return send.apply(this, args);
    };

    /** Bring what eases in once to where it comes to rest. */
    const rested = () => document.getAnimations().filter(({playState, effect}) => {
        const {iterations, endTime} = effect?.getComputedTiming() ?? {};
        return playState === "running" && iterations === 1 && endTime <= 5_000;
    }).forEach(animation => animation.finish());

    /** Wait until nothing has changed for `quiet` milliseconds and nothing is being fetched; `most` at the longest. */
    const settled = (quiet, most) => new Promise(done => {
        const began = performance.now();
        let last = began;
        const watching = new MutationObserver(() => { last = performance.now(); });
        watching.observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
        const look = every(() => {
            const now = performance.now();
            if ((loading <= 0 && now - last >= quiet) || now - began >= most) {
                watching.disconnect();
                stopped(look);
                rested();
                done();
            }
        }, 20);
    });

    const LONGEST = 300;
    const squeezed = text => text.replace(/\s+/g, " ").trim();
    const text = element => [undefined, null, document.documentElement, document.body].includes(element) ? ""
        : squeezed(element.innerText ?? element.textContent);
    const tag = element => (element.outerHTML.match(/^<[^>]*>/) ?? [element.outerHTML])[0].slice(0, LONGEST);

    const step = element => {
        if (/^[A-Za-z][\w-]*$/.test(element.id) && element.localName !== "main") return `#${element.id}`;
        const alike = [...(element.parentNode?.children ?? [])].filter(e => e.localName === element.localName);
        return alike.length < 2 ? element.localName : `${element.localName}:nth-of-type(${alike.indexOf(element) + 1})`;
    };
    const path = element => {
        const steps = [];
        for (let at = element; at instanceof Element; at = at.parentElement) {
            steps.unshift(step(at));
            if (steps[0][0] === "#" || ["main", "body", "head"].includes(at.localName)) break;
        }
        const {host} = element.getRootNode();
        return `${host ? `${path(host)} ` : ""}${steps.join(" > ")}`;
    };

    /** Every element of the page's body, and of the open shadow trees in it. */
    const everything = (root = document.body) => {
        const all = [];
        for (const element of root?.querySelectorAll("*") ?? []) {
            all.push(element);
            if (element.shadowRoot) all.push(...everything(element.shadowRoot));
        }
        return all;
    };
    /** The element around another as it is shown, out of shadow trees too. */
    const above = element => element.assignedSlot ?? element.parentElement ?? element.getRootNode().host ?? null;
    /** The words that an element holds by itself, and not in other elements. */
    const owned = element => squeezed([...element.childNodes, ...element.shadowRoot?.childNodes ?? []].filter(node => node.nodeType === Node.TEXT_NODE).map(({data}) => data).join(" "));
    /** The relative luminance of a colour in sRGB, each part from 0 to 255: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
    const luminance = rgb => {
        const [r, g, b] = rgb.map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };

    /** What a fact is made of: where something is, how it reads, and what is told of it. */
    const tell = (element, key = "", value = "") =>
        ({path: path(element), tag: tag(element), text: text(element), key, value: String(value)});

    const visible = element => {
        if (!element.checkVisibility({opacityProperty: true, visibilityProperty: true})) return false;
        const {width, height, right, bottom} = element.getBoundingClientRect();
        return width > 1 && height > 1 && right + scrollX > 0 && bottom + scrollY > 0;
    };

    const FOCUSABLE = "a[href],area[href],button,input:not([type=hidden]),select,textarea,summary,iframe,"
        + "audio[controls],video[controls],[contenteditable]:not([contenteditable=false]),[tabindex]";
    const tabbable = element => element.matches(FOCUSABLE) && element.tabIndex >= 0
        && !element.matches(":disabled") && !element.closest("[inert]") && element.checkVisibility({visibilityProperty: true});
    const tabbables = () => [...document.querySelectorAll(FOCUSABLE)].filter(tabbable);

    const listens = (element, ...types) =>
        types.some(type => handlers.get(element)?.has(type) || typeof element[`on${type}`] === "function");
    /** Whether anything on the page listens for one of these events. */
    const heard = (...types) => [...handlers.values()].some(known => types.some(type => known.has(type)))
        || [window, document, ...everything(document)].some(target => types.some(type => typeof target[`on${type}`] === "function"));
    const name = element => squeezed([element.innerText, element.value, element.title,
        element.getAttribute("aria-label"), element.querySelector("img")?.alt].filter(Boolean).join(" "));

    const PAUSE = /\b(pause|stop|halt|freeze|hide|turn off|how often|frequency|speed)\b/i;
    /** Whether the page offers to stop what moves. */
    const pausable = () => [...document.querySelectorAll("button,[role=button],input,a[href],summary,[role=switch]")]
        .some(control => visible(control) && PAUSE.test(name(control)));

    const pause = milliseconds => new Promise(done => start(done, milliseconds));
    const KEYCODES = {Enter: 13, " ": 32, Escape: 27};
    const key = (element, pressed) => {
        element.focus({focusVisible: true});
        const about = {key: pressed, code: pressed === " " ? "Space" : pressed, keyCode: KEYCODES[pressed], which: KEYCODES[pressed],
            bubbles: true, cancelable: true, composed: true};
        return ["keydown", "keypress", "keyup"].map(type => element.dispatchEvent(new KeyboardEvent(type, about))).includes(false);
    };

    /** Whether anything on the page changes when `act` is done. */
    const watched = async act => {
        let changes = 0;
        const watching = new MutationObserver(records => { changes += records.length; });
        watching.observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
        act();
        await pause(20);
        changes += watching.takeRecords().length;
        watching.disconnect();
        return changes > 0;
    };

    const stay = event => event.preventDefault();
    /** Whether `act` has any effect: it answers true, the page changes, a window would open. Nothing is sent, nobody leaves. */
    const effect = async act => {
        const {open} = window, {submit} = HTMLFormElement.prototype;
        let did = false;
        window.open = () => { did = true; return null; };
        HTMLFormElement.prototype.submit = () => { did = true; };
        listen(window, "click", stay);
        listen(window, "submit", stay, true);
        const changed = await watched(() => { did = act() === true || did; });
        window.removeEventListener("click", stay);
        window.removeEventListener("submit", stay, true);
        Object.assign(window, {open});
        Object.assign(HTMLFormElement.prototype, {submit});
        return did || changed;
    };

    globalThis.localoffer = {
        pausable, pause, key, watched, effect,
        handlers, timers, rested, settled, squeezed, text, tag, path, tell, everything, above, owned, luminance, visible, FOCUSABLE, tabbable, tabbables, listen, listens, heard, name,
    };
})();
