"""A report from a cold start, against Python with the libraries that draw and set it."""

from pathlib import Path

from tests.bench.measure import in_turns, show

CASE = Path(__file__).parents[2] / "examples" / "moser-2025.toml"
REPORT = "from caseline.cli.main import main; main()"
YARDSTICK = """
import jinja2, typst, vl_convert
vl_convert.vegalite_to_svg({"data": {"values": [{"x": 1}]}, "mark": "point", "encoding": {}})
"""
MOST_HTML = 400_000  # bytes


def test_a_report_takes_a_few_times_what_its_libraries_take_to_start(tmp_path):
    measured = in_turns(
        {
            "caseline report, published case": (REPORT, ["report", CASE, "-o", tmp_path]),
            "the libraries and one empty chart": (YARDSTICK, []),
        }
    )
    show("A report, cold", measured)
    size = (tmp_path / "report.html").stat().st_size
    print(f"\nreport.html: {size / 1000:.0f} kB")

    made, started = (one.seconds for one in measured.values())
    assert made <= 8 * started
    assert size <= MOST_HTML
