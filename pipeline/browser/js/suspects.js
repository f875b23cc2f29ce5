// What the three costly checks of axe-core could find anything in: words whose contrast is not plainly enough, small targets
// that stand by themselves, links in sentences without a line. Whoever is left out would pass.
() => {
    const {visible, squeezed} = localoffer;
    const parts = colour => {
        const numbers = colour.match(/^rgba?\(([^)]*)\)$/)?.[1].split(/[ ,/]+/).map(Number);
        return numbers && {rgb: numbers.slice(0, 3), alpha: numbers[3] ?? 1};
    };
    const luminance = rgb => {
        const [r, g, b] = rgb.map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const all = [...document.body.querySelectorAll("*")];
    const styles = new Map([document.documentElement, document.body, ...all].map(element => [element, getComputedStyle(element)]));

    const painted = style => style.backgroundImage !== "none" || parts(style.backgroundColor)?.alpha !== 0;
    const lying = all.filter(element => styles.get(element).position !== "static" && (painted(styles.get(element))
        || element.querySelector("img,video,canvas,svg"))).map(element => ({element, box: element.getBoundingClientRect()}));
    const covered = element => {
        const a = element.getBoundingClientRect();
        return lying.some(({element: other, box: b}) => other !== element && !other.contains(element) && !element.contains(other)
            && a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom);
    };
    const plainBelow = element => {
        for (let at = element; at; at = at.parentElement) {
            const style = styles.get(at);
            const colour = parts(style.backgroundColor);
            if (!colour || style.backgroundImage !== "none" || style.opacity !== "1" || style.filter !== "none"
                || style.mixBlendMode !== "normal" || style.position !== "static" && at !== element && style.zIndex < 0) return null;
            if (colour.alpha === 1) return colour.rgb;
            if (colour.alpha > 0) return null;
        }
        return [255, 255, 255];
    };
    const enough = element => {
        const style = styles.get(element);
        const [words, below] = [parts(style.color), plainBelow(element)];
        if (!words || words.alpha !== 1 || !below || style.textShadow !== "none" || covered(element)) return false;
        const [dark, light] = [luminance(words.rgb), luminance(below)].sort((x, y) => x - y);
        const size = parseFloat(style.fontSize);
        const needed = size >= 24 || (size >= 18.67 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
        return (light + 0.05) / (dark + 0.05) >= needed + 0.01;
    };
    const owns = element => [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim())
        || element.matches("input,select,textarea");
    const amid = element => element.parentElement
        && [...element.parentElement.childNodes].some(node => node !== element && squeezed(node.textContent ?? ""));
    const TARGETS = "a[href],area[href],button,input,select,textarea,summary,[tabindex],[role=button],[role=link],[role=checkbox],[role=radio],"
        + "[role=switch],[role=tab],[role=menuitem],[role=option],[role=slider],[role=spinbutton],[role=textbox],[role=combobox],[role=searchbox]";
    const inWords = element => [...element.parentElement.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
    const small = element => {
        const {width, height} = element.getBoundingClientRect();
        return (width < 24 || height < 24) && !(styles.get(element).display === "inline" && inWords(element));
    };
    const lined = ({textDecorationLine, borderBottomStyle, borderBottomWidth}) => textDecorationLine.includes("underline")
        || (borderBottomStyle !== "none" && parseFloat(borderBottomWidth) > 0);
    return {
        "color-contrast": all.filter(element => owns(element) && visible(element) && !enough(element)),
        "target-size": [...document.body.querySelectorAll(TARGETS)].filter(element => visible(element) && small(element)),
        "link-in-text-block": [...document.body.querySelectorAll("a[href],[role=link]")]
            .filter(link => visible(link) && !lined(styles.get(link)) && amid(link)),
    };
}
