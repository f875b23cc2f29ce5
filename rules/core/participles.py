"""English participles: which words are, and which verb they come from."""

from __future__ import annotations

from rules.core import inflect
from rules.core.lists import words

IRREGULAR = words(
    """
    beaten become begun bent bet bitten blown bought bound bred broken brought built burnt cast caught
    chosen cut dealt done drawn driven drunk dug eaten fallen fed felt fought found flown forbidden foreseen
    forgiven forgotten frozen given ground grown heard held hidden hit hung hurt kept known laid learnt led
    left lent let lit lost made meant met mistaken outgrown overheard overseen overtaken overridden paid
    proven put read rewritten ridden risen run rung said seen sent set sewn shaken shown shrunk shut sold
    sought sown spelt spent spilt spoilt spoken spread stolen stuck struck sung sunk swept sworn taken
    taught thrown told torn trodden undergone understood undertaken undone upheld upset withdrawn withheld
    won worn wound woven written
    """
)
STATES = words(
    """
    abled accustomed acquainted addicted advanced afraid aged aimed alleged allowed amazed amused annoyed
    anxious ashamed assumed attached autistic balanced based biased blessed bored bound broken called catered
    centred certified closed combined committed complicated composed comprised concerned confused connected
    contained convinced cooked covered crowded damaged dated dedicated delayed delighted depressed deserted
    designed detailed determined devoted disabled disadvantaged disappointed distressed divided done dressed
    educated embarrassed engaged enrolled entitled equipped excited excluded exhausted expected experienced
    exposed faced fed finished focused focussed frightened frustrated furnished geared gifted gone grouped
    hidden honoured hurt impaired impressed inclined indebted inspired intended interconnected interested
    interrelated intertwined involved isolated joined known left licensed limited linked located lost loved
    married mistaken mixed motivated named needed obliged occupied open opposed overweight overwhelmed
    overworked packed permitted pleased populated prepared privileged proud proven qualified rated ready red
    registered related relaxed relieved required reserved retired rumoured satisfied scared scattered set
    settled shaped shocked shut situated skilled sorted specialised staffed stressed stuck suited supposed
    surprised surrounded tailored talented thrilled tired trained troubled undecided understood unemployed
    united unlimited untreated unused upset used valued varied wanted welcomed worried hundred indeed need seed
    feed speed bleed breed exceed proceed succeed wed shed bed sacred naked wicked
    """
)


def is_participle(word: str) -> bool:
    """Whether the word can be the participle of a passive, rather than an adjective that tells of a state."""
    if word in STATES:
        return False
    return word in IRREGULAR or (len(word) > 4 and word.endswith("ed") and not word.startswith("un"))


def participles(verbs: str) -> dict[str, str]:
    """The participle of each verb in a row of verbs, with the verb itself."""
    return {inflect.verb(verb, "participle"): verb for verb in verbs.split()}
