// The lines of the main content as they are seen, and where they stand.
() => {
    const main = document.querySelector("main,[role=main]") ?? document.body;
    return {...localoffer.tell(main), lines: (main?.innerText ?? "").split("\n").map(localoffer.squeezed).filter(Boolean)};
}
