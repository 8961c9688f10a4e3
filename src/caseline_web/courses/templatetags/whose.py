"""`{% whose course %}`: whom a page is about, so that nothing is entered for somebody else."""

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from caseline_web.courses.store import CourseRef
from caseline_web.people.store import identity_of

register = template.Library()


@register.simple_tag
def whose(course: CourseRef) -> SafeString:
    """The name and the pseudonym, with the way to the course."""
    who = identity_of(course.patient) if course.patient else None
    name = who.name if who else ""
    small = format_html(" <small>{}</small>", course.pseudonym) if name else ""
    return format_html(
        '<p class="whose"><a href="{}">{}</a>{}</p>',
        reverse("course", args=[course.pseudonym]),
        name or course.pseudonym,
        small,
    )
