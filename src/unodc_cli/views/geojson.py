"""Places as GeoJSON (RFC 7946): a feature for each point."""

from collections.abc import Iterator

from unodc_cli.errors import UsageError
from unodc_cli.model.exact import loads, to_json
from unodc_cli.report.report import Report

_POINT = ("longitude", "latitude")


def geojson(report: Report) -> Iterator[str]:
    """Return the rows with a point as a collection of features. Raises UsageError for other rows."""
    if not set(_POINT) <= {column.name for column in report.columns}:
        msg = "--format geojson is for places"
        raise UsageError(msg, "`unodc locations` lists them; it needs longitude and latitude in --fields")
    return _features(report)


def _features(report: Report) -> Iterator[str]:
    separator = '{"type": "FeatureCollection", "features": [\n'
    for document in report.documents:
        row = loads(document)
        # Longitude first.
        coordinates = [row.pop(name) for name in _POINT]
        if None not in coordinates:
            geometry = {"type": "Point", "coordinates": coordinates}
            yield separator + to_json({"type": "Feature", "geometry": geometry, "properties": row})
            separator = ",\n"
    yield "\n]}\n" if separator == ",\n" else f"{separator}]}}\n"
