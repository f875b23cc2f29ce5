// What axe-core finds. What other rules of ours tell is left out, unless a script has put it on the page. What axe-core
// cannot tell of contrast is kept for the contrast probe.
async ({checks, covered, sent}) => {
    const {path, text, suspects} = localoffer;
    const source = new DOMParser().parseFromString(sent, "text/html");
    const scripted = sent && document.querySelectorAll("body *").length > source.querySelectorAll("body *").length;
    const same = (one, other) => one?.localName === other.localName
        && [...other.attributes].every(({name, value}) => one.getAttribute(name) === value);
    const added = element => element instanceof Element && !same(source.querySelector(path(element)), element);
    const told = (check, element) => check in checks ? checks[check] && element?.querySelector(checks[check]) : !added(element);

    const asked = [...Object.keys(checks), ...(scripted ? covered : [])];
    const known = axe.getRules().map(({ruleId}) => ruleId).filter(check => asked.includes(check));
    const framed = document.querySelector("iframe,frame") || [...document.querySelectorAll("*")].some(({shadowRoot}) => shadowRoot);
    const only = framed || !document.body ? {} : suspects();
    const media = document.querySelector("audio[autoplay],video[autoplay]");
    const looked = async (context, values) => axe.run(context, {
        elementRef: true,
        selectors: false,
        preload: media ? {assets: ["media"]} : false,
        resultTypes: ["violations", "incomplete"],
        runOnly: {type: "rule", values},
    });
    const answers = [await looked(document, known.filter(check => !(check in only)))];
    for (const [check, include] of Object.entries(only)) {
        if (known.includes(check) && include.length) answers.push(await looked({include}, [check]));
    }
    const violations = answers.flatMap(answer => answer.violations);
    const incomplete = answers.flatMap(answer => answer.incomplete);
    localoffer.unsure = incomplete.filter(({id}) => id === "color-contrast").flatMap(({nodes}) => nodes)
        .filter(({any}) => ["bgImage", "bgGradient", "imgNode"].includes(any[0]?.data?.messageKey))
        .map(({element}) => element);
    return violations.flatMap(({id, impact, nodes}) => nodes.filter(({element}) => !told(id, element)).map(node => ({
        key: id,
        value: node.impact ?? impact ?? "",
        path: node.target ? node.target.flat().join(" ") : path(node.element),
        tag: (node.html.match(/^<[^>]*>/) ?? [node.html])[0].slice(0, 300),
        text: node.element ? text(node.element) : "",
    })));
}
