"""What an archive holds: each file is taken, or told why not, whatever its packer meant by it."""

from __future__ import annotations

import hashlib
import unicodedata
import zipfile
from io import BytesIO

import pytest

from samverk.foundation.files.tests.made import PDF, docx, encrypted
from samverk.intake.archives import apart, entries, opening
from samverk.intake.archives.entries import ArchiveError, Judged, Limits, contents, judged
from samverk.intake.tests.batches import archives
from samverk.intake.tests.batches.archives import BOARD, packed

LIMITS = Limits(20, 5_000_000)
SWEDISH = "Nämnder/Överförmyndarnämnden å.txt"


def found(archive: bytes, limits: Limits = LIMITS) -> list[Judged]:
    return judged(BytesIO(archive), limits)


def only(archive: bytes, limits: Limits = LIMITS) -> Judged:
    (one,) = found(archive, limits)
    return one


def refused(archive: bytes, limits: Limits = LIMITS) -> str:
    with pytest.raises(ArchiveError) as fault:
        found(archive, limits)
    return str(fault.value)


def test_a_file_is_taken_with_its_sum_and_kind():
    one = only(packed({"KF/2024/protokoll.txt": BOARD}))
    assert (one.name, one.size, one.media_type) == (
        "KF/2024/protokoll.txt",
        len(BOARD),
        "text/plain",
    )
    assert one.sha256 == hashlib.sha256(BOARD).hexdigest()


@pytest.mark.parametrize("table", ["cp437", "cp850", "utf-8", "cp1252"])
def test_swedish_letters_are_read_in_whatever_table_they_were_packed(table):
    assert only(archives.named_in(SWEDISH.encode(table))).name == SWEDISH


def test_the_letters_of_a_mac_are_put_together():
    apart_ = unicodedata.normalize("NFD", SWEDISH)
    assert apart_ != SWEDISH
    assert only(packed({apart_: BOARD})).name == SWEDISH


def test_signs_that_steer_what_is_shown_are_taken_out_of_a_name():
    assert only(packed({"a\u202etxt.fdp\x1b[2J.txt": BOARD})).name == "atxt.fdp[2J.txt"


def test_a_long_name_keeps_its_end():
    one = only(packed({"m" * 400 + ".txt": BOARD}))
    assert len(one.name) == 300
    assert one.name.endswith("m.txt")


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.txt", "/etc/a.txt", "C:\\Windows\\a.txt", "a\\..\\..\\b.txt"]
)
def test_a_name_that_leads_out_is_refused_with_a_word(name):
    assert "leder ut ur arkivet" in only(packed({name: BOARD})).why


@pytest.mark.parametrize(
    "name",
    [
        "__MACOSX/KF/._a.txt",
        "KF/Thumbs.db",
        "._a.pdf",
        ".DS_Store",
        "desktop.ini",
        "KF/~$rotokoll.docx",
    ],
)
def test_system_files_are_passed_over(name):
    junk, good = found(packed({name: b"\0\5\x16\7", "b.txt": BOARD}))
    assert (junk.is_junk, junk.why) == (True, entries.JUNK)
    assert not good.why


def test_a_link_is_not_followed():
    assert "länk till en annan fil" in only(archives.link("a.txt", "/etc/passwd")).why


def test_a_pipe_is_no_file():
    assert "ingen vanlig fil" in only(archives.entry("a.txt", b"", mode=0o010644)).why


def test_an_encrypted_file_is_refused_while_the_archive_is_read():
    assert "lösenord" in only(encrypted(packed({"a.txt": BOARD}))).why


@pytest.mark.parametrize("name", ["mer.zip", "mer.7z", "mer.tar.gz", "MER.RAR"])
def test_an_archive_in_the_archive_is_refused(name):
    assert "arkiv i arkivet" in only(packed({name: packed({"a.txt": BOARD})})).why


def test_an_archive_under_another_name_is_refused():
    assert "annat än filnamnet" in only(packed({"a.docx": packed({"a.txt": BOARD})})).why


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_what_is_packed_in_rare_ways_is_refused_unopened(method):
    assert "vanlig ZIP" in only(packed({"a.txt": BOARD}, method=method)).why


