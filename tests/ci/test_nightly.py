"""The recipes of docs/nightly.md: each runs as it stands, against a real site and a real mail server."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from configparser import ConfigParser
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.config import parse
from pipeline.sample.serve import serve
from tests.ci import test_action, test_gitlab
from tests.ci.jobs import ROOT, Runner
from tests.telling.mailbox import PASSWORD, USER, Mailbox, mail_server, self_made

DOCUMENT = (ROOT / "docs" / "nightly.md").read_text("utf-8")
BLOCKS = [(kind, text) for kind, text in re.findall(r"(?ms)^```(\w+)\n(.*?)^```$", DOCUMENT)]
SECRETS = {"LOCALOFFER_SMTP_USER": USER, "LOCALOFFER_SMTP_PASSWORD": PASSWORD}
OWNER = "health@example.org"


def block(kind: str, holding: str) -> str:
    """The one example of a kind that holds some words."""
    found: list[str] = [text for of, text in BLOCKS if of == kind and holding in text]
    assert len(found) == 1
    return found[0]


def workflow(holding: str) -> Any:
    return yaml.load(block("yaml", holding), Loader=yaml.BaseLoader)


@dataclass(frozen=True)
class Night:
    """A machine to run nights on, a mailbox for the one who hears of them, and what the machine is told."""

    runner: Runner
    box: Mailbox
    environment: dict[str, str]

    def heard(self) -> list[str]:
        """The subjects of the messages since the last time."""
        subjects = [str(mail["Subject"]) for mail in self.box.mails]
        assert all(to == OWNER for to in self.box.to)
        self.box.mails.clear()
        return subjects


@pytest.fixture
def night(tmp_path: Path) -> Iterator[Night]:
    """The sample site, one owner, and a mail server that asks for a password."""
    runner = Runner.at(tmp_path)
    tls, certificate = self_made(tmp_path)
    with serve() as base, mail_server(tls=tls, login=True) as box:
        (runner.folder / "offer.toml").write_text(
            f'[site]\nname = "Wrenfield"\ntargets = ["{base}/care/"]\n'
            "[crawl]\ndelay = 0\n[links]\noutside = false\n"
            f'[tell]\nserver = "127.0.0.1"\nport = {box.port}\nsender = "localoffer@example.org"\n'
            f'[[owner]]\nname = "Health team"\npages = ["*"]\nemail = "{OWNER}"\n'
        )
        yield Night(runner, box, {"SSL_CERT_FILE": str(certificate)})


def first_and_second(night: Night, run: Callable[[int], None]) -> None:
    """A first night finds things and tells of them; a second finds nothing new, and nobody hears of it."""
    run(1)
    (subject,) = night.heard()
    assert re.fullmatch(r"Health team: [\d,]+ things to put right( and \d+ things? soon out of date)?", subject)
    run(0)
    assert night.heard() == []


def test_the_settings_hold() -> None:
    config = parse(tomllib.loads(block("toml", "[tell]")), "docs/nightly.md")
    assert config.tell.server
    assert config.report.address
    assert [owner.email for owner in config.owner] == ["short.breaks@example.org"]


def test_every_recipe_has_its_test() -> None:
    tested = {"bash": 1, "crontab": 1, "ini": 2, "toml": 1, "yaml": 3}
    assert {kind: [k for k, _ in BLOCKS].count(kind) for kind in tested} == tested
    assert {kind for kind, _ in BLOCKS} - tested.keys() == {"sh"}


class TestAServerOfYourOwn:
    @pytest.fixture
    def script(self, night: Night) -> str:
        """The script, with our own folders in place of those of a server."""
        secrets = night.runner.folder.parent / "secrets"
        given = SECRETS | night.environment
        secrets.write_text("".join(f"{name}='{value}'\n" for name, value in given.items()))
        text = block("bash", "localoffer tell")
        for name, place in (("folder", night.runner.folder), ("secrets", secrets)):
            text, times = re.subn(rf"(?m)^{name}=.*$", f"{name}={place}", text)
            assert times == 1
        return text.replace("/opt/localoffer/.venv/bin", str(night.runner.bin))

    @pytest.fixture
    def nightly(self, night: Night, script: str) -> Path:
        path = night.runner.bin / "localoffer-nightly"
        path.write_text(script)
        path.chmod(0o755)
        return path

    def test_with_cron(self, night: Night, nightly: Path) -> None:
        minute, hour, *days, user, command = block("crontab", "localoffer").strip().split(maxsplit=6)
        assert (int(minute) in range(60), int(hour) in range(24), days) == (True, True, ["*", "*", "*"])
        assert user == "localoffer"
        assert "%" not in command  # cron would take it for the end of a line
        command = command.replace("/usr/local/bin/localoffer-nightly", str(nightly))
        command = command.replace("/var/lib/localoffer", str(night.runner.folder))

        def run(status: int) -> None:
            done = subprocess.run(
                ["/bin/sh", "-c", command], env={"PATH": "/usr/bin:/bin"}, check=False, capture_output=True
            )
            log = (night.runner.folder / "night.log").read_text()
            assert (done.returncode, done.stderr, done.stdout) == (status, b"", b""), log
            assert "The report is at" in log

        first_and_second(night, run)

    def test_a_message_that_did_not_get_through_is_status_3_and_goes_out_the_next_night(
        self, night: Night, nightly: Path
    ) -> None:
        settings = night.runner.folder / "offer.toml"
        settings.write_text(settings.read_text().replace("/care/", "/support/"))  # which has nothing serious
        night.box.refused.add(OWNER)
        first = night.runner.run(str(nightly), {})
        assert (first.returncode, night.heard()) == (3, [])
        assert "Health team (health@example.org) could not be told." in first.stderr
        night.box.refused.clear()
        assert night.runner.run(str(nightly), {}).returncode == 0
        assert len(night.heard()) == 1

    def test_with_systemd(self, nightly: Path, tmp_path: Path) -> None:
        units = {name: block("ini", holding) for name, holding in (("service", "[Service]"), ("timer", "[Timer]"))}
        told = {}
        for name, text in units.items():
            parser = ConfigParser(interpolation=None, strict=True)
            parser.optionxform = str  # type: ignore[assignment,method-assign]
            parser.read_string(text)
            told[name] = parser
        assert told["service"]["Service"]["Type"] == "oneshot"
        assert told["service"]["Service"]["ExecStart"] == "/usr/local/bin/localoffer-nightly"
        assert told["timer"]["Timer"]["OnCalendar"] == "*-*-* 02:00:00"
        assert told["timer"]["Install"]["WantedBy"] == "timers.target"
        if shutil.which("systemd-analyze"):
            for name, text in units.items():
                unit = text.replace("/usr/local/bin/localoffer-nightly", str(nightly))
                (tmp_path / f"localoffer.{name}").write_text(unit)
            paths = [str(tmp_path / f"localoffer.{name}") for name in units]
            done = subprocess.run(
                ["systemd-analyze", "verify", "--man=no", *paths], capture_output=True, text=True, check=False
            )
            assert (done.returncode, done.stderr) == (0, "")


def secrets_of(step: Mapping[str, Any], form: str) -> set[str]:
    """The secrets that a step asks its host for, each under its own name."""
    asked = {name for name, value in step["env"].items() if value == form.format(name)}
    assert asked == set(step["env"])
    return asked


ALL_SECRETS = {*SECRETS, "LOCALOFFER_TEAMS_WEBHOOK", "LOCALOFFER_SLACK_WEBHOOK"}


def test_on_github(night: Night) -> None:
    told = workflow("runs-on")
    assert told["on"]["schedule"] == [{"cron": "0 2 * * *"}]
    checkout, audit, tell, remember = told["jobs"]["audit"]["steps"]
    assert re.fullmatch(r"actions/checkout@v\d+", checkout["uses"])
    assert audit == {"uses": "local-offer-audit/local-offer-audit@main"}
    assert tell["if"] == remember["if"] == "always()"
    assert secrets_of(tell, "${{{{ secrets.{} }}}}") == ALL_SECRETS
    ours = next(step["with"] for step in test_action.STEPS if "cache/restore" in step.get("uses", ""))
    assert remember["with"]["path"] == ours["path"]
    assert remember["with"]["key"].startswith(ours["restore-keys"])

    def run(status: int) -> None:
        code, log = test_action.run_all(night.runner)
        assert code == status, log
        done = night.runner.run(tell["run"], dict.fromkeys(ALL_SECRETS, "") | SECRETS | night.environment)
        assert done.returncode == 0, done.stderr

    first_and_second(night, run)


def test_on_gitlab(night: Night, tmp_path: Path) -> None:
    told = workflow("after_script")
    assert told["include"][0]["remote"].endswith("/main/ci/gitlab.yml")
    assert (ROOT / "ci" / "gitlab.yml").is_file()
    job = test_gitlab.JOB | told["local-offer"]
    assert job["rules"] == [{"if": '$CI_PIPELINE_SOURCE == "schedule"'}]
    source = test_gitlab.cloned(tmp_path)

    def run(status: int) -> None:
        builds = tmp_path / f"builds-{status}"
        given = (
            {"CI_BUILDS_DIR": str(builds), "LOCALOFFER_SOURCE": f"file://{source}"} | night.environment | SECRETS
        )
        audit = night.runner.run("\n".join((*job["before_script"], *job["script"])), job["variables"] | given)
        assert audit.returncode == status, audit.stderr
        after = night.runner.run("\n".join(job["after_script"]), given)
        assert after.returncode == 0, after.stderr

    first_and_second(night, run)


def test_on_azure(night: Night, tmp_path: Path) -> None:
    told = workflow("vmImage")
    assert told["schedules"][0]["cron"] == "0 2 * * *"
    steps: Sequence[Mapping[str, Any]] = told["steps"]
    install, audit, tell = [step for step in steps if "script" in step]
    assert audit["continueOnError"] == tell["continueOnError"] == "true"
    assert secrets_of(tell, "$({})") == ALL_SECRETS
    (cache,) = [step["inputs"] for step in steps if step.get("task") == "Cache@2"]
    assert cache["path"] == "$(Pipeline.Workspace)/localoffer"
    assert cache["key"].startswith(cache["restoreKeys"])
    given = {"AGENT_TEMPDIRECTORY": str(tmp_path / "agent"), "PIPELINE_WORKSPACE": str(tmp_path / "pipeline")}
    source = f"file://{test_gitlab.cloned(tmp_path)}"
    script = install["script"].replace("https://github.com/local-offer-audit/local-offer-audit", source)
    assert script != install["script"]
    done = night.runner.run(script, given)
    assert done.returncode == 0, done.stderr
    assert "--require-hashes" in night.runner.fetched

    def run(status: int) -> None:
        audited = night.runner.run(audit["script"], given)
        assert audited.returncode == status, audited.stderr
        done = night.runner.run(tell["script"], given | SECRETS | night.environment)
        assert done.returncode == 0, done.stderr

    first_and_second(night, run)
    assert (tmp_path / "pipeline" / "localoffer" / "store.db").is_file()
    (publish,) = [step for step in steps if "publish" in step]
    assert (night.runner.folder / publish["publish"] / "index.html").is_file()
