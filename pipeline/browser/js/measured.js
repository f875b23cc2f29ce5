// The contrast of words with what lies behind each pixel of them, from one picture with the words and one without.
async ([shown, hidden]) => {
    const {luminance, wordless: {element}} = localoffer;
    const style = getComputedStyle(element);
    const pixels = async shot => {
        const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${shot}`)).blob());
        const pen = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d", {willReadFrequently: true});
        pen.drawImage(bitmap, 0, 0);
        return pen.getImageData(0, 0, bitmap.width, bitmap.height).data;
    };
    const numbers = style.color.match(/^rgba?\(([^)]*)\)$/)?.[1].split(/[ ,/]+/).map(Number);
    if (!numbers) return null;
    const [r, g, b, alpha = 1] = numbers;
    const [withWords, without] = await Promise.all([pixels(shown), pixels(hidden)]);
    const ratios = [];
    for (let n = 0; n < without.length; n += 4) {
        const behind = [without[n], without[n + 1], without[n + 2]];
        const change = behind.reduce((sum, c, k) => sum + Math.abs(c - withWords[n + k]), 0);
        if (change < 6) continue;
        const words = [r, g, b].map((c, k) => alpha * c + (1 - alpha) * behind[k]);
        const [dark, light] = [luminance(words), luminance(behind)].sort((x, y) => x - y);
        ratios.push((light + 0.05) / (dark + 0.05));
    }
    if (ratios.length < 20) return null;
    ratios.sort((x, y) => x - y);
    const size = parseFloat(style.fontSize);
    const needed = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
    const at = share => ratios[Math.floor(share * (ratios.length - 1))];
    const framed = style.textShadow !== "none" || parseFloat(style.webkitTextStrokeWidth) > 0;
    if (at(0.25) >= needed) return null;
    const key = at(0.9) < needed && !framed ? "fails" : "unsure";
    return localoffer.tell(element, key, `${Math.floor(at(0.5) * 10) / 10}`);
}