def test_a_file_that_grows_beyond_reason_is_refused_and_the_others_are_taken():
    kept = BytesIO(archives.bomb(size=4_000_000))
    with zipfile.ZipFile(kept, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("b.txt", BOARD)
    grown, good = found(kept.getvalue())
    assert "200 gånger" in grown.why
    assert not good.why


def test_an_archive_that_unpacks_to_more_than_the_limit_is_refused_whole(monkeypatch):
    monkeypatch.setattr(entries, "MOST_RATIO", 10_000)
    assert "högst 20 filer och 4 MB" in refused(archives.bomb(size=6_000_000))


def test_no_more_than_the_limit_is_unpacked_however_many_names_one_text_has(monkeypatch):
    monkeypatch.setattr(entries, "MOST_RATIO", 10_000)
    unpacked = []
    read = entries._bytes_of

    def counting(package, entry):
        for part in read(package, entry):
            unpacked.append(len(part))
            yield part

    monkeypatch.setattr(entries, "_bytes_of", counting)
    assert "Dela upp" in refused(archives.overlapping(18, 900_000), Limits(20, 2_000_000))
    assert sum(unpacked) <= 2_000_000 + entries.CHUNK


def test_a_file_larger_than_may_be_stored_is_refused(monkeypatch):
    monkeypatch.setattr(entries, "LARGEST", 1000)
    assert "Dela upp den" in only(packed({"a.txt": BOARD * 2})).why


def test_a_size_that_the_directory_lies_small_about_is_not_believed():
    assert not only(archives.lying(BOARD, len(BOARD))).why
    assert only(archives.lying(BOARD, 1)).why == entries.DAMAGED


def test_a_size_that_the_directory_lies_large_about_costs_nothing():
    assert only(archives.lying(BOARD, 2**31)).size in (0, len(BOARD))


def test_more_files_than_the_limit_are_refused_with_the_number():
    many = {f"{number}.txt": archives.minutes(number) for number in range(21)}
    assert "har 21 filer" in refused(packed(many))


def test_system_files_do_not_count_against_the_limit():
    half = {f"{number}.txt": archives.minutes(number) for number in range(20)}
    twins = {f"__MACOSX/._{number}.txt": b"\0" for number in range(20)}
    assert len(found(packed(half | twins))) == 40


def test_a_crowd_of_folders_is_refused():
    assert "Dela upp" in refused(archives.crowded(120))


@pytest.mark.parametrize(
    "content", [b"", b"vanlig text", b"PK\x03\x04", PDF, b"MZ\x90" + packed({"a.txt": BOARD})]
)
def test_what_is_no_archive_is_refused(content):
    assert "inget helt ZIP-arkiv" in refused(content)


def test_an_archive_without_files_is_refused():
    assert "inga filer" in refused(packed({"tom/": b""}))


def test_a_damaged_file_is_told_and_a_whole_one_taken():
    assert only(archives.damaged()).why == entries.DAMAGED


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"MZ\x90\0" + PDF),
        ("a.docx", b"<html><script>1</script>" + docx()),
        ("a.pdf", docx()),
        ("a.txt", b"\x7fELF\x02\x01"),
        ("a.txt", PDF),
        ("a.exe", b"MZ"),
        ("a.docx", docx("word/vbaProject.bin")),
    ],
)
def test_a_file_that_is_two_things_or_another_is_refused(name, content):
    assert only(packed({name: content})).why


def test_the_files_are_given_by_their_places():
    archive = packed({"a.txt": b"ett", "b.txt": b"tv\xc3\xa5"})
    assert list(contents(BytesIO(archive), [1, 0, 9])) == [
        (1, b"tv\xc3\xa5"),
        (0, b"ett"),
        (9, None),
    ]


def test_a_process_of_its_own_judges_and_gives_alike(tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(packed({"a.txt": BOARD, "b.exe": b"MZ"}))
    with path.open("rb") as file:
        assert opening.judge(file, LIMITS) == found(path.read_bytes())
        assert list(opening.give(file, [0])) == [(0, BOARD)]
    assert list(opening.give(BytesIO(path.read_bytes()), [0])) == [(0, BOARD)]


def test_the_process_tells_why_a_whole_archive_is_refused():
    with pytest.raises(ArchiveError, match="inget helt ZIP-arkiv"):
        opening.judge(BytesIO(b"text"), LIMITS)


def test_the_process_bounds_its_memory_and_time():
    asked = (
        "import resource, sys, io, samverk.intake.archives.apart as a\n"
        "a.answer = lambda *_: a._frame(_[2], {'place': resource.getrlimit(resource.RLIMIT_AS)[0],"
        " 'name': str(resource.getrlimit(resource.RLIMIT_CPU)[0])})\n"
        "a.main(['judge'])"
    )
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(opening, "COMMAND", ["-c", asked])
        (told,) = opening.judge(BytesIO(b""), LIMITS)
    assert (told.place, told.name) == (apart.MEMORY, str(apart.CPU_SECONDS))


@pytest.mark.parametrize(
    "program",
    [
        "import sys; sys.exit(1)",
        "print('{}')",
        "print('inte json')",
        "import os; os.kill(os.getpid(), 9)",
        "import resource as r; r.setrlimit(r.RLIMIT_AS, (10**8, 10**8)); 'a' * 10**9",
    ],
)
def test_an_answer_that_is_not_whole_is_not_believed(program, monkeypatch):
    monkeypatch.setattr(opening, "COMMAND", ["-c", program])
    with pytest.raises(ArchiveError, match="mer minne eller tid"):
        opening.judge(BytesIO(packed({"a.txt": BOARD})), LIMITS)


def test_the_process_gets_no_secrets_from_the_environment(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "hemligt")
    asked = "import os, json; print(json.dumps({'refused': os.environ.get('SECRET_KEY', 'inget')}))"
    monkeypatch.setattr(opening, "COMMAND", ["-c", asked])
    with pytest.raises(ArchiveError, match=r"^inget$"):
        opening.judge(BytesIO(b""), LIMITS)
