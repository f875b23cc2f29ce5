// Animated images that flash: each frame is drawn small, and changes of brightness are counted.
async () => {
    const {tell, visible} = localoffer;
    const SIDE = 24, MOST_FRAMES = 90, MOST_IMAGES = 4, LARGEST = 4_000_000, FLASHES = 3, AREA = 341 * 256 / 4;
    const brightness = (data, n) => {
        const [r, g, b] = [data[n], data[n + 1], data[n + 2]].map(c => (c / 255) ** 2.2);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const flashes = async image => {
        const answer = await fetch(image.currentSrc || image.src);
        const data = await answer.arrayBuffer();
        const type = answer.headers.get("content-type")?.split(";")[0] ?? "image/gif";
        if (data.byteLength > LARGEST || !(await ImageDecoder.isTypeSupported(type))) return false;
        const decoder = new ImageDecoder({data, type});
        await decoder.tracks.ready;
        const {frameCount} = decoder.tracks.selectedTrack;
        if (frameCount < 4) return false;
        const pen = new OffscreenCanvas(SIDE, SIDE).getContext("2d", {willReadFrequently: true});
        const turns = Array.from({length: SIDE * SIDE}, () => ({at: null, up: null, times: []}));
        let clock = 0;
        for (let n = 0; n < Math.min(frameCount, MOST_FRAMES); n += 1) {
            const {image: frame} = await decoder.decode({frameIndex: n});
            pen.drawImage(frame, 0, 0, SIDE, SIDE);
            clock += (frame.duration ?? 100_000) / 1_000;
            frame.close();
            const {data: pixels} = pen.getImageData(0, 0, SIDE, SIDE);
            turns.forEach((turn, p) => {
                const now = brightness(pixels, p * 4);
                if (turn.at !== null && Math.abs(now - turn.at) >= 0.1 && Math.min(now, turn.at) < 0.8) {
                    const up = now > turn.at;
                    if (turn.up !== null && up !== turn.up) turn.times.push(clock);
                    turn.up = up;
                    turn.at = now;
                } else turn.at ??= now;
            });
        }
        const quick = turns.filter(({times}) => times.some((t, n) => n >= 2 * FLASHES && t - times[n - 2 * FLASHES] <= 1_000));
        return quick.length > turns.length / 4;
    };
    const images = [...document.images].filter(visible).filter(image => {
        const {width, height} = image.getBoundingClientRect();
        return width * height > AREA && /\.(gif|webp)(\?|$)|^data:image\/(gif|webp)/i.test(image.currentSrc || image.src);
    }).slice(0, MOST_IMAGES);
    const found = [];
    for (const image of images) {
        try {
            if (await flashes(image)) found.push(tell(image, "picture"));
        } catch { /* an image of another site, or none at all */ }
    }
    return found;
}
