"""Files that are no scan of the form, or try to be too much: refused soon, in little memory."""

import struct
import zlib

import cv2
import numpy as np
import pytest

from caseline.errors import DrawingError
from caseline.paindrawing.paper import picture_file
from caseline.reports.drawing_form import form_pdf
from tests.processes import measured
from tests.unit.paindrawing.paper.papers import blank

pytestmark = pytest.mark.extra

MOST_MEGABYTES = 500
MOST_SECONDS = 15  # a start of Python and a page, on a busy machine


def read(path, folder):
    """Exit code, complaint, and megabytes, of a process of its own."""
    out = folder / "out.json"
    return measured("drawing", "read", path, "-o", out, within_seconds=MOST_SECONDS)


def png(width, height, rows=b"", before=b""):
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    packed_rows = chunk(b"IDAT", zlib.compress(rows))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + before + packed_rows + chunk(b"IEND", b"")


def chunk(kind, content):
    check = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + check


def pdf_of_a_picture(width, height):
    """A page with one grey picture of zeros, as many as it says, packed."""
    picture = b"/Type/XObject/Subtype/Image/Width %d/Height %d" % (width, height)
    packed = b"/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode"
    return pdf(
        stream(b"q 595 0 0 842 0 0 cm /I Do Q"), stream(zeros(width * height), picture + packed)
    )


