"""Clauses that tell what will be done to somebody and not who does it, each with “we” put in as an example."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.core.active import to_active
from rules.core.lists import words
from rules.core.page import Mention, Page
from rules.core.participles import participles
from rules.core.passive import passives

_VERBS = participles(
    """
    accept acknowledge agree allocate amend answer appoint approve arrange ask assess assign award call
    cancel carry change charge check choose communicate complete consider consult contact decide decline
    determine diagnose discuss email encourage escalate evaluate examine exclude finalise forward give grant
    identify inform interview investigate invite issue judge make monitor observe offer pass phone place
    prioritise process provide rank reassess reconsider record refer refund refuse reimburse reject review
    schedule score screen see seek select send share stop suspend take telephone tell transfer update visit
    withdraw withhold
    """
)
_ACTS = {
    "make": re.compile(r"\b(?:decisions?|referrals?|assessments?|judgements?|recommendations?|offers?)\Z"),
    "take": re.compile(r"\b(?:decisions?|action)\Z"),
    "carry": re.compile(
        r"\b(?:assessments?|reviews?|checks?|visits?|inspections?|investigations?|observations?)\Z"
    ),
}
# What may stand behind a verb that also tells of something else: “is considered a risk”, “is referred to as”.
_AFTER = {
    "consider": re.compile(
        r" ?(?:[.,;:)]|\Z|(?:again|against|alongside|and|at|before|carefully|each|every|first|for|fully"
        r"|if|in|individually|on|once|or|separately|together|under|when|with|within)\b)"
    ),
    "refer": re.compile(r"(?! to (?:as|here|in|on|under)\b)"),
    "give": re.compile(r"(?! (?:above|at|below|here|in|on)\b)"),
    "provide": re.compile(r"(?! (?:above|below|here|in the|on this|on the|that)\b)"),
    "see": re.compile(r"(?! (?:as|in|here|on)\b)"),
    "place": re.compile(r"(?! (?:in front|near|next|outside)\b)"),
    "make": re.compile(
        r"(?! (?:aware|available|clear|easier|online|redundant|possible|public|sure|through|up|using|via)\b)"
    ),
}
_CANNOT_TELL = re.compile(r"\b(?:can|could|may|might)\b")
# The reader does these as often as the council: “applications can be made online”.
_ANYBODYS = words(
    """
    arrange call change communicate discuss email forward make phone provide record refer select send share
    telephone transfer update visit
    """
)
_CLAUSE = re.compile(r"(?:[.!?;:,(–—•]|\b(?:and|but|or|so|where possible|however|therefore))[\"'”’)]* +")
_PAIR = re.compile(
    r"(?:(?:all |your )?(?:children|parents|families|pupils|you|your child)"
    r"|(?:all|any|both|each|every|the|their|your) (?:[\w’'/-]+ ){0,3}[\w’'/-]+) (?:and|or) ",
    re.IGNORECASE,
)
_DETERMINED = re.compile(
    r"(?:all|an?|any|each|every|he|she|that|the|their|these|they|this|we|you|your)\b(?! young)"
)
_SUBJECT = re.compile(
    r"(?:(?i:an?|all|any|both|each|every|he|her|his|it|my|no|she|some|that|the|their|these|they|this|those|you|your)\b"
    r"|(?:[A-Z][a-z]+ (?=[a-z]))?"
    r"(?:[A-Za-z]+(?:s|ren|ople|ion)|(?i:support|help|transport|evidence|equipment|advice|funding))\b"
    r"(?! [A-Z][a-z]))[^.!?;:,()]*\Z"
)
_MATTERS = re.compile(
    r"\b(?:you|your|he|she|they|their|child(?:ren)?|young|people|person|famil(?:y|ies)|parents?|carers?|pupils?"
    r"|students?|learners?|applicants?|individuals?|everyone|applications?|requests?|forms?|referrals?|claims?|cases?"
    r"|decisions?|assessments?|reviews?|plans?|ehcps?|appeals?|complaints?|places?|placements?|support|funding|payments?|needs"
    r"|views|evidence|letters?|offers?|appointments?|meetings?|budgets?|transport|reports?|badges?|grants?|orders?"
    r"|permits?|licen[cs]es?|exclusions?|visits?|checks?|inspections?|actions?|help|advice|equipment|adaptations?"
    r"|enquir(?:y|ies)|quer(?:y|ies)|concerns?|feedback|comments?|repl(?:y|ies)|results?|outcomes?|benefits?|allowances?"
    r"|registrations?|bookings?|nominations?|objections?|places|waiting lists?|consideration"
    r"|consent|permission|details|information|priorit(?:y|ies)|eligibility)\b",
    re.IGNORECASE,
)
_NOT_MAIN = re.compile(
    r"\b(?:after|although|as|because|before|how|if|once|since|than|that|to|unless|until|what|when|where|whether|which"
    r"|while|who|whose|why|we|us|our|there|it|am|are|be|been|can|could|do|does|had|has|have|is|may|might|must|was|were"
    r"|will|would)\b|['’*]\w+\b(?<!['’]s)|\*",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"\b(?!(?:all|and|at|both|by|for|from|in|of|on|or|to|with|within)\b)[a-z-]+ "
    r"(?:the|an?|your|you|they|their|his|her|he|she)\b"
)
_FIRM = re.compile(r"(?:\bwill|'ll)\b")
_GIVEN = re.compile(r"\b(?:support|help|transport|funding|equipment|care|advice|training|services?)\Z")
_READER = re.compile(r"(?:you|your child|the child|children|parents|families)\b", re.IGNORECASE)
_LEADS_IN = re.compile(
    r"\b(?:after|although|because|before|how|if|once|that|unless|until|when|where|whether|who)\b", re.IGNORECASE
)
_WHO = re.compile(
    r"\b(?:we|us|our|i|my|panels?|teams?|councils?|authorit(?:y|ies)|la|schools?|college|nursery|courts?|tribunal"
    r"|hospital|gp|ots?|clinicians?|landlords?|doctors?|nurses?|therapists?|psychologists?|teachers?|staff|officers?|managers?|workers?|coordinators?"
    r"|boards?|committees?|governors?|trusts?|nhs|departments?|ombudsman|services?|providers?|practitioners?|professionals?"
    r"|advis[eo]rs?|police|ofsted|government|hmrc|dwp|mediators?|inspectors?|specialists?|trustees|partners|employers?)\b",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.!?] ")
_REST = re.compile(r"[^.!?]{0,400}")
_LONGEST = 9
_NEAR = 400


def hidden_actors(page: Page) -> tuple[Mention, ...]:
    """The clauses, from the subject to the verb, with an active one as `value`: “We will check your form”.

    Only acts that matter to a family count. Those are left out where the sentence, or the one before, names
    somebody who may be meant.
    """
    return tuple(_clauses(page))


def _clauses(page: Page) -> Iterator[Mention]:
    for verb in page.of(passives):
        found = _hidden(verb) if verb.value in _VERBS else None
        if found:
            yield found


def _hidden(verb: Mention) -> Mention | None:
    """The clause from its subject to the verb, with an active one as `value`; None where someone is named."""
    first = max(0, verb.start - _NEAR)
    before = verb.block.text[first : verb.start]
    start = _clause(before)
    subject = before[start:].strip()
    if not before.startswith(subject, start) or not _a_subject(subject) or _led_in(before[:start]):
        return None
    if _somebody_named(before[:start], verb):
        return None
    base, end = _VERBS[verb.value], verb.end
    if not _tells_of_an_act(verb, base, subject):
        return None
    if base == "carry":
        base, end = "carry out", end + len(" out")
    active = to_active(verb.key, base, subject)
    return Mention(verb.block, first + start, end, active, kind="passive") if active else None


def _somebody_named(before: str, verb: Mention) -> bool:
    """Whether the sentence, or the one before it, names somebody who may act."""
    stops = [stop.end() for stop in _STOP.finditer(before)]
    after = _REST.match(verb.block.text, verb.end)
    told = (before[stops[-2] :] if len(stops) > 1 else before, after[0] if after else "")
    return any(_WHO.search(text) for text in told)


def _tells_of_an_act(verb: Mention, base: str, subject: str) -> bool:
    """Whether somebody else than the reader does it, and to the subject: “your form is checked”."""
    text, possible = verb.block.text, _CANNOT_TELL.search(verb.key) is not None
    return (
        (base not in _ACTS or _ACTS[base].search(subject.lower()) is not None)
        and (base not in _AFTER or _AFTER[base].match(text, verb.end) is not None)
        and not (
            possible and base in _ANYBODYS and not _READER.match(subject) and not _GIVEN.search(subject.lower())
        )
        and not (subject.lower() in ("he", "she") and not _FIRM.search(verb.key))
        and not (text[0].islower() and not _FIRM.search(verb.key))
    )


def _clause(before: str) -> int:
    """Where the clause of the verb begins: “children and young people” are one subject."""
    starts = [0, *(m.end() for m in _CLAUSE.finditer(before))]
    pair = _PAIR.fullmatch(before, starts[-2], starts[-1]) if len(starts) > 1 else None
    one = pair and not _NOT_MAIN.search(pair[0]) and not _DETERMINED.match(before, starts[-1])
    return starts[-2] if one else starts[-1]


def _a_subject(subject: str) -> bool:
    return (
        len(subject.split()) <= _LONGEST
        and _SUBJECT.match(subject) is not None
        and _MATTERS.search(subject) is not None
        and _NOT_MAIN.search(subject) is None
        and _RELATIVE.search(subject.lower()) is None
        and not subject.lower().endswith((" we", " i"))
    )


def _led_in(before: str) -> bool:
    """Whether the clause goes on from an “if” or a “that” in front of a comma or an “and”."""
    sentence = re.split(r"[.!?] ", before)[-1]
    joined = re.search(r"\b(?:and|or)\s*\Z", sentence)
    return joined is not None and _LEADS_IN.search(sentence) is not None
