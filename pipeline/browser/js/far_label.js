// Labels that stand in the row of their field, with a gap of more than `most` pixels between.
most => {
    const {tell, visible} = localoffer;
    const range = document.createRange();
    const words = label => {
        range.selectNodeContents(label);
        return [...range.getClientRects()].filter(({width}) => width > 1);
    };
    return [...document.querySelectorAll("input:not([type=hidden]),select,textarea")].filter(visible).flatMap(field =>
        [...(field.labels ?? [])].filter(label => !label.contains(field) && visible(label)).flatMap(label => {
            const box = field.getBoundingClientRect();
            const beside = words(label).filter(({top, bottom}) => Math.min(bottom, box.bottom) - Math.max(top, box.top) > 4);
            if (!beside.length) return [];
            const gap = Math.max(box.left - Math.max(...beside.map(r => r.right)), Math.min(...beside.map(r => r.left)) - box.right);
            return gap > most ? [tell(label, "", Math.round(gap))] : [];
        }));
}
