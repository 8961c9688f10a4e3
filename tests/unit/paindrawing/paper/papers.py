"""Printed forms to draw on, each set once."""

from caseline.paindrawing.drawing import PainDrawing, Stroke
from caseline.paindrawing.paper.simulated import blank_forms
from caseline.reports.drawing_form import form_pdf

blank = blank_forms(form_pdf)

LOOP = ((80, 130), (120, 130), (120, 150), (80, 150), (80, 130))  # on the chest, in front
LINE = ((100, 110), (100, 150))  # on the upper back


def drawn(front=(), back=(), body="neutral", width=2.0):
    strokes = {
        view: tuple(Stroke(points, width=width) for points in lines)
        for view, lines in (("front", front), ("back", back))
    }
    return PainDrawing(body, strokes)
