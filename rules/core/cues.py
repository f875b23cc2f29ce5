"""The words near a date that tell what it is for: tense, invitation, deadline, record, rule of every year."""

from __future__ import annotations

import re


def _words(*phrases: str) -> re.Pattern[str]:
    """A pattern for any of these phrases, as whole words, in capitals or not."""
    return re.compile(rf"\b(?:{'|'.join(phrases)})\b", re.IGNORECASE)


FUTURE = _words(
    "will|shall|won[’']t|going to|[a-z]+[’']ll|expected|upcoming|forthcoming|ready (?:for|by)|in time for",
    "(?:is|are|be|was|were) due|due (?:to|for|by|in|on)|to be (?:[a-z]+ed|held|confirmed|advised)",
    "(?:is|are) (?:set|expected|planned|scheduled|planning|hoping|intending|proposed|being|looking|preparing"
    "|aiming)",
    "(?:we|they|and|councils?) (?:plan|hope|aim|intend) to|(?:has|have) been (?:planned|scheduled|arranged)",
    "coming (?:up|into|in|soon|to an end)|comes? (?:into|to an end)|takes? effect",
)
PAST = _words(
    "was|were|had|did|ran|took|held|came|went|met|began|found|told|said|saw|gave|won|led|set up|has been"
    "|have been",
    r"(?:surveys?|consultations?|applications?|nominations?|bookings?|vot(?:e|ing)"
    r"|poll)\b[^.;]{0,40}(?<!be )(?<!is )"
    "(?<!are )(?<!now )closed",
    "since|ago|last (?:year|month|week|summer|autumn|spring|winter)|previous(?:ly)?",
    r"(?<!be )(?<!been )(?<!is )(?<!are )(?<!newly )(?!need|proceed|feed|speed|succeed|based|united|closed\b"
    r"|unlimited"
    "|limited|disabled|interested|aged|hundred)[a-z]{3,}ed",
)
DEADLINE = _words(
    "deadline|clos(?:es?|ing) (?:date|on|at|for)?|closes|cut[- ]?off|no later than|last (?:date|day|chance)"
    "|expires?|ends?",
    r"appl(?:y|ications?|ying)|sign up|submit\w*|return|(?<!the )register|registrations?|book(?:ings?)?|nominat\w+"
    r"|preferences"
    r"|vacanc(?:y|ies)",
    "(?:you|we|they|parents|applicants) (?:must|need to)|must be (?:received|submitted|returned|made|sent|in)",
    "open until|available until|(?:is|are) (?:now )?open|have your say|consultations?|surveys?",
)
EVENT = _words(
    "join(?: us)?|come along|visit us|events?|sessions?|workshops?|meetings?|fairs?|festivals?|open (?:day"
    "|evening)s?",
    "mornings?|webinars?|drop[- ]?ins?|clubs?|trips?|part(?:y|ies)|conference|performances?|show|fun day"
    "|stay and play",
    r"tak(?:es?|ing) place|starts?|begins?|runs?|running|rsvp|tickets?|celebrat\w+|activities|programmes?"
    r"|courses?",
    r"training|dates for (?:your|the) diary|what[’']s on",
)
RECURS = _words(
    "every|each|annual(?:ly)?|yearly|per year|a year|of (?:the|that) year|always|usually|normally|any",
)
ELIGIBLE = re.compile(
    r"\b(?:born|aged?|turn(?:s|ed|ing)?|birth|birthdays?|baby|due date|on or (?:after|before)|before or on"
    r"|for example|e\.g)\b"
    r"|\bif\b,?(?:(?!\b(?:we|please|must)\b)[^,;])*$",
    re.IGNORECASE,
)
ENDED = _words(
    "status: closed|now closed|closed consultations?|archived?|previous|superseded|withdrawn|results published"
    "|outturn",
)
RECORD = re.compile(
    r"minutes|agenda|mgai|mgconvert|democracy\.|committee|archive|freedom-?of-?information|\bfoi\b"
    r"|case-stud|history",
    re.IGNORECASE,
)
NEWS = re.compile(r"news(?!letter)|blog|/(?:press|latest|stories)(?:[/-]|$)|/\d{4}/\d\d/", re.IGNORECASE)
KEPT = _words(
    "minutes|agendas?|notes|newsletters?|bulletins?|recordings?|recorded|photos?|pictured?|slides|presentation"
    "|summary"
    "|feedback|write-up|blog",
)
HOLIDAY = _words("christmas|xmas|festive|new year|easter|bank holidays?|boxing day|good friday")
STANDING_HOLIDAYS = _words(
    r"(?:except|excluding|apart from|including|closed|not open|and)(?: on| for"
    r"| at)?(?: all)?(?: public and)?(?: english)?"
    r" (?:bank holidays?|christmas(?: day)?|easter(?: sunday)?)(?! (?:opening|closing|hours|period|\w*day \d|\d))",
)
OPENING = _words(
    r"open(?:s|ing|ed)?|clos(?:ed?|es|ing|ures?)|reopen\w*|hours|times|arrangements|collections?|shut|unavailable",
    "resumes?",
)
TERM = _words(
    "term (?:dates|times|starts|begins|ends|opens|closes)|inset|first day back|school holiday dates|academic year",
    r"(?:autumn|spring|summer) term(?: \d+)?(?=:| starts| begins| ends| 20\d\d)",
    r"half[- ]term(?=:| (?:starts|begins|ends|mon|tue|wed|thu|fri|\d))",
)
INVITES = _words("book|join|sign up|come along|register|apply|tickets?|rsvp")
DISRUPTION = _words(
    "maintenance|unavailable|road closures?|closed (?:for|due)|will be closed|disruption|outage|strike"
)
DEADLINE_WAS = re.compile(r"\b(?:deadline|closing date|cut[- ]?off)\b[^;]*\bwas\b[^;]{0,20}$", re.IGNORECASE)
FROM = re.compile(r"\b(?:from|since|as of|with effect from|after|of)\s+(?:the\s+)?$", re.IGNORECASE)
BY = re.compile(r"\b(?:by|before|until|till|no later than)(?: the)?(?: end of)?\s+(?:the\s+)?$", re.IGNORECASE)
CALL = re.compile(
    r", (?=(?:please |you (?:must|need to|should) )?"
    r"(?:apply|book|register|contact|send|return|submit|complete)\b)",
    re.IGNORECASE,
)
BY_THEN = re.compile(r"\bby (?:the )?(?:end of )?(?:the )?$", re.IGNORECASE)
SENTENCE = re.compile(r"(?<![ap]\.m)(?<!\bno)(?<!\be\.g)[.!?]['”\"]?\s+(?=[A-Z0-9“‘'(])|\s[|•]\s")
