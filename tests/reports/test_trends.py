"""The charts: shapes that hold their numbers, and sentences that say the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from pipeline.store.values import Upcoming
from reports.views.charts import bars, line
from reports.views.promises import figures, promises
from reports.views.survey import survey
from reports.views.trend import past
from reports.views.trends import Trends, trends
from rules.core.charter import load_charter
from tests.reports.audits import RUN, TODAY, Audit, anyborough, page

CHARTER = load_charter()


def trends_of(audit: Audit) -> Trends:
    counted = survey(audit.reader, RUN)
    before = past(audit.reader.earlier(RUN), RUN, figures(counted, promises(counted, CHARTER)))
    return trends(counted, CHARTER, before, audit.upcoming)


class TestShapes:
    def test_a_line_goes_from_the_first_day_to_the_last_by_time(self) -> None:
        drawn = line([(date(2027, 1, 1), 0), (date(2027, 1, 2), 50), (date(2027, 1, 11), 100)], 100)
        assert drawn is not None
        assert drawn.path == "M0.0,40.0L10.0,20.0L100.0,0.0"
        assert drawn.dot == "M100.0,0.0h0"

    def test_one_day_makes_no_line(self) -> None:
        assert line([(TODAY, 50)], 100) is None

    def test_a_line_of_nothing_lies_on_the_floor(self) -> None:
        drawn = line([(TODAY, 0), (TODAY + timedelta(1), 0)], 0)
        assert drawn is not None
        assert drawn.path == "M0.0,40.0L100.0,40.0"

    def test_the_longest_bar_takes_the_whole_width(self) -> None:
        assert [bar.width for bar in bars([("a", 1), ("b", 4), ("c", 0)])] == ["25.0", "100.0", "0.0"]
        assert [bar.width for bar in bars([("a", 0)])] == ["0.0"]


class TestWords:
    def test_what_changed_is_said_in_words_and_numbers(self) -> None:
        told = trends_of(anyborough())
        assert told.lead == "From 1 September 2026 to 1 March 2027, in 3 audits."
        assert told.severities.summary == (
            "Barrier: 2, as at the start. Problem: 7, down from 14. To improve: 1, down from 3."
        )
        assert told.principles.rows[0] == ("1 September 2026", "17%", "17%", "17%", "17%")
        assert [panel.now for panel in told.severities.panels] == list(told.severities.rows[-1][1:])

    def test_of_the_commitments_those_that_changed_most_are_put_into_words(self) -> None:
        told = trends_of(anyborough()).commitments
        assert told.summary.startswith(
            "These have changed most. Ensure Information and decisions are documented: 100%,"
        )
        assert told.summary.count("up from 33%") == 3
        assert len(told.panels) == len(told.head) - 1 == 10

    def test_a_first_audit_has_numbers_and_no_lines(self) -> None:
        audit = anyborough()
        audit.before = None
        told = trends_of(audit)
        assert told.alone is not None
        assert all(panel.line is None for panel in (*told.principles.panels, *told.severities.panels))
        assert len(told.severities.rows) == 1

    def test_reading_ages_are_counted_by_pairs_of_years(self) -> None:
        ages = [5.0, 9.9, 10.0, 11.9, 12.0, 15.9, 16.0, 17.9, 18.0, 25.0]
        rows = [page(f"/{n}", f"Page {n}", age=age) for n, age in enumerate(ages)]
        told = trends_of(Audit(page_rows=[*rows, page("/list", "List")])).ages
        assert told is not None
        assert [(bar.label, bar.number) for bar in told.bars] == [
            ("9 or younger", "2"),
            ("10 or 11", "2"),
            ("12 or 13", "1"),
            ("14 or 15", "1"),
            ("16 or 17", "2"),
            ("18 or older", "2"),
        ]
        assert "4 pages ask for 16 or older." in told.summary
        assert told.summary.endswith("1 page has too few sentences to tell.")

    @pytest.mark.parametrize(("ahead", "week"), [(1, 0), (7, 0), (8, 1), (90, 12)])
    def test_what_goes_stale_is_counted_by_weeks_from_tomorrow(self, ahead: int, week: int) -> None:
        audit = anyborough()
        row = replace(audit.upcoming[0].finding, path="main > p")
        audit.upcoming = [Upcoming(TODAY + timedelta(ahead), row)]
        told = trends_of(audit).stale
        assert told is not None
        assert [bar.number for bar in told.bars].index("1") == week
        assert len(told.bars) == 13

    def test_where_nothing_is_known_there_is_no_chart(self) -> None:
        told = trends_of(Audit(page_rows=[page("/a", "A")]))
        assert (told.ages, told.stale) == (None, None)
