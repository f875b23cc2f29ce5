// What the present size of window and words does to the page: text cut off, text over text, and scrolling sideways.
known => {
    const {visible, tell, squeezed, text} = localoffer;
    const SLACK = 3, ROOM = 12;
    const range = document.createRange();
    const rects = element => [...element.childNodes].filter(node => node.nodeType === Node.TEXT_NODE && node.data.trim())
        .flatMap(node => { range.selectNode(node); return [...range.getClientRects()]; }).filter(r => r.width > 1 && r.height > 1);
    const all = [...document.body.querySelectorAll("*")].filter(e => !e.matches("script,style,noscript,template,option,svg *"));
    const words = all.filter(e => rects(e).length && visible(e));

    const cuts = box => {
        const style = getComputedStyle(box);
        const [x, y] = [style.overflowX, style.overflowY].map(value => value === "hidden" || value === "clip");
        return {x: x && box.scrollWidth > box.clientWidth + SLACK, y: y && box.scrollHeight > box.clientHeight + SLACK};
    };
    const clippers = all.map(box => ({box, ...cuts(box)})).filter(({box, x, y}) => (x || y)
        && box.clientWidth > ROOM && box.clientHeight > ROOM / 3 && !box.matches("html,body,input,textarea,select,iframe,video,canvas"));
    const clipped = clippers.filter(({box, x, y}) => {
        const edge = box.getBoundingClientRect();
        const offered = box.matches(":has(a[href],button)") && !text(box);
        return !offered && !box.closest("[aria-hidden=true]") && words.filter(e => box.contains(e)).some(e => rects(e).some(r => {
            const starts = r.left < edge.right - SLACK && r.right > edge.left + SLACK && r.top < edge.bottom - 1 && r.bottom > edge.top + 1;
            const cutX = x && r.right > edge.right + SLACK && r.left < edge.right;
            const cutY = y && r.bottom > edge.bottom + SLACK && r.top < edge.bottom + r.height * 3;
            return (cutX && starts) || (cutY && r.left < edge.right && r.right > edge.left);
        }));
    }).map(({box}) => box);

    const fixed = element => {
        for (let at = element; at && at !== document.body; at = at.parentElement) {
            if (/fixed|sticky/.test(getComputedStyle(at).position)) return true;
        }
        return false;
    };
    const cut = element => clippers.some(({box}) => box.contains(element));
    const areas = words.filter(element => !cut(element)).flatMap(element => rects(element).map(r => ({element, r}))).sort((a, b) => a.r.top - b.r.top);
    const overlapping = new Set();
    for (let n = 0; n < areas.length; n += 1) {
        const {element, r} = areas[n];
        for (let m = n + 1; m < areas.length && areas[m].r.top < r.bottom - SLACK; m += 1) {
            const {element: other, r: s} = areas[m];
            if (element === other || element.contains(other) || other.contains(element)) continue;
            const wide = Math.min(r.right, s.right) - Math.max(r.left, s.left), high = Math.min(r.bottom, s.bottom) - Math.max(r.top, s.top);
            if (wide > 8 && high > Math.min(r.height, s.height) * 0.4 && !fixed(element) && !fixed(other)) overlapping.add(other);
        }
    }

    const TWO_WAYS = "table,pre,code,svg,canvas,video,iframe,object,embed,math,[role=grid],[role=application],[role=img],[role=toolbar]";
    const scrolls = element => {
        for (let at = element.parentElement; at && at !== document.body; at = at.parentElement) {
            if (/auto|scroll|hidden|clip/.test(getComputedStyle(at).overflowX)) return true;
        }
        return false;
    };
    const page = document.scrollingElement;
    const wide = page.scrollWidth > innerWidth + SLACK
        ? all.filter(e => visible(e) && e.getBoundingClientRect().right > innerWidth + SLACK
            && e.getBoundingClientRect().left < page.scrollWidth && !scrolls(e)) : [];
    const culprits = wide.filter(e => !e.closest(TWO_WAYS) && !e.querySelector(TWO_WAYS)
        && (rects(e).length || e.matches("img,input,select,textarea,button")) && !e.getAnimations().length).filter((e, n, every) => !every.some(o => o !== e && o.contains(e) && rects(o).length));
    const boxes = all.filter(e => visible(e) && e.matches("div,p,ul,section,article,main") && /auto|scroll/.test(getComputedStyle(e).overflowX)
        && e.scrollWidth > e.clientWidth + ROOM && !e.querySelector(TWO_WAYS) && !e.closest(TWO_WAYS)
        && [...e.querySelectorAll("p,li")].some(p => squeezed(p.textContent).length > 80 && p.getBoundingClientRect().width > innerWidth));

    const before = localoffer.layout ?? {clipped: new Set(), overlapping: new Set()};
    if (known) localoffer.layout = {clipped: new Set(clipped), overlapping};
    const fresh = (found, old) => [...found].filter(e => !old.has(e));
    const shown = element => {
        const first = element.matches("body,html") ? "" : squeezed(element.textContent);
        return {...tell(element), text: first};
    };
    const outer = found => found.filter(e => !found.some(o => o !== e && o.contains(e)));
    return {
        clipped: outer(fresh(clipped, before.clipped)).slice(0, 5).map(shown),
        overlapping: fresh(overlapping, before.overlapping).slice(0, 3).map(shown),
        sideways: culprits.filter(e => e.localName !== "img").slice(0, 3).map(shown),
        images: culprits.filter(e => e.localName === "img").slice(0, 3).map(shown),
        boxes: boxes.slice(0, 3).map(shown),
    };
}
