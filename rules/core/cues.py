"""The words near a date that tell what it is for: tense, invitation, deadline, record, rule of every year.

All are looked for in small letters.
"""

from __future__ import annotations

import re


def _words(phrases: str) -> re.Pattern[str]:
    """A pattern for any of these phrases, as whole words."""
    return re.compile(rf"\b(?:{'|'.join(line.strip() for line in phrases.strip().splitlines())})\b")


def any_of(cue: re.Pattern[str], text: str) -> bool:
    """Whether one of a cue's words stands in a text."""
    return cue.search(text) is not None


FUTURE = _words(
    r"""
    will|shall|won[’']t|going to|[a-z]+[’']ll|expected (?:in|by|to|on|from|for|at)|upcoming|forthcoming
    ready (?:for|by)|in time for|likely|(?:is|are|be|was|were) due|due (?:to|for|by|in|on)
    (?:is|are|should) to be|should be|to be (?:held|confirmed|ready|launched|published|announced|advised|opened)
    (?:is|are) (?:set|expected|planned|scheduled|planning|hoping|intending|proposed|being|looking|preparing|aiming)
    (?:plans?|hopes?|aims?|intends?|expects?|wants?|are) to (?!the\b|an?\b)|to have (?:[a-z]+e[dn])
    (?:has|have) been (?:planned|scheduled|arranged)
    (?:planned|scheduled|proposed|pencilled in) (?:for|in|on|to)|coming (?:up|into|in|soon|to an end)
    comes? (?:into|to an end)|(?:is|are) (?:out|live) (?:in|on|by)|takes? effect|look (?:out|forward)
    looking forward|(?:lead|run)[- ]up to|save the date|watch this space|to follow
    """
)
PAST = _words(
    r"""
    was|were|had|did|ran|took|came|went|met|began|said|saw|gave|has been|have been|spoke|wrote|got|grew|became
    chose|fell|rose|since|ago|last (?:year|month|week|summer|autumn|spring|winter)|previous(?:ly)?
    (?<!be |is )(?<!are |get )(?<!being )(?:held|found|told|won|led|heard|built|sent|made|paid|set up|brought)
    (?<!be |is )(?<!are |get )(?<!being )(?:taught|kept|lost|spent|taken|given|seen|shown|chosen|written|drawn up)
    (?:surveys?|consultations?|applications?|bookings?|poll)\b[^.;]{0,40}(?<!be |is )(?<!are |now )closed
    """
)
DEADLINE = _words(
    r"""
    deadline|clos(?:es?|ing) (?:date|on|at|for)?|closes|cut[- ]?off|no later than|last (?:date|day|chance)
    expires?|ends?|appl(?:y|ications?|ying)|sign up|submit\w*|return|(?<!the )register|registrations?
    book(?:ings?)?|nominat\w+|preferences|vacanc(?:y|ies)|enrol\w*|expressions? of interest|vote|claim|renew
    respond|reply|complete
    (?:you|we|they|parents|families|carers|applicants|forms?) (?:must|need to|have to)
    must be (?:received|submitted|returned|made|sent|in)|must reach|open until|available until
    valid (?:until|to)|(?:is|are) (?:now )?open|have your say|welcome|consultations?|surveys?|recruiting
    places? (?:left|available|remaining|on offer)|spaces? (?:left|available)|invited
    """
)
EVENT = _words(
    r"""
    join(?: us)?|come along|come and|pop in|drop in|visit us|see you|meets? (?:on|at)|events?|sessions?
    workshops?|meetings?|fairs?|fayres?|festivals?|open (?:day|evening|morning|event)s?|mornings?|evenings?
    webinars?|drop[- ]?ins?|clubs?|trips?|part(?:y|ies)|conference|performances?|show|shows|screenings?
    concert|disco|fun day|stay and play|camps?|tasters?|launch|roadshows?|agm|picnic|lunch|brunch|coffee
    exhibition|clinics?|tours?|interviews?|class(?:es)?|lessons?|talks?|forum|rsvp|tickets?|celebrat\w+|activities
    programmes?|courses?|training|playschemes?|dates for (?:your|the) diary|what[’']s on|conversation
    (?:grand )?reopening|next (?:date|one)
    """
)
HAPPENS = _words(
    r"""
    tak(?:es?|ing) place|starts|begins?|opens|reopens|restarts|returns|runs|running|visits|moves
    """
)
STRONG_LABEL = _words(
    r"""
    upcoming|forthcoming|coming up|future|next (?:dates?|sessions?|meetings?|events?)|what[’']s on
    dates? for (?:your|the) diary|closing dates?|deadlines?|apply by|book by|key dates
    """
)
RECURS = _words(
    r"""
    every|each|annual(?:ly)?|yearly|per year|a year|of (?:the|that) year|always|usually|normally|any
    """
)
ELIGIBLE = re.compile(
    r"\b(?:born|aged?|turn(?:s|ed|ing)?|birth|birthdays?|baby(?! clinic| group| and| bank| massage)|due date"
    r"|on or (?:after|before)|before or on"
    r"|for example|e\.g|on roll|under \d\d|over \d\d)\b"
    r"|\bif\b,?(?:(?!\b(?:we|please|must|not)\b|n[’']t\b)[^,;])*$"
)
ENDED = _words(
    r"""
    status: closed|now closed|closed consultations?|archived?|previous|superseded|withdrawn
    results published|outturn|past (?:events?|sessions?|meetings?|consultations?|projects?|dates)
    (?:has|have) (?:now )?(?:ended|closed)|we did|what (?:we have done|happened|has? changed|changed)
    """
)
RECORD = re.compile(
    r"minutes|agenda|mgai|mgconvert|democracy\.|committee|archive|freedom-?of-?information|\bfoi\b"
    r"|case-stud|history"
)
NEWS = re.compile(r"news(?!letter)|blog|/(?:press|latest|stories)(?:[/-]|$)|/\d{4}/\d\d/")
TOLD_AS_NEWS = _words("news|updates?|timelines?|history|milestones|our story")
KEPT = _words(
    r"""
    minutes|agendas?|notes|newsletters?|bulletins?|recordings?|recorded|photos?|pictured?|slides
    presentation|summary|feedback|write-up|blog|letters? of|reports? of
    """
)
CITED = _words(
    r"""
    published|dated|figures|data|statistics|census|source|issued|version|leaflet|guidance|relevant period
    adopted|agreed|approved|signed|rates?|report|photo|credit|announced
    matching date|example|outcome|statement|motion|resolution
    evaluation|inspections?|decision|awards?|certificate|elections? results?
    """
)
HOLIDAY = _words(
    r"""
    christmas|xmas|festive|new year|easter|bank holidays?|boxing day|good friday
    """
)
STANDING_HOLIDAYS = re.compile(
    r"\b(?:except|excluding|apart from|including|closed|not open|and)(?: on| for| at)?(?: all)?(?: public and)?"
    r"(?: english)? (?:bank holidays?|christmas(?: day)?|easter(?: sunday)?)"
    r"(?! (?:opening|closing|hours|period|\w*day \d|\d))\b"
)
OPENING = _words(
    r"""
    open(?:s|ing|ed)?|clos(?:ed?|es|ing|ures?)|reopen\w*|hours|times|arrangements|collections?|shut
    unavailable|resumes?
    """
)
TERM = _words(
    r"""
    term (?:dates|times|starts|begins|ends|opens|closes)|inset|first day back|school holiday dates
    academic year|(?:autumn|spring|summer) term(?: \d+)?(?=:| starts| begins| ends| 20\d\d)
    half[- ]term(?=:| (?:starts|begins|ends|mon|tue|wed|thu|fri|\d))
    """
)
INVITES = _words(
    r"""
    book|join|sign up|come along|register|apply|tickets?|rsvp
    """
)
DISRUPTION = _words(
    r"""
    maintenance|unavailable|road closures?|closed (?:for|due)|(?:will|is|are) (?:be )?closed|disruption
    outage|strike|divert(?:ed|s)|diversions?|paused|suspended|out of (?:order|use)|shut|down for
    """
)
DEADLINE_WAS = re.compile(r"\b(?:deadline|closing date|cut[- ]?off)\b[^;]*\b(?:was\b[^;]{0,20}|for (?:the )?)$")
NOT_YET = re.compile(r"\b(?:have not|haven[’']t|has not|hasn[’']t|should (?:now )?have)\b[^.;]*\bby (?:the )?$")
COUNTED = re.compile(r"\s?[:=–-] ?£?[\d,.]+%?\s*(?:$|[.;])")
DOCUMENT = re.compile(r"[\s,(–-]*(?:pdf|word|excel|docx?|xlsx?|\d+(?:\.\d)? ?[km]b)\b")
REFERENCE = re.compile(
    r"\((?:[a-z]+ ){0,3}(?:letter|report|data|source|figures|census|updated|published|as)\b[^()]*$"
)
THROUGH = re.compile(r"\b(?:throughout|during|over|before the end of)(?: the)? $")
BEFORE = re.compile(r"\b(?:before|prior to)(?: the)? $")
AWAITED = re.compile(r"\b(?:check|come|call|look|visit) (?:back|again)\b[^.;]{0,40}\b(?:after|from)(?: the)? $")
EXTENDED = re.compile(r"\b(?:(?:has|have) been|would be) extended (?:to|until|till)(?: the)? $")
INTAKE = re.compile(r"\bstart(?:s|ing)?\b[^.;]{0,60}\bin $")
FROM = re.compile(
    r"\b(?:from|since|as of|as at|with effect from|after|(?<!day )(?<!week )(?<!(?:mor|eve)ning )(?<!noon )of)"
    r"\s+(?:the\s+)?$"
)
BY = re.compile(
    r"\b(?:by|before|until|till|no later than|up to)\s+(?:[^.;,]{0,20} on )?(?:the )?(?:end of )?(?:the )?$"
)
UNTIL = re.compile(r"\b(?:until|till|up to|up until)(?: the)?(?: end of)?(?: the)? $")
BY_THEN = re.compile(r"\bby (?:the )?(?:end of )?(?:the )?$")
THIS = re.compile(r"\bthis(?: coming)? $")
FOR_THIS = re.compile(r"\b(?:for|over|during) this(?: coming)? $")
CLOCK = re.compile(
    r"\W{0,3}(?:(?:at|from|between|starting|,|@)\s)*\d\d?(?:[.:]\d\d)?(?:\s?[ap]\.?m\b|\s?(?:-|–|to)\s?\d|\b(?=[.:]\d\d))"
    r"|\W{0,3}(?:at )?(?:noon|midday)"
)
