"""`samverk run`, `stop` and `manage`: what they start, and how they tell of what went wrong."""

from __future__ import annotations

import errno
import os

import pytest

from samverk.foundation.postgres.errors import DatabaseUnavailableError
from samverk.project.cli.arguments import UsageError
from samverk.project.cli.options import port_of
from samverk.project.running.errors import NotStartedError

SERVE = "samverk.project.running.Installation.serve"
STOP = "samverk.project.running.stop_everything"


@pytest.fixture(autouse=True)
def _no_port_of_the_surroundings(monkeypatch):
    monkeypatch.delenv("PORT", raising=False)


def raising(fault):
    def work(*_):
        raise fault

    return work


@pytest.mark.parametrize("text", ["1024", "8123", "65535", "08000"])
def test_a_port_that_an_ordinary_user_may_open_is_read(text):
    assert port_of(["--port", text]) == int(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "0",
        "80",
        "1023",
        "65536",
        "-8000",
        "+8000",
        "8 000",
        "8000.0",
        "å",
        "٨٠٠٠",
        "9" * 5000,
    ],
)
def test_another_port_is_refused_with_the_bounds(text):
    with pytest.raises(UsageError, match="går inte: skriv ett tal mellan 1024 och 65535") as fault:
        port_of(["--port", text])
    assert len(str(fault.value)) < 130


@pytest.mark.parametrize(
    "words",
    [["--port"], ["--port=8000"], ["8000"], ["--help"], ["--port", "8000", "x"], ["-p", "8000"]],
)
def test_only_a_port_may_be_chosen(words):
    with pytest.raises(UsageError, match=r"^samverk run tar bara --port NUMMER\.$"):
        port_of(words)


def test_without_an_option_the_port_of_the_surroundings_applies(monkeypatch):
    assert port_of([]) == 8000
    monkeypatch.setenv("PORT", "8123")
    assert port_of([]) == 8123
    assert port_of(["--port", "8124"]) == 8124


@pytest.mark.parametrize("port", ["", "fel", "80"])
def test_a_port_of_the_surroundings_that_cannot_be_is_refused(samverk, monkeypatch, port):
    monkeypatch.setenv("PORT", port)
    told = samverk("run")
    assert (told.status, told.out, told.err.count("\n")) == (2, "", 1)
    assert f"Porten ”{port}” går inte" in told.err


def test_the_chosen_port_is_the_one_that_is_served(samverk, monkeypatch):
    served = []

    def serve(installation):
        served.append(installation.port)

    monkeypatch.setattr(SERVE, serve)
    assert samverk("run", "--port", "8123") == (0, "", "")
    assert served == [8123]


@pytest.mark.parametrize("command", ["run", "stop"])
@pytest.mark.parametrize(
    ("fault", "status", "said"),
    [
        (DatabaseUnavailableError("Databasen svarar inte."), 1, "Databasen svarar inte.\n"),
        (NotStartedError("Porten 8000 är upptagen."), 1, "Porten 8000 är upptagen.\n"),
        (
            OSError(errno.ENOSPC, "No space left on device", "/srv/var"),
            1,
            "Disken är full: frigör plats där /srv/var ligger och försök igen.\n",
        ),
        (
            OSError(errno.EACCES, "Permission denied"),
            1,
            "Det går inte att skriva i katalogen var: kontrollera vem som äger katalogen.\n",
        ),
        (KeyboardInterrupt(), 130, ""),
    ],
)
def test_what_goes_wrong_is_one_swedish_line(samverk, monkeypatch, command, fault, status, said):
    monkeypatch.setattr(SERVE, raising(fault))
    monkeypatch.setattr(STOP, raising(fault))
    assert samverk(command) == (status, "", said)


def test_a_fault_in_the_code_is_not_hidden(samverk, monkeypatch):
    monkeypatch.setattr(SERVE, raising(ZeroDivisionError()))
    with pytest.raises(ZeroDivisionError):
        samverk("run")


@pytest.mark.parametrize(("ran", "said"), [(True, "Stoppat.\n"), (False, "Inget var i gång.\n")])
def test_stopping_tells_whether_anything_ran(samverk, monkeypatch, ran, said):
    monkeypatch.setattr(STOP, lambda: ran)
    assert samverk("stop") == (0, said, "")


@pytest.mark.parametrize("word", ["--help", "nu", ""])
def test_stopping_takes_no_words(samverk, monkeypatch, word):
    monkeypatch.setattr(STOP, lambda: pytest.fail("stopped"))
    assert samverk("stop", word) == (2, "", "samverk stop tar inga argument.\n")


def test_managing_hands_its_words_to_django_with_our_settings(samverk, monkeypatch):
    heard = []
    monkeypatch.delenv("DJANGO_SETTINGS_MODULE", raising=False)
    monkeypatch.setattr("django.core.management.execute_from_command_line", heard.append)
    assert samverk("manage", "check", "--deploy").status == 0
    assert heard == [["samverk manage", "check", "--deploy"]]


def test_managing_keeps_settings_that_were_chosen(samverk, monkeypatch):
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "egna.val")
    monkeypatch.setattr("django.core.management.execute_from_command_line", lambda words: None)
    samverk("manage")
    assert os.environ["DJANGO_SETTINGS_MODULE"] == "egna.val"
