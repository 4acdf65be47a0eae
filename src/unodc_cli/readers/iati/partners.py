"""The participating organisations of an activity, resolved to the known ones."""

from typing import Any

from unodc_cli.codelists import iati
from unodc_cli.model.exact import to_json
from unodc_cli.readers.iati.element import ActivityContext, Element, attribute, line_of
from unodc_cli.readers.iati.organisations import OrganisationMatch, OrganisationMatcher, identifier_of
from unodc_cli.readers.iati.repeated import RepeatedRows
from unodc_cli.readers.iati.texts import name_of
from unodc_cli.readers.records import Alike, Spelling

# The score of a name that is the same as the known one.
_SAME = 100
# With more, memory would grow with the file. Few publishers write more than these.
_MOST_NAMES = 100_000
# The fields of `ParticipantRow` without its activity and line.
_Participant = tuple[str, str | None, str | None, str | None, str | None, str | None]


class PartnerReader:
    """Read the partners of the activities of one file; `language` is preferred where a name has several."""

    def __init__(self, language: str, organisations: OrganisationMatcher) -> None:
        self._language = language
        self._organisations = organisations
        # Organisations that no vocabulary knows, by the reference under which each was named first.
        self._by_reference: dict[str, OrganisationMatch] = {}
        self._repeated = RepeatedRows()
        self._resolved_names: dict[tuple[str, str], tuple[OrganisationMatch, Spelling] | None] = {}

    def read(self, activity: ActivityContext) -> tuple[list[dict[str, Any]], Alike | None]:
        """Return the partners, each once in a role, and the rows of `ParticipantRow`, if any."""
        partners: dict[tuple[str, str | None], dict[str, Any]] = {}
        rows: list[_Participant] = []
        activities: list[str | None] = []
        lines: list[int] = []
        for element in activity.children["participating-org"]:
            name, ref = name_of(element, activity.language, self._language), element.get("ref") or ""
            resolved = self._resolved(ref, name)
            if resolved is None:
                continue
            match, spelling = resolved
            activity.spellings.append(spelling)
            role = iati.ROLES.get(element.get("role") or "") or _role(element)
            channel = (element.get("crs-channel-code") or "").strip() or None
            rows.append((match.id, role, name or None, ref.strip() or None, element.get("type"), channel))
            activities.append((element.get("activity-id") or "").strip() or None)
            lines.append(line_of(element))
            if (match.id, role) not in partners:
                is_other_name = (
                    bool(name) and not self._organisations.is_known(match.id) and name != match.name
                )
                note = f"written '{name}'" if match.score < _SAME or is_other_name else None
                activity.support(f"partners[{len(partners)}]", element, note)
                partners[match.id, role] = {"id": match.id, "name": match.name, "role": role}
        if not rows:
            return [], None
        own = to_json(activities) if any(activities) else None
        return list(partners.values()), self._repeated.alike(rows, own, str(lines))

    def id_of(self, ref: str, name: str) -> str | None:
        """Return the id of an organisation that provides or receives money; None if nothing says which."""
        resolved = self._resolved(ref, name)
        return resolved[0].id if resolved else None

    def _resolved(self, ref: str, name: str) -> tuple[OrganisationMatch, Spelling] | None:
        """Return the organisation that a reference and a name mean, and how it is written."""
        key = ref, name
        if key not in self._resolved_names:
            if len(self._resolved_names) > _MOST_NAMES:
                self._resolved_names.clear()
            match = self._by_its_reference(ref, name, self._organisations.resolve(ref, name))
            self._resolved_names[key] = (match, Spelling(match.id, name, ref, match.score)) if match else None
        return self._resolved_names[key]

    def _by_its_reference(
        self, ref: str, name: str, match: OrganisationMatch | None
    ) -> OrganisationMatch | None:
        """Return the organisation that the file named first with a reference, if it is unknown otherwise."""
        reference = identifier_of(ref)
        if match is None or not reference or self._organisations.is_known(match.id):
            return match
        if name.strip() and len(self._by_reference) < _MOST_NAMES:
            return self._by_reference.setdefault(reference, match)
        return self._by_reference.get(reference, match)


def _role(element: Element) -> str | None:
    """Return a role that is written with blanks around it or in capitals, as some publishers do."""
    return iati.ROLES.get(attribute(element, "role").lower())
