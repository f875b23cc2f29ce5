// What no longer fits when words are spaced as WCAG 1.4.12 says, and when they are twice as large: text cut off, and text
// over text. Keeps at hand what to ask in a smaller window. What the page has at its usual size is told of none of these.
() => {
    const {visible, tell, squeezed, text, owned} = localoffer;
    const SLACK = 3, ROOM = 12, MOST = 3, MOST_CLIPPED = 5;
    const range = document.createRange();
    const rects = element => [...element.childNodes].filter(node => node.nodeType === Node.TEXT_NODE && node.data.trim())
        .flatMap(node => { range.selectNode(node); return [...range.getClientRects()]; }).filter(r => r.width > 1 && r.height > 1);
    const all = [...document.body.querySelectorAll("*")].filter(e => !e.matches("script,style,noscript,template,option,svg *"));
    const worded = elements => elements.filter(e => owned(e) && visible(e)).map(element => ({element, areas: rects(element)}));

    const cuts = box => {
        const {overflowX, overflowY} = getComputedStyle(box);
        const [x, y] = [overflowX, overflowY].map(value => value === "hidden" || value === "clip");
        return {box, x: x && box.scrollWidth > box.clientWidth + SLACK, y: y && box.scrollHeight > box.clientHeight + SLACK};
    };
    const cutting = () => all.map(cuts).filter(({box, x, y}) => (x || y)
        && box.clientWidth > ROOM && box.clientHeight > ROOM / 3 && !box.matches("html,body,input,textarea,select,iframe,video,canvas"));
    const cut = ({box, x, y}) => {
        const edge = box.getBoundingClientRect();
        const offered = box.matches(":has(a[href],button)") && !text(box);
        return !offered && !box.closest("[aria-hidden=true]") && worded([box, ...box.querySelectorAll("*")]).some(({areas}) => areas.some(r => {
            const starts = r.left < edge.right - SLACK && r.right > edge.left + SLACK && r.top < edge.bottom - 1 && r.bottom > edge.top + 1;
            const cutX = x && r.right > edge.right + SLACK && r.left < edge.right;
            const cutY = y && r.bottom > edge.bottom + SLACK && r.top < edge.bottom + r.height * 3;
            return (cutX && starts) || (cutY && r.left < edge.right && r.right > edge.left);
        }));
    };
    const clipped = () => cutting().filter(cut).map(({box}) => box);

    const fixed = element => {
        for (let at = element; at && at !== document.body; at = at.parentElement) {
            if (/fixed|sticky/.test(getComputedStyle(at).position)) return true;
        }
        return false;
    };
    const overlapping = () => {
        const boxes = cutting();
        const areas = worded(all).filter(({element}) => !boxes.some(({box}) => box.contains(element)))
            .flatMap(({element, areas: lines}) => lines.map(r => ({element, r}))).sort((a, b) => a.r.top - b.r.top);
        const over = new Set();
        for (let n = 0; n < areas.length; n += 1) {
            const {element, r} = areas[n];
            for (let m = n + 1; m < areas.length && areas[m].r.top < r.bottom - SLACK; m += 1) {
                const {element: other, r: s} = areas[m];
                if (element === other || element.contains(other) || other.contains(element)) continue;
                const wide = Math.min(r.right, s.right) - Math.max(r.left, s.left), high = Math.min(r.bottom, s.bottom) - Math.max(r.top, s.top);
                if (wide > 8 && high > Math.min(r.height, s.height) * 0.4 && !fixed(element) && !fixed(other)) over.add(other);
            }
        }
        return [...over];
    };

    const TWO_WAYS = "table,pre,code,svg,canvas,video,iframe,object,embed,math,[role=grid],[role=application],[role=img],[role=toolbar]";
    const scrolls = element => {
        for (let at = element.parentElement; at && at !== document.body; at = at.parentElement) {
            if (/auto|scroll|hidden|clip/.test(getComputedStyle(at).overflowX)) return true;
        }
        return false;
    };
    const sideways = () => {
        const page = document.scrollingElement;
        if (page.scrollWidth <= innerWidth + SLACK) return [];
        const wide = all.filter(e => {
            const {left, right} = e.getBoundingClientRect();
            return right > innerWidth + SLACK && left < page.scrollWidth && visible(e) && !scrolls(e);
        });
        return wide.filter(e => !e.closest(TWO_WAYS) && !e.querySelector(TWO_WAYS)
            && (rects(e).length || e.matches("img,input,select,textarea,button")) && !e.getAnimations().length)
            .filter((e, n, every) => !every.some(o => o !== e && o.contains(e) && rects(o).length));
    };
    const boxes = () => all.filter(e => e.matches("div,p,ul,section,article,main") && e.scrollWidth > e.clientWidth + ROOM
        && /auto|scroll/.test(getComputedStyle(e).overflowX) && visible(e) && !e.querySelector(TWO_WAYS) && !e.closest(TWO_WAYS)
        && [...e.querySelectorAll("p,li")].some(p => squeezed(p.textContent).length > 80 && p.getBoundingClientRect().width > innerWidth));

    const shown = element => ({...tell(element), text: element.matches("body,html") ? "" : squeezed(element.textContent)});
    const told = (elements, most = MOST) => elements.slice(0, most).map(shown);
    const usual = clipped();
    // A summary that is cut off at any size leads to the rest of it.
    const CONTROLS = "a[href],button,summary,input,[role=button],[onclick]";
    const lost = box => !box.closest(CONTROLS) && !box.querySelector(CONTROLS) && !box.title
        && ![...box.parentElement.children].some(other => other.matches(CONTROLS) || other.matches("p,div") && other.querySelector(`:scope > :is(${CONTROLS})`));
    const fresh = (always = false) => {
        const found = clipped().filter(e => !usual.includes(e) || always && lost(e));
        return told(found.filter(e => !found.some(o => o !== e && o.contains(e))), MOST_CLIPPED);
    };
    localoffer.layout = {
        clipped: () => fresh(true),
        sideways: () => {
            const wide = sideways();
            return {page: told(wide.filter(e => e.localName !== "img")), image: told(wide.filter(e => e.localName === "img"))};
        },
    };

    const spaced = document.createElement("style");
    spaced.textContent = "*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}";
    const box = told(boxes());
    document.documentElement.append(spaced);
    const clippedSpaced = fresh(), over = overlapping();
    spaced.remove();
    const before = over.length ? overlapping() : [];

    const sized = all.filter(e => e.style && !e.closest("svg"));
    const sizes = sized.map(e => parseFloat(getComputedStyle(e).fontSize));
    const given = sized.map(({style}) => [style, style.getPropertyValue("font-size"), style.getPropertyPriority("font-size")]);
    sized.forEach((e, n) => e.style.setProperty("font-size", `${2 * sizes[n]}px`, "important"));
    const large = fresh();
    given.forEach(([style, size, priority]) => size ? style.setProperty("font-size", size, priority) : style.removeProperty("font-size"));
    return {box, clipped: clippedSpaced, overlapping: told(over.filter(e => !before.includes(e))), large};
}
