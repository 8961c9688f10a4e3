"""Static files are gathered once at each start: compressed, and fast."""

from pathlib import Path

import pytest

pytestmark = pytest.mark.extra


def test_every_style_sheet_and_script_has_its_gzip_and_no_brotli(application):
    from django.conf import settings

    root = Path(settings.STATIC_ROOT)
    texts = [one for kind in ("css", "js") for one in root.rglob(f"*.{kind}")]
    large = [one for one in texts if one.stat().st_size > 1000]
    assert len(large) > 10
    assert [one.name for one in large if not Path(f"{one}.gz").exists()] == []
    assert list(root.rglob("*.br")) == []
