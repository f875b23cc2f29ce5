"""The linear model behind the reading age: what each measure weighs, as fitted to people's judgements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from math import exp
from pathlib import Path

import tomli

from rules.core.difficulty import Measures

FITTED = Path(__file__).with_name("data") / "reading_age.toml"
YOUNGEST, OLDEST = 5.0, 25.0
_EASED_BELOW, _EASED_ABOVE = 8.0, 20.0
_AGE_AT_FIRST_GRADE = 5
_BANDS = ((9, "under 9"), (11, "9 to 11"), (14, "11 to 14"), (16, "14 to 16"), (18, "16 to 18"))
_DEGREE = "degree level"


@dataclass(frozen=True)
class Model:
    """`constant` and `weights` give easiness, as teachers judged it; `at_zero` and `slope` its American grade.

    `typical` holds what the measures come to on the average of the texts it was fitted to.
    """

    constant: float
    at_zero: float
    slope: float
    weights: Mapping[str, float]
    typical: Mapping[str, float]

    def easiness(self, measures: Measures) -> float:
        """How easy a text is, on the scale of the teachers' judgements: about -3.5 (hard) to 1.5 (easy)."""
        told: dict[str, float] = asdict(measures)
        return self.constant + sum([weight * told[name] for name, weight in self.weights.items()])

    def age(self, measures: Measures) -> float:
        """The reading age in years: the grade plus five, eased towards 5 and 25 as it comes near them."""
        return _eased(self.at_zero + self.slope * self.easiness(measures) + _AGE_AT_FIRST_GRADE)

    def years(self, name: str, change: float) -> float:
        """What a change of one measure adds to the reading age."""
        return self.slope * self.weights[name] * change

    def pulls(self, measures: Measures) -> dict[str, float]:
        """The years that each measure adds to the reading age, against a typical text."""
        return {name: self.years(name, value - self.typical[name]) for name, value in asdict(measures).items()}


def _eased(age: float) -> float:
    """An age that comes near the youngest and the oldest, so that the harder of two texts stays the older."""
    for start, end in (_EASED_BELOW, YOUNGEST), (_EASED_ABOVE, OLDEST):
        beyond = (age - start) / (end - start)
        if beyond > 0:
            return end - (end - start) * exp(-beyond)
    return age


@cache
def model() -> Model:
    """The model that comes with the program."""
    return Model(**tomli.loads(FITTED.read_text("utf-8")))


def band(age: float) -> str:
    """The band that an age in years falls into, as “11 to 14”: no score is sure to a year."""
    return next((told for limit, told in _BANDS if age < limit), _DEGREE)
