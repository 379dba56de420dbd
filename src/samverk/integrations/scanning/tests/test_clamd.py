"""What is asked of clamd and what it answers, against one of our own on this machine."""

from __future__ import annotations

import socket
import threading

import pytest

from samverk.foundation.files.scanning import ScannerDownError
from samverk.integrations.scanning import clamd, fake
from samverk.integrations.scanning.clamd import Clamd
from samverk.integrations.scanning.fake import EICAR, fake_clamd


@pytest.fixture(scope="module")
def scanner():
    with fake_clamd() as address:
        yield Clamd(address)


@pytest.mark.parametrize("content", [b"", b"Hej", bytes(clamd.PIECE), bytes(3 * clamd.PIECE + 1)])
def test_a_clean_content_is_clean(scanner, content):
    verdict = scanner.scan(content)
    assert verdict.is_clean
    assert verdict.engine.startswith("ClamAV 1.4.6")


@pytest.mark.parametrize("before", [b"", bytes(clamd.PIECE - 10)])
def test_a_virus_is_named_also_where_it_stands_in_two_pieces(scanner, before):
    assert scanner.scan(before + EICAR).signature == "Eicar-Test-Signature"


def test_what_is_larger_than_clamd_takes_is_not_called_clean(scanner, monkeypatch):
    monkeypatch.setattr(fake, "LIMIT", 100_000)
    with pytest.raises(ScannerDownError):
        scanner.scan(bytes(1_000_000))


@pytest.mark.parametrize(
    "address", ["", "tcp:", "tcp:127.0.0.1", "tcp:127.0.0.1:x", "udp:127.0.0.1:1", "unix:"]
)
def test_an_address_that_is_none_is_a_scanner_that_is_down(address, settings):
    settings.CLAMAV = "nowhere"
    with pytest.raises(ScannerDownError):
        Clamd(address).scan(b"")


def test_a_socket_that_nobody_listens_to_is_a_scanner_that_is_down(tmp_path):
    with pytest.raises(ScannerDownError):
        Clamd(f"unix:{tmp_path}/clamd.ctl").scan(b"")


@pytest.mark.parametrize("answer", [b"", b"stream: \0", b"UNKNOWN COMMAND\0", b"stream: x ERROR\0"])
def test_an_answer_that_says_neither_is_a_scanner_that_is_down(tmp_path, answer):
    place = str(tmp_path / "clamd.ctl")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(place)
        listening.listen()
        threading.Thread(target=answering, args=(listening, answer), daemon=True).start()
        with pytest.raises(ScannerDownError):
            Clamd(f"unix:{place}").scan(b"Hej")


def answering(listening, answer):
    for _ in range(2):
        line, _ = listening.accept()
        with line:
            line.sendall(answer)


def test_a_scanner_that_never_answers_is_waited_for_in_vain_for_a_while_only(tmp_path, monkeypatch):
    monkeypatch.setattr(clamd, "SCANNING", 0.05)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "c"))
        listening.listen()
        with pytest.raises(ScannerDownError):
            Clamd(f"unix:{tmp_path}/c").scan(b"Hej")
