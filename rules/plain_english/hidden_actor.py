"""Passive verbs that hide who decides, who checks or who gets in touch."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rules.core.active import to_active
from rules.core.findings import Fact
from rules.core.page import Mention, Page
from rules.core.participles import participles
from rules.core.passive import passives
from rules.core.phrases import phrases
from rules.core.rule import Rule, at
from rules.core.running_text import overlaps

_VERBS = participles(
    """
    accept acknowledge agree allocate amend answer appoint approve arrange ask assess assign award call
    cancel carry change charge check choose communicate complete consider consult contact decide decline
    determine diagnose discuss email escalate evaluate examine exclude finalise give grant identify inform
    interview investigate invite issue judge make monitor observe offer pass phone place prioritise process
    provide rank reassess reconsider record refer refuse reject review score screen see seek select send
    share stop take telephone tell transfer update visit withdraw withhold
    """
)
_ACTS = {
    "make": re.compile(r"\b(?:decisions?|referrals?|assessments?|judgements?|recommendations?|offers?)\Z"),
    "take": re.compile(r"\b(?:decisions?|action)\Z"),
    "carry": re.compile(
        r"\b(?:assessments?|reviews?|checks?|visits?|inspections?|investigations?|observations?)\Z"
    ),
}
_CLAUSE = re.compile(r"(?:[.!?;:,(–—•]|\b(?:and|but|or|so|where possible|however|therefore))[\"'”’)]* +")
_PAIR = re.compile(
    r"(?:all |your )?(?:children|parents|families|pupils|you|your child) (?:and|or) ", re.IGNORECASE
)
_SUBJECT = re.compile(
    r"(?:(?i:an?|all|any|both|each|every|he|her|his|it|my|no|she|some|that|the|their|these|they|this|those|you|your)\b"
    r"|(?:New |Late |All )?"
    r"(?:[A-Za-z]+(?:s|ren|ople|ion)|(?i:support|help|transport|evidence|equipment|advice|funding))\b"
    r"(?! [A-Z][a-z]))[^.!?;:,()]*\Z"
)
_MATTERS = re.compile(
    r"\b(?:you|your|he|she|they|their|child(?:ren)?|young|people|person|famil(?:y|ies)|parents?|carers?|pupils?"
    r"|students?|learners?|applicants?|individuals?|everyone|applications?|requests?|forms?|referrals?|claims?|cases?"
    r"|decisions?|assessments?|reviews?|plans?|appeals?|complaints?|places?|placements?|support|funding|payments?|needs"
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
_LEADS_IN = re.compile(
    r"\b(?:after|although|because|before|how|if|once|that|unless|until|when|where|whether|who)\b", re.IGNORECASE
)
_WHO = re.compile(
    r"\b(?:we|us|our|i|my|panels?|teams?|council|local authority|schools?|college|nursery|courts?|tribunal"
    r"|hospital|gp|doctors?|nurses?|therapists?|psychologists?|teachers?|staff|officers?|managers?|workers?|coordinators?"
    r"|boards?|committees?|governors?|trust|nhs|department|ombudsman|service|provider|practitioners?|professionals?"
    r"|advis[eo]rs?|police|ofsted|government|hmrc|dwp|mediators?|inspectors?|specialists?|trustees|partners|employers?)\b",
    re.IGNORECASE,
)
_LAST_TWO = re.compile(r".*[.!?] (?=[^.!?]*[.!?] [^.!?]*\Z)", re.DOTALL)
_REST = re.compile(r"[^.!?]{0,400}")
_LONGEST = 9
_NEAR = 400


@dataclass(frozen=True)
class HiddenActor(Rule):
    """The sentence says what will be done, and not who does it: “Your application will be considered”. By whom?

    A family that does not know who decides cannot ask how it is going, or put something right. This looks at
    decisions, assessments and contact, where it matters most.

    **Left alone:**

    - sentences that say by whom, or that name a team, a school or “we”
    - what follows “if”, “when”, “until” or “that”
    - adjectives that look like verbs: “is closed on Mondays”, “are interested”
    - things that decide nothing about a family: “the page was updated”, “is held in the hall”
    - quotations, names and titles
    """

    id = "plain-english.hidden-actor"
    title = "Sentences that hide who acts"
    message = "“{quote}” does not say by whom."
    fix = "Say who does it, for example “{value}”."
    commitments = ("communicate.plain-english", "communicate.open")
    severity = "advice"
    sources = (
        "https://www.gov.uk/guidance/content-design/writing-for-gov-uk",
        "https://www.plainlanguage.gov/guidelines/conversational/use-active-voice/",
    )

    def extract(self, page: Page) -> Iterator[Fact]:
        for verb in page.of(passives):
            found = _hidden(verb) if verb.value in _VERBS else None
            if found and not overlaps(found, page.of(phrases)):
                yield Fact(at(page, found), value=found.value)


def _hidden(verb: Mention) -> Mention | None:
    """The clause from its subject to the verb, with an active one as `value`; None where someone is named."""
    first = max(0, verb.start - _NEAR)
    before = verb.block.text[first : verb.start]
    after = _REST.match(verb.block.text, verb.end)
    start = _clause(before)
    subject = before[start:].strip()
    named = _WHO.search(f"{_LAST_TWO.sub('', before[:start])} {after[0] if after else ''}")
    if named or not before.startswith(subject, start) or not _a_subject(subject) or _led_in(before[:start]):
        return None
    base, end = _VERBS[verb.value], verb.end
    if base in _ACTS and not _ACTS[base].search(subject.lower()):
        return None
    if base == "carry":
        base, end = "carry out", end + len(" out")
    active = to_active(verb.key, base, subject)
    return Mention(verb.block, first + start, end, active, kind="passive") if active else None


def _clause(before: str) -> int:
    """Where the clause of the verb begins: “children and young people” are one subject."""
    starts = [0, *(m.end() for m in _CLAUSE.finditer(before))]
    pair = _PAIR.fullmatch(before, starts[-2], starts[-1]) if len(starts) > 1 else None
    return starts[-2] if pair else starts[-1]


def _a_subject(subject: str) -> bool:
    return (
        len(subject.split()) <= _LONGEST
        and _SUBJECT.match(subject) is not None
        and _MATTERS.search(subject) is not None
        and _NOT_MAIN.search(subject) is None
        and not subject.lower().endswith((" we", " i"))
    )


def _led_in(before: str) -> bool:
    """Whether the clause goes on from an “if” or a “that” in front of a comma or an “and”."""
    sentence = re.split(r"[.!?] ", before)[-1]
    joined = re.search(r"\b(?:and|or)\s*\Z", sentence)
    return joined is not None and _LEADS_IN.search(sentence) is not None
