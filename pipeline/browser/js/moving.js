// Style animations that go on for more than five seconds, unless the page offers to stop them, and those that flash.
() => {
    const {tell, visible} = localoffer;
    const MOVES = /^(transform|translate|rotate|scale|left|right|top|bottom|margin.*|backgroundPosition.*|offsetDistance|textIndent)$/;
    const BLINKS = /^(opacity|visibility|color|backgroundColor|filter|display)$/;
    const LONG = 5_000, SMALL = 24 * 24, QUICK = 1_000 / 3, FLASHING_AREA = 341 * 256 / 4;

    const of = animation => {
        const {effect} = animation;
        const {duration, endTime} = effect.getComputedTiming();
        const properties = new Set(effect.getKeyframes().flatMap(Object.keys));
        const {width, height} = effect.target.getBoundingClientRect();
        return {element: effect.target, duration, endTime, area: width * height,
            moves: [...properties].some(p => MOVES.test(p)), blinks: [...properties].some(p => BLINKS.test(p))};
    };
    const all = document.getAnimations()
        .filter(({playState, effect}) => playState === "running" && effect?.target && visible(effect.target)
            && !effect.target.closest("[role=progressbar],[role=status],[aria-busy=true],progress"))
        .map(of).filter(({area}) => area >= SMALL);
    const flashing = all.filter(a => a.blinks && a.duration < QUICK && a.endTime > 1_000 && a.area >= FLASHING_AREA);
    const moving = all.filter(a => a.endTime > LONG && (a.moves || a.blinks) && !flashing.includes(a));
    return [
        ...moving.length && !localoffer.pausable() ? moving.map(a => tell(a.element, a.moves ? "moves" : "blinks")) : [],
        ...flashing.map(a => tell(a.element, "animation")),
    ];
}
