"""A real installation from nothing: set up, served behind a proxy, logged in to, and stopped."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

import pytest

from samverk.foundation.postgres.location import ROOT_BASE, place_of
from samverk.project.running import ports

pytestmark = pytest.mark.slow
SAMVERK = Path(sys.executable).with_name("samverk")
HOST = "samverk.prov.test"
SECONDS = 120
PASSWORD = "sju koppar utan öra"
SETUP = [
    "setup",
    *("--organisation", "Samordningsförbundet Sjöröd"),
    *("--short-name", "Sjöröd"),
    *("--name", "Birk Ängslid"),
    *("--email", "birk@sjorod.test"),
]


@dataclass
class Real:
    """An installation with files, a port and a key of its own."""

    var: Path
    port: int
    told: list[str] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("SAMVERK_", "DJANGO_"))}
        postgres = {k: v for k, v in os.environ.items() if k == "SAMVERK_POSTGRES"}
        own = {"SAMVERK_VAR": str(self.var), "SECRET_KEY": "abcdefghij" * 6, "ALLOWED_HOSTS": HOST}
        return kept | postgres | own

    def command(self, *words: str, **changes: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [SAMVERK, *words],
            env=self.environment | changes,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=SECONDS,
        )

    @property
    def said(self) -> Path:
        return self.var.with_name("said")


@dataclass
class Visitor:
    """A browser behind the proxy that has the certificate: keeps its cookies and says https."""

    port: int
    scheme: str = "https"
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(self, path: str, words: dict[str, str] | None = None) -> tuple[int, str, str]:
        """Ask for a page, or send a form; answer status, where it leads, and what it says."""
        headers = {
            "Host": HOST,
            "X-Forwarded-Proto": self.scheme,
            "X-Forwarded-For": "192.0.2.7",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Referer": f"{self.scheme}://{HOST}/",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)) as proxy:
            proxy.request("POST" if words else "GET", path, urlencode(words or {}), headers)
            answer = proxy.getresponse()
            self._keep(answer.headers.get_all("Set-Cookie", []))
            return answer.status, answer.headers.get("Location", ""), answer.read().decode()

    def _keep(self, lines: list[str]) -> None:
        for line in lines:
            for name, morsel in SimpleCookie(line).items():
                # One that is taken away carries nothing
                assert morsel["secure"] or not morsel.value, line
                self.cookies[name] = morsel.value

    def send(self, path: str, **words: str) -> str:
        """Open a form, fill it in and send it; answer where it leads."""
        _, _, page = self.ask(path)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert token, page[:2000]
        return self.ask(path, words | {"csrfmiddlewaretoken": token[1]})[1]


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Real]:
    var = tmp_path_factory.mktemp("riktig") / "var"
    made = Real(var, ports.free_after(26000 + os.getpid() % 5000))
    yield made
    made.command("stop")
    base = place_of(var).data.parent.parent
    if base.is_relative_to(ROOT_BASE):
        shutil.rmtree(base, ignore_errors=True)


@pytest.fixture(scope="module")
def link(real: Real) -> str:
    """The path of the link that setting up has printed."""
    told = real.command(*SETUP)
    assert told.returncode == 0, told.stderr
    found = re.search(rf"https://{HOST}(/konto/glomt/\S+)", told.stdout)
    assert found, told.stdout
    return found[1]


@pytest.fixture(scope="module")
def serving(real: Real, link: str) -> Iterator[subprocess.Popen[bytes]]:
    with real.said.open("wb") as said:
        running = subprocess.Popen(
            [SAMVERK, "serve", "--port", str(real.port)],
            env=real.environment,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
        )
    deadline = time.monotonic() + SECONDS
    while "är i gång" not in real.said.read_text():
        assert running.poll() is None, real.said.read_text()
        assert time.monotonic() < deadline, real.said.read_text()
        time.sleep(0.05)
    yield running
    if running.poll() is None:
        running.terminate()
        running.wait(SECONDS)


def test_nothing_is_served_before_it_is_set_up(real):
    told = real.command("serve", "--port", str(real.port))
    assert (told.returncode, told.stderr) == (
        1,
        "Installationen är inte uppsatt: kör samverk setup först.\n",
    )


def test_setting_up_again_changes_nothing_and_says_so(real, link):
    told = real.command(*SETUP)
    assert told.returncode == 0
    assert told.stdout.startswith("Installationen är redan uppsatt, av Birk Ängslid.")
    assert "/konto/glomt/" not in told.stdout


def test_the_demo_is_not_loaded_into_it(real, link):
    told = real.command("run", "--port", str(real.port))
    assert told.returncode == 1
    assert told.stderr.startswith("Databasen är en riktig installations")


def test_a_server_that_does_not_answer_is_one_line(real):
    away = "postgresql://samverk_app@127.0.0.1:9/samverk"
    for command in (SETUP, ["serve"]):
        told = real.command(*command, DATABASE_URL=away)
        assert (told.returncode, told.stderr.count("\n")) == (1, 1)
        assert told.stderr.startswith("Databasen i DATABASE_URL svarar inte")


def test_the_deploy_checks_of_django_have_nothing_to_say(real, link):
    told = real.command("manage", "check", "--deploy", "--fail-level", "WARNING")
    assert told.returncode == 0, told.stderr
    assert "W0" not in told.stderr


def test_the_administrator_chooses_a_password_logs_in_and_keeps_accounts(real, link, serving):
    visitor = Visitor(real.port)
    form = visitor.ask(link)[1]
    assert visitor.send(form, password1=PASSWORD, password2=PASSWORD) == "/konto/glomt/klart/"
    assert visitor.send("/konto/logga-in/", login="birk@sjorod.test", password=PASSWORD) == "/"
    status, _, page = visitor.ask("/konton/")
    assert status == 200
    assert "Birk Ängslid" in page
    assert "__Host-samverk_session" in visitor.cookies


def test_nothing_of_the_demo_is_there(real, serving):
    visitor = Visitor(real.port)
    assert "Demo." not in visitor.ask("/")[2]
    assert "Visa som" not in visitor.ask("/om/")[2]
    assert visitor.ask("/demo/roll/")[0] == 404


def test_a_host_that_is_not_its_own_is_refused(real, serving):
    with closing(http.client.HTTPConnection("127.0.0.1", real.port, timeout=30)) as stranger:
        stranger.request("GET", "/", headers={"Host": "annan.prov.test"})
        assert stranger.getresponse().status == 400


def test_a_link_from_the_console_lets_in_whoever_has_lost_the_password(real, serving):
    told = real.command("link", "birk@sjorod.test")
    path = re.search(rf"https://{HOST}(/konto/glomt/\S+)", told.stdout)[1]
    visitor = Visitor(real.port)
    assert visitor.ask(visitor.ask(path)[1])[0] == 200
    assert real.command("link", "ingen@sjorod.test").stderr == (
        "Inget konto har adressen ingen@sjorod.test.\n"
    )


def test_it_stops_in_order_when_it_is_told_to(real, serving):
    serving.send_signal(signal.SIGTERM)
    assert serving.wait(60) == 0
    assert real.said.read_text().endswith("Stoppat.\n")
    assert ports.is_free(real.port)
    assert real.command("stop").stdout == "Inget var i gång.\n"
