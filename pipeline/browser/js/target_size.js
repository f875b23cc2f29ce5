// Links and controls smaller than 24 by 24 pixels that come too near to others, the first of each group: WCAG 2.5.8.
() => {
    const {tell, visible, everything} = localoffer;
    const SIDE = 24;
    const TARGETS = "a[href],area[href],button,input:not([type=hidden]),select,textarea,summary,[tabindex]:not([tabindex^='-'])";
    const union = boxes => ({
        left: Math.min(...boxes.map(b => b.left)), right: Math.max(...boxes.map(b => b.right)),
        top: Math.min(...boxes.map(b => b.top)), bottom: Math.max(...boxes.map(b => b.bottom)),
    });
    const measured = element => {
        const box = union([element, ...element.querySelectorAll("*")].map(e => e.getBoundingClientRect()).filter(b => b.width && b.height));
        const {left, right, top, bottom} = box;
        return {element, ...box, x: (left + right) / 2, y: (top + bottom) / 2, small: right - left < SIDE - 0.5 || bottom - top < SIDE - 0.5};
    };
    const targets = everything().filter(e => e.matches(TARGETS) && visible(e) && !e.matches(":disabled")).map(measured);
    const holds = (one, other) => one.contains(other) || other.contains(one);

    const away = (target, box) => Math.hypot(Math.max(box.left - target.x, target.x - box.right, 0), Math.max(box.top - target.y, target.y - box.bottom, 0));
    const crowded = target => targets.some(other => other !== target
        && (other.small ? Math.hypot(other.x - target.x, other.y - target.y) < SIDE - 0.5 : away(target, other) < SIDE / 2 - 0.5)
        && !holds(other.element, target.element));

    const lies = node => node instanceof Element && getComputedStyle(node).display.startsWith("inline");
    const said = node => node.nodeType === Node.TEXT_NODE ? node.data : lies(node) && !node.matches(TARGETS) ? node.textContent : "";
    /** Whether it stands in a line with words that are no targets, whose height is its own. */
    const inline = element => {
        for (let at = element; lies(at) && at.parentElement; at = at.parentElement) {
            if ([...at.parentElement.childNodes].some(node => node !== at && /\p{L}{2}/u.test(said(node)))) return true;
        }
        return false;
    };
    // The size of these is the browser's own, and their label can be pressed as well.
    const native = element => element.matches("input:is([type=checkbox],[type=radio],[type=range],[type=color])")
        && getComputedStyle(element).appearance !== "none";
    const large = new Set(targets.filter(({small}) => !small).map(({element}) => element.href).filter(Boolean));
    const elsewhere = ({href}) => href && large.has(href);

    const groups = new Map();
    for (const target of targets.filter(({small}) => small).filter(crowded)) {
        const {element} = target;
        if (native(element) || inline(element) || elsewhere(element)) continue;
        const group = element.closest("ul,ol,dl,table,form,nav,header,footer,aside,main,section") ?? document.body;
        if (!groups.has(group)) groups.set(group, target);
    }
    return [...groups.values()].map(({element, left, right, top, bottom}) =>
        tell(element, "", `${Math.round(right - left)} by ${Math.round(bottom - top)}`));
}
