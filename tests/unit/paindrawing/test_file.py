"""`drawing.json`: what is read, what is written, and what is refused."""

import json

import pytest

from caseline.errors import DrawingError
from caseline.paindrawing.drawing import Stroke
from caseline.paindrawing.file import MOST_BYTES, drawing_data, drawing_in, read_drawing
from caseline.record import NOT_ON_RECORD
from tests.unit.paindrawing.drawings import drawn

EMPTY = {"drawn": True, "strokes": []}
GOOD = {"schema": 1, "body": "female", "views": {"front": EMPTY, "back": EMPTY}}
NEEDS = "a list of points [x, y] is needed"


def text(**changed) -> str:
    return json.dumps(GOOD | changed)


def front(*strokes) -> str:
    return text(views={"front": {"drawn": True, "strokes": list(strokes)}, "back": EMPTY})


def refusal(found: str | bytes) -> str:
    with pytest.raises(DrawingError) as caught:
        drawing_in(found, "d.json")
    return str(caught.value)


def test_the_plain_form_is_points_alone():
    one = drawing_in(front([[1, 2], [3.5, 4]]))
    assert one.body == "female"
    assert one.strokes("front") == (Stroke(((1.0, 2.0), (3.5, 4.0))),)
    assert one.drawn == ("front", "back")


def test_a_stroke_may_say_more_of_itself():
    more = {"width": 2, "filled": True, "intensity": 7, "pressure": [0.25]}
    strokes = drawing_in(front({"points": [[1, 2]], **more}, {"points": [[1, 2]], "eraser": True}))
    assert strokes.strokes("front") == (
        Stroke(((1.0, 2.0),), width=2, filled=True, intensity=7, pressure=(0.25,)),
        Stroke(((1.0, 2.0),), eraser=True),
    )


def test_what_is_written_is_read_again():
    strokes = [Stroke(((1.0, 2.0),), 2.0, False, False, 3, (0.5,)), Stroke(((1.5, 2.0),))]
    said = {"confirmed": ("neck", "chest"), "intensities": {"neck": 7}}
    one = drawn(*strokes, back=NOT_ON_RECORD, **said)
    assert drawing_in(json.dumps(drawing_data(one))) == one


def test_a_plain_stroke_is_written_plain():
    assert drawing_data(drawn([(1.0, 2.0)]))["views"] == {
        "front": {"drawn": True, "strokes": [[[1.0, 2.0]]]},
        "back": {"drawn": True, "strokes": []},
    }


def test_the_confirmed_regions_are_read():
    assert drawing_in(text(confirmed=["neck", "chest"])).confirmed == ("neck", "chest")


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        ("{", "at line 1, column 2: is not JSON, a JSON file is needed"),
        (b"\xff{}", "is not UTF-8, a JSON file in UTF-8 is needed"),
        ("[]", "found a list, a pain drawing is needed"),
        ('{"schema":1,"schema":1}', "gives a key a second time, once is right"),
        ("[" * 100_000, "is too deep or too long, a pain drawing is needed"),
        ('{"schema":NaN}', "holds a number that is not finite, numbers are needed"),
        ("{}", "schema: is missing, a drawing has schema 1"),
        (
            text(schema=2),
            "schema: is newer than this version of Caseline, which reads up to 1: "
            "a newer Caseline is needed",
        ),
        (
            text(body="cat"),
            "body: holds an unknown word, one of 'neutral', 'female', 'male' is needed",
        ),
        (
            text(colour="red"),
            "unknown key 'colour', known: body, confirmed, intensities, schema, views",
        ),
        (
            text(views={"front": EMPTY}),
            'views > back: is missing, a view such as {"drawn": false, "strokes": []} is needed',
        ),
        (
            text(views={"front": {"strokes": []}, "back": EMPTY}),
            "views > front > drawn: is missing, true or false is needed",
        ),
        (
            text(views={"front": {"drawn": False, "strokes": [[[1, 1]]]}, "back": EMPTY}),
            "views > front > strokes: stand on a view that was not drawn, none are right",
        ),
        (
            text(views={"front": {"drawn": True}, "back": EMPTY}),
            "views > front > strokes: is missing, a list of strokes is needed",
        ),
        (front("x"), "views > front > stroke 1: found a text, a list of points is needed"),
        (
            front([[1, 1]], [[1, "2"]]),
            f"views > front > stroke 2: holds something that is no point, {NEEDS}",
        ),
        (
            front([[1, True]]),
            f"views > front > stroke 1: holds something that is no point, {NEEDS}",
        ),
        (
            front([[1, 2, 3]]),
            f"views > front > stroke 1: holds something that is no point, {NEEDS}",
        ),
        (front({}), f"views > front > stroke 1 > points: found nothing, {NEEDS}"),
        (
            front({"points": [[1, 1]], "width": "2"}),
            "views > front > stroke 1 > width: found a text, a number is needed",
        ),
        (
            front({"points": [[1, 1]], "pressure": [None]}),
            "views > front > stroke 1 > pressure: is no list of numbers, "
            "one for each point is needed",
        ),
        (
            front({"points": [[1, 1]], "filed": True}),
            "views > front > stroke 1: unknown key 'filed', did you mean 'filled'?",
        ),
        (
            front([[1, 1]] * 50_001),
            "views > front > stroke 1: holds 50001 points, at most 50000 are a drawing",
        ),
        (
            front([[1e400, 1]]).replace("Infinity", "1e400"),
            "front: stroke 1 holds a number that is not finite, "
            "numbers in units of the sheet are needed",
        ),
        (
            front([[10**400, 1]]),
            "front: stroke 1 holds a number that is not finite, "
            "numbers in units of the sheet are needed",
        ),
        (text(confirmed=["neck", "neck"]), "confirmed: names a region twice, once is right"),
        (
            text(confirmed=["neck"], intensities={"neck": 11}),
            "intensities > neck: is out of range, a whole number from 0 to 10 is needed",
        ),
        (
            text(confirmed=["neck"], intensities={"chest": 3}),
            "intensities: hold a region that nobody confirmed, only confirmed ones have one",
        ),
        (" " * (MOST_BYTES + 1), "is larger than 5 MB, at most 50000 points are a drawing"),
    ],
)
def test_what_is_no_drawing_is_refused_in_a_sentence(found, sentence):
    assert refusal(found) == f"d.json: {sentence}"


def test_an_unknown_region_is_refused_with_the_known_ones():
    assert refusal(text(confirmed=["knee"])).startswith(
        "d.json: confirmed: names what is no region, the regions are jaw_l, "
    )


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(DrawingError, match=r"^no.json: there is no such file, a JSON file is need"):
        read_drawing(tmp_path / "no.json")


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(DrawingError, match=r": is a folder, a JSON file is needed$"):
        read_drawing(tmp_path)


def test_a_file_is_read(tmp_path):
    path = tmp_path / "drawing.json"
    path.write_text(front([[1, 2]]), encoding="utf-8")
    assert read_drawing(path).strokes("front") == (Stroke(((1.0, 2.0),)),)
