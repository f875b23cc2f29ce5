// What axe-core finds: where its checks could find anything, and, of what other rules of ours tell of a page as it is sent,
// in what a script has added. What axe-core cannot tell of contrast is kept for the contrast probe.
async ({checks, covered, sent}) => {
    const {tell, suspects, everything, owned} = localoffer;
    const PASSING = /^(class|style|src|srcset|width|height|loading|data-.*)$/;
    const likeness = element => [element.localName, owned(element), ...[...element.attributes]
        .filter(({name}) => !PASSING.test(name)).map(({name, value}) => `${name}=${value}`)].join("|");
    const additions = () => {
        if (!sent || self !== top) return new Set();
        const source = [...new DOMParser().parseFromString(sent, "text/html").querySelectorAll("body *")];
        const all = everything();
        if (all.length <= source.length) return new Set();
        const known = new Set(source.map(likeness));
        return new Set(all.filter(element => !known.has(likeness(element))));
    };

    const added = additions();
    const asked = Object.entries(suspects()).filter(([check, found]) => checks.includes(check) && found.length);
    if (!asked.length && !added.size) return [];
    localoffer.axe();
    const known = new Set(axe.getRules().map(({ruleId}) => ruleId));
    const media = [...added].some(element => element.matches("audio,video"));
    const looked = async (include, names) => axe.run({include}, {
        elementRef: true,
        iframes: false,
        preload: media ? {assets: ["media"]} : false,
        selectors: false,
        resultTypes: ["violations", "incomplete"],
        runOnly: {type: "rule", values: names.filter(name => known.has(name))},
    });
    const answers = [];
    for (const alike of Map.groupBy(asked, ([, found]) => found.includes(document.documentElement)).values()) {
        answers.push(await looked([...new Set(alike.flatMap(([, found]) => found))], alike.map(([check]) => check)));
    }
    if (added.size) answers.push(await looked([...added].filter(({parentElement}) => !added.has(parentElement)), covered));

    const unsure = answers.flatMap(({incomplete}) => incomplete).find(({id}) => id === "color-contrast")?.nodes ?? [];
    localoffer.unsure = unsure.filter(({any}) => ["bgImage", "bgGradient", "imgNode"].includes(any[0]?.data?.messageKey))
        .map(({element}) => element);
    return answers.flatMap(({violations}) => violations).flatMap(({id, impact, nodes}) => nodes
        .filter(({element}) => checks.includes(id) || added.has(element))
        .map(({element, impact: own}) => tell(element, id, own ?? impact ?? "")));
}
