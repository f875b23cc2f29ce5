// What the walk with the Tab key has shown: where the focus is stuck, jumps back, or leaves no trace.
() => {
    const {walk, tell, text, visible} = localoffer;
    const {stops, changed} = walk;
    const way = [...walk.log.slice(1), walk.see()];

    const trap = () => {
        const last = way.at(-1);
        if (!last || last.localName === "iframe" || last.closest("dialog,[role=dialog],[role=alertdialog],[aria-modal=true]")) return [];
        const round = new Set(way.slice(-Math.max(4, Math.floor(way.length / 2))));
        const missed = stops.filter(stop => !way.includes(stop) && visible(stop) && !(stop.type === "radio"));
        const stuck = round.size <= 3 && !round.has(null) && missed.length > 0;
        return stuck ? [[...round].reduce((a, b) => a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? a : b)] : [];
    };

    const box = element => element.getBoundingClientRect();
    const near = (a, b) => {
        for (let at = a.parentElement, up = 0; at && up < 3; at = at.parentElement, up += 1) if (at.contains(b)) return true;
        return false;
    };
    const back = (a, b) => {
        const [from, to] = [box(a), box(b)];
        const across = Math.min(from.bottom, to.bottom) - Math.max(from.top, to.top) > Math.min(from.height, to.height) / 2;
        const along = Math.min(from.right, to.right) - Math.max(from.left, to.left) > 0;
        return across ? to.right <= from.left : along && to.bottom <= from.top;
    };
    const follows = (a, b) => a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING;
    const rtl = getComputedStyle(document.body).direction === "rtl";
    const jumps = rtl ? [] : way.slice(1).flatMap((to, n) => {
        const from = way[n];
        const plain = from && to && from !== to && from.tabIndex <= 0 && to.tabIndex <= 0;
        return plain && follows(from, to) && [from, to].every(visible) && text(to) && near(from, to) && back(from, to) ? [to] : [];
    });

    const field = element => element.matches("textarea,select,iframe,[contenteditable],audio,video")
        || (element.localName === "input" && !/^(button|submit|reset|checkbox|radio|image|file|range|color)$/.test(element.type));
    walk.silent = [...new Set(way)].filter(stop => walk.looks.has(stop) && visible(stop) && !changed.has(stop) && !field(stop));
    walk.leave = n => {
        document.activeElement?.blur();
        walk.silent[n].scrollIntoView({block: "center"});
    };
    walk.enter = n => walk.silent[n].focus({preventScroll: true, focusVisible: true});
    const round = new Set(way.slice(-4));
    /** What the page says once each stop of the trap has been pressed: it may tell the way out. */
    walk.advice = async () => {
        for (const stop of round) if (stop) await localoffer.effect(() => stop.click());
        return document.body.innerText;
    };
    walk.caught = () => round.has(walk.at());
    /** Whether the focus is where it was when this was asked before: then that is a trap too. */
    walk.stays = () => {
        const stays = walk.was && walk.was === walk.at();
        if (stays) round.add(walk.was);
        walk.was = walk.at();
        return stays;
    };
    walk.done();
    return {trap: trap().map(e => tell(e)), jumps: jumps.slice(0, 3).map(e => tell(e)), silent: walk.silent.length};
}
