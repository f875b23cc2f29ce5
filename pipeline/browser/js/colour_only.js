// Fields marked as wrong, and links marked as current, by nothing but a colour.
() => {
    const {tell, visible, squeezed, luminance} = localoffer;
    const parts = colour => (colour.match(/[\d.]+/g) ?? [0, 0, 0]).map(Number);
    const red = colour => {
        const [r, g, b, a = 1] = parts(colour);
        return a > 0.2 && r > 120 && r - Math.max(g, b) > 60;
    };
    const marks = field => {
        const style = getComputedStyle(field);
        const edge = parseFloat(style.borderTopWidth) > 0 && style.borderTopStyle !== "none";
        return (edge && red(style.borderTopColor)) || red(style.backgroundColor) || red(style.color);
    };
    const around = field => field.closest("label,p,li,td,fieldset,div") ?? field;
    const explained = field => {
        const words = squeezed([...(field.labels ?? [])].map(label => label.innerText).join(" "));
        const near = squeezed(around(field).innerText ?? "");
        return field.matches("[aria-invalid=true],[aria-describedby],[aria-errormessage]")
            || /\b(error|enter|invalid|must|required|wrong|missing|check)\b/i.test(`${words} ${near.length < 300 ? near : ""}`);
    };
    const fields = [...document.querySelectorAll("input:not([type=hidden],[type=submit],[type=button],[type=image],[type=reset]),select,textarea")]
        .filter(visible);
    const marked = fields.filter(marks);
    const faults = marked.length && marked.length < fields.length
        ? marked.filter(field => !explained(field)).map(field => tell(field, "error")) : [];

    const LOOKS = ["fontWeight", "fontStyle", "fontSize", "textDecorationLine", "textTransform", "backgroundImage", "boxShadow",
        "borderBottomWidth", "borderLeftWidth", "borderTopWidth", "outlineStyle", "opacity"];
    const look = link => LOOKS.map(property => getComputedStyle(link)[property]).join()
        + ["::before", "::after"].map(part => getComputedStyle(link, part).content).join();
    const colours = link => [link, link.parentElement].map(e => getComputedStyle(e)).map(s => `${s.color} ${s.backgroundColor}`).join();
    for (const list of document.querySelectorAll("nav ul, nav ol, [role=navigation] ul, [role=tablist]")) {
        const links = [...list.querySelectorAll(":scope > li > a, :scope > a, :scope > [role=tab]")].filter(visible);
        const groups = Map.groupBy(links, colours);
        if (links.length < 3 || groups.size !== 2) continue;
        const [odd] = [...groups.values()].find(group => group.length === 1) ?? [];
        const other = links.find(link => link !== odd);
        if (odd && look(odd) === look(other) && !odd.closest("[aria-current]:not([aria-current=false]),[aria-selected=true]")
                && look(odd.parentElement) === look(other.parentElement)) faults.push(tell(odd, "current"));
    }

    const apart = (one, other) => {
        const [dark, light] = [one, other].map(colour => luminance(parts(colour).slice(0, 3))).sort((x, y) => x - y);
        return (light + 0.05) / (dark + 0.05);
    };
    const SET_APART = ["fontWeight", "fontStyle", "fontSize", "fontFamily", "backgroundColor", "borderBottomStyle", "display"];
    const plain = link => {
        const [style, around] = [getComputedStyle(link), getComputedStyle(link.parentElement)];
        return style.textDecorationLine === "none" && style.backgroundImage === "none" && style.boxShadow === "none"
            && SET_APART.every(name => name === "backgroundColor" ? parts(style[name])[3] === 0 : style[name] === around[name] || name === "display" && style.display === "inline")
            && ["::before", "::after"].every(part => ["none", "normal"].includes(getComputedStyle(link, part).content))
            && (style.color === around.color || apart(style.color, around.color) >= 3);
    };
    const amid = link => {
        const beside = [...link.parentElement.childNodes].filter(node => node.nodeType === Node.TEXT_NODE).map(({data}) => data).join(" ");
        return squeezed(beside).length > 15;
    };
    const links = [...document.querySelectorAll("p a[href], li a[href], dd a[href], td a[href]")]
        .filter(link => visible(link) && squeezed(link.textContent) && !link.querySelector("img,svg") && amid(link) && plain(link));
    return [...faults, ...links.slice(0, 3).map(link =>
        tell(link, getComputedStyle(link).color === getComputedStyle(link.parentElement).color ? "unmarked" : "link"))];
}
