// Lets time pass: what changes by itself, and what is there to read for a moment only.
async () => {
    const {timers, tell, visible, pausable, squeezed, watched, heard, owned} = localoffer;
    const SOON = 1_000, LATE = 20_000, SHORTEST = 200, MOST_FIELDS = 15, WORDS = 3;

    const reading = () => new Map([...document.querySelectorAll("body *")]
        .filter(element => owned(element) && !element.matches("script,style,noscript,template") && visible(element))
        .map(element => [element, squeezed(element.textContent)]));
    const wordy = words => words.split(" ").length >= WORDS;
    const run = timer => {
        if (!timer.again) timers.delete(timer.id);
        try { timer.run(); } catch { /* the page's own mistake */ }
    };
    const later = () => new Promise(done => requestAnimationFrame(() => setTimeout(done, 0)));

    const brief = [], moving = [];
    const gone = (before, now, delay) => [...before].filter(([element, words]) => wordy(words) && !now.has(element))
        .forEach(([element, words]) => brief.push({...tell(element, "", delay), text: words}));

    const fields = heard("focus", "focusin") ? [...document.querySelectorAll("input,select,textarea,button")] : [];
    for (const field of fields.filter(visible).slice(0, MOST_FIELDS)) {
        const known = new Set(timers.keys());
        const before = reading();
        if (!await watched(() => field.focus())) continue;
        const shown = new Map([...reading()].filter(([element]) => !before.has(element)));
        const hiding = [...timers.values()].filter(({id, again, delay}) => !known.has(id) && !again && delay >= SHORTEST && delay <= LATE);
        if (!shown.size || !hiding.length) continue;
        hiding.forEach(run);
        await later();
        gone(shown, reading(), hiding[0].delay);
    }
    document.activeElement?.blur();

    const pending = [...timers.values()].filter(({again, delay}) => !again && delay >= SOON && delay <= LATE);
    const before = pending.length ? reading() : new Map();
    if (pending.length && await watched(() => pending.forEach(run))) {
        const now = reading();
        const added = [...now].some(([element, words]) => wordy(words) && before.get(element) !== words);
        if (!added) gone(before, now, pending[0].delay);
    }

    const beats = [...timers.values()].filter(({again, delay}) => delay >= SHORTEST && delay <= LATE && (again || pending.length));
    if (beats.length && !pausable()) {
        const first = reading();
        if (!await watched(() => beats.forEach(run))) return {brief, moving};
        const second = reading();
        const again = [...timers.values()].filter(({delay}) => delay >= SHORTEST && delay <= LATE);
        await watched(() => again.forEach(run));
        const third = reading();
        for (const [element, words] of second) {
            const changes = first.get(element) !== words && third.get(element) !== words;
            if (changes && !element.closest("[role=timer],time")) moving.push(tell(element, "changes"));
        }
    }
    return {brief, moving: moving.slice(0, 1)};
}
