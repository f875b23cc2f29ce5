// The paragraph with the longest lines, where they hold more than `most` characters.
most => {
    const {tell, visible, text} = localoffer;
    const range = document.createRange();
    const lines = element => {
        range.selectNodeContents(element);
        return new Set([...range.getClientRects()].map(({bottom}) => Math.round(bottom / 4))).size;
    };
    const measured = [...document.querySelectorAll("p,li,dd,blockquote")]
        .filter(element => element.textContent.length > 2 * most && !element.querySelector("p,li,table,div") && visible(element))
        .map(element => ({element, length: Math.round(text(element).length / lines(element))}))
        .filter(({length, element}) => length > most && text(element).length > 2 * most)
        .sort((a, b) => b.length - a.length);
    return measured.slice(0, 1).map(({element, length}) => tell(element, "", length));
}
