"""`samverk` as the shell starts it: its own words, old locales and bytes that are no text."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from samverk.project import cli

START = "import sys; from samverk.project.cli import main; sys.exit(main())"
SHARES = ("law", "shares", "--total", "8", "--population")
# A locale of 1990 as Python 3.6 met it: neither coerced to UTF-8 nor read as it.
BARE = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}


def samverk_in_shell(*words: str | bytes, **environment: str) -> subprocess.CompletedProcess[bytes]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "PYTHON"))}
    path = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-c", START, *words]
    return subprocess.run(command, capture_output=True, check=False, env=kept | path | environment)


@pytest.mark.parametrize("locale", [{"LANG": "C"}, {"LC_ALL": "C"}, {"LC_ALL": "POSIX"}, {}])
def test_swedish_letters_are_read_and_written_in_the_plain_locale(locale):
    told = samverk_in_shell(*SHARES, "Åre=1", "--json", **locale)
    assert (told.returncode, told.stderr) == (0, b"")
    assert json.loads(told.stdout)["municipalities"] == {"Åre": 2}


@pytest.mark.parametrize("locale", [{"LANG": "C"}, {"LC_ALL": "C"}, {}])
def test_the_text_answer_keeps_its_letters_in_the_plain_locale(locale):
    told = samverk_in_shell(*SHARES, "Åre=1", **locale)
    assert "Kommun, Åre: 2\N{NO-BREAK SPACE}kr" in told.stdout.decode()


def test_a_fault_is_told_also_where_no_swedish_letter_can_be_written():
    told = samverk_in_shell("law", "vote", **BARE)
    assert (told.returncode, told.stdout) == (2, b"")
    assert told.stderr == b"Ja-r\\xf6ster (--yes) saknas.\n"


@pytest.mark.parametrize("environment", [{}, {"LC_ALL": "C"}, BARE])
@pytest.mark.parametrize("words", [(*SHARES, b"\xc5re=1"), ("law", "diary", b"2022KS554\xe5")])
def test_bytes_that_are_no_text_are_refused_and_never_answered(environment, words):
    told = samverk_in_shell(*words, "--json", **environment)
    assert (told.returncode, told.stdout, told.stderr.count(b"\n")) == (2, b"", 1)
    assert b"teckenkodning." in told.stderr


def test_a_file_whose_name_is_no_text_is_refused_in_one_line():
    told = samverk_in_shell("intake", b"protokoll\xe5.txt")
    assert (told.returncode, told.stdout, told.stderr.count(b"\n")) == (2, b"", 1)
    assert b"finns inte" in told.stderr


@pytest.mark.parametrize("words", [("borta.txt",), ("borta.txt", "också-borta.pdf")])
def test_of_files_that_could_not_be_read_nothing_good_is_said(samverk, words):
    told = samverk("intake", *words)
    assert (told.status, told.out) == (2, "")
    assert told.err.count("\n") == len(words)
    documents = samverk("intake", *words, "--json").answer["documents"]
    assert [bool(each["error"]) for each in documents] == [True] * len(words)


def test_without_words_of_its_own_the_command_takes_the_shells(monkeypatch, samverk):
    monkeypatch.setattr(
        sys, "argv", ["samverk", "law", "quorum", "--members", "1", "--present", "1"]
    )
    assert cli.main() == 0
    monkeypatch.setattr(sys, "argv", ["samverk"])
    assert cli.main() == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Ange ett kommando. Hjälp: samverk --help\n"),
        (("flyga",), "Okänt kommando ”flyga”. Hjälp: samverk --help\n"),
        (("",), "Okänt kommando ””. Hjälp: samverk --help\n"),
        (("a\nb",), "Okänt kommando ”a b”. Hjälp: samverk --help\n"),
        (("x" * 90,), f"Okänt kommando ”{'x' * 60}…”. Hjälp: samverk --help\n"),
        (("Law",), "Okänt kommando ”Law”. Hjälp: samverk --help\n"),
        (("law",), "Ange en regel. Hjälp: samverk law --help\n"),
        (("law", "Vote"), "Okänd regel ”Vote”. Hjälp: samverk law --help\n"),
        (("intake",), "Ange minst en fil. Hjälp: samverk intake --help\n"),
    ],
)
def test_each_refusal_says_what_was_typed_and_where_help_is(samverk, words, said):
    assert samverk(*words) == (2, "", said)


def test_help_sets_the_commands_in_one_column(samverk):
    first, _, heading, *commands = samverk("--help").out.splitlines()
    assert (first, heading) == ("Användning: samverk KOMMANDO ...", "Kommandon:")
    assert {line.index(cli.COMMANDS[line.split()[0]][2]) for line in commands} == {12}


def test_ctrl_c_while_a_commands_code_is_loaded_says_nothing(samverk, monkeypatch):
    def interrupted(name):
        raise KeyboardInterrupt

    monkeypatch.setattr("samverk.project.cli.import_module", interrupted)
    assert samverk("run") == (130, "", "")


def test_a_status_of_a_command_that_could_not_be_flushed_is_the_flushes(samverk, monkeypatch):
    monkeypatch.setattr("samverk.project.cli.flushed", lambda: 141)
    assert samverk("law", "vote").status == 141