def pdf(content, *others):
    """A page with this content, and other objects: the first of them is named I."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</XObject<</I 5 0 R>>>>>>",
        content,
        *others,
    ]
    numbered = (b"%d 0 obj\n" % n + one + b"\nendobj\n" for n, one in enumerate(objects, 1))
    trailer = b"trailer<</Size %d/Root 1 0 R>>\n" % (len(objects) + 1)
    return b"%PDF-1.7\n" + b"".join(numbered) + trailer + b"%%EOF"


def stream(content, facts=b""):
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (facts, len(content), content)


def pdf_of_instructions(n):
    """A page of so many short lines, packed to a thousandth."""
    lines = zlib.compress(b"0 0 m 1 1 l S\n" * n, 9)
    return pdf(stream(lines, b"/Filter/FlateDecode"))


def pdf_of_groups(n):
    """Pages within pages, each to be mixed with the one below: a page of memory for each."""
    group = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Group<</S/Transparency/I true>>"
    mix = b"/ExtGState<</G<</ca 0.5/BM/Multiply>>>>"
    drawn = b"/G gs 0 0 595 842 re f /I Do"
    within = (
        stream(drawn, group + b"/Resources<</XObject<</I %d 0 R>>%s>>" % (6 + one, mix))
        for one in range(n)
    )
    return pdf(stream(b"/I Do"), *within, stream(b"0 0 9 9 re f", group))


def zeros(n):
    pack = zlib.compressobj(9)
    return b"".join(pack.compress(bytes(1_000_000)) for _ in range(n // 1_000_000)) + pack.flush()


def packed(kind):
    return cv2.imencode(kind, blank("neutral"))[1].tobytes()


BROKEN = "is a broken picture, a whole one is needed"
DARK = "is too dark to be read, a brighter one is needed"
NO_FORM = "holds no form, a page with its four corner marks is needed"
HEAVY = "is a PDF that takes more than 300 MB or 20 seconds to draw, a scan of the form is needed"
FILES = {
    "a bomb": (
        lambda: png(50_000, 50_000, bytes(10_000_000)),
        "is 50000 x 50000 dots, at most 60 million dots are needed",
    ),
    "a PNG of nothing": (lambda: png(1000, 1000), BROKEN),
    "a PNG of more rows than it says": (lambda: png(1000, 1000, bytes(9_000_000)), DARK),
    "a PNG with a bomb beside its picture": (
        lambda: png(1000, 1000, bytes(3_001_000), before=chunk(b"zTXt", b"x\0\0" + zeros(9**9))),
        DARK,
    ),
    "an animated PNG": (
        lambda: png(7000, 7000, before=chunk(b"acTL", struct.pack(">II", 2, 0))),
        "is an animated picture, a still one is needed",
    ),
    "a PDF of a bomb": (
        lambda: pdf_of_a_picture(30_000, 30_000),
        "is 30000 x 30000 dots, at most 60 million dots are needed",
    ),
    "a PDF of very many lines": (lambda: pdf_of_instructions(15_000_000), HEAVY),
    "a PDF of pages in pages": (lambda: pdf_of_groups(8), HEAVY),
    "only a head": (lambda: png(1000, 1000)[:20], BROKEN),
    "a thumbnail": (
        lambda: png(400, 300),
        "is 400 x 300 dots and too small to be read, 600 each way is the least",
    ),
    "a JPEG without a frame": (lambda: b"\xff\xd8\xff\xd9", BROKEN),
    "half a JPEG": (lambda: packed(".jpg")[: len(packed(".jpg")) // 2], BROKEN),
    "half a PNG": (lambda: packed(".png")[: len(packed(".png")) // 2], BROKEN),
    "a broken PDF": (
        lambda: b"%PDF-1.7\nnothing",
        "is a PDF that is broken or locked, an open one is needed",
    ),
    "text": (lambda: b"drawing", "is no PNG, JPEG or PDF, one of them is needed"),
    "an empty file": (lambda: b"", "is no PNG, JPEG or PDF, one of them is needed"),
}


@pytest.mark.parametrize("name", FILES)
def test_it_is_refused_in_one_sentence_and_little_memory(tmp_path, name):
    content, sentence = FILES[name]
    path = tmp_path / "scan"
    path.write_bytes(content())

    code, complaint, megabytes = read(path, tmp_path)

    assert code == 14
    assert not (tmp_path / "out.json").exists()
    assert complaint == [f"caseline: scan: {sentence}"]
    assert megabytes < MOST_MEGABYTES


def test_an_endless_file_is_refused(tmp_path):
    code, complaint, megabytes = read("/dev/zero", tmp_path)

    assert (code, complaint) == (
        14,
        ["caseline: zero: is larger than 64 MB, a smaller scan is needed"],
    )
    assert megabytes < MOST_MEGABYTES


def test_a_file_that_is_not_there_is_refused(tmp_path):
    code, complaint, _ = read(tmp_path / "gone.png", tmp_path)

    assert (code, complaint) == (
        14,
        ["caseline: gone.png: there is no such file, a scan of the form is needed"],
    )


def test_a_form_as_a_pdf_is_read_in_little_memory(tmp_path):
    path = tmp_path / "form.pdf"
    path.write_bytes(form_pdf("neutral"))

    code, complaint, megabytes = read(path, tmp_path)

    assert (code, complaint) == (0, [])
    assert megabytes < MOST_MEGABYTES


def test_a_pdf_that_takes_long_is_refused(monkeypatch):
    """A second of a processor is enough for a form, and not for a million round shadows."""
    monkeypatch.setattr(picture_file, "PDF_SECONDS", 1)
    lines = zlib.compress(b"0 0 m 600 800 0 800 600 0 c S\n" * 200_000, 9)

    with pytest.raises(DrawingError, match="takes more than 300 MB or 1 seconds to draw"):
        picture_file.picture_in(pdf(stream(lines, b"/Filter/FlateDecode")))


@pytest.mark.parametrize("side", [6900, 7700])
def test_the_largest_photograph_is_unpacked_in_little_memory(tmp_path, side):
    path = tmp_path / "scan.jpg"
    progressive = [cv2.IMWRITE_JPEG_PROGRESSIVE, 1]  # the kind that takes the most
    whole = [cv2.IMWRITE_JPEG_SAMPLING_FACTOR, cv2.IMWRITE_JPEG_SAMPLING_FACTOR_444]
    cv2.imwrite(str(path), np.full((side, side, 3), 230, np.uint8), [*progressive, *whole])

    code, complaint, megabytes = read(path, tmp_path)

    assert (code, complaint) == (14, [f"caseline: scan.jpg: {NO_FORM}"])
    assert megabytes < MOST_MEGABYTES


def test_the_largest_scan_is_read_in_little_memory(tmp_path):
    whole = cv2.resize(blank("neutral"), (6400, 9050), interpolation=cv2.INTER_LINEAR)
    path = tmp_path / "scan.png"
    noise = np.random.default_rng(1).integers(0, 4, whole.shape[:2], np.uint8)
    cv2.imwrite(
        str(path), cv2.subtract(whole, cv2.merge([noise] * 3)), [cv2.IMWRITE_PNG_COMPRESSION, 1]
    )

    code, complaint, megabytes = read(path, tmp_path)

    assert (code, complaint) == (0, [])
    assert megabytes < MOST_MEGABYTES
