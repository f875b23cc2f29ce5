// What axe-core finds, without what another rule of ours tells; what it cannot tell of contrast is kept for the contrast probe.
async checks => {
    const known = axe.getRules().map(rule => rule.ruleId).filter(check => check in checks);
    const {violations, incomplete} = await axe.run(document, {
        elementRef: true, resultTypes: ["violations", "incomplete"], runOnly: {type: "rule", values: known},
    });
    const told = (check, element) => checks[check] && element?.querySelector(checks[check]);
    const text = element => [undefined, document.documentElement, document.body].includes(element) ? ""
        : (element.innerText ?? element.textContent).replace(/\s+/g, " ").trim();
    localoffer.unsure = incomplete.filter(({id}) => id === "color-contrast").flatMap(({nodes}) => nodes)
        .filter(({any}) => ["bgImage", "bgGradient", "imgNode"].includes(any[0]?.data?.messageKey))
        .map(({element}) => element);
    return violations.flatMap(({id, impact, nodes}) => nodes.filter(node => !told(id, node.element)).map(node => ({
        key: id,
        value: node.impact ?? impact ?? "",
        path: node.target.flat().join(" "),
        tag: (node.html.match(/^<[^>]*>/) ?? [node.html])[0].slice(0, 300),
        text: text(node.element),
    })));
}
