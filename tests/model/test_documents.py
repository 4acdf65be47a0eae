"""The types of documents: they have the keys and values of the models that write them."""

import types
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints, is_typeddict

import pytest
from pydantic import BaseModel

from unodc_cli.model import activity, documents, portfolio, project
from unodc_cli.model.exact import Exact

PAIRS = {
    name.removesuffix("Document"): document
    for name, document in vars(documents).items()
    if is_typeddict(document) and name not in {"SpanDocument", "NamedDocument"}
}


def written(hint: Any) -> Any:
    """Return the type that a value of a model has in its document, with texts for closed sets of words."""
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return PAIRS[hint.__name__]
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return written(arguments[0])
    if origin is Literal:
        return str
    if origin in (Union, types.UnionType):
        # A number that is read back is exact.
        return set_of(written(argument) for argument in arguments if argument is not Exact)
    if origin is list:
        return list, written(arguments[0])
    return hint


def set_of(hints: Any) -> Any:
    """Return a union as a set, without unions in it."""
    flat: set[Any] = set()
    for hint in hints:
        flat |= hint if isinstance(hint, frozenset) else {hint}
    return frozenset(flat) if len(flat) > 1 else flat.pop()


@pytest.mark.parametrize("name", PAIRS)
def test_a_document_has_the_keys_and_types_of_its_model(name: str) -> None:
    model: type[BaseModel] = next(
        getattr(module, name) for module in (project, portfolio, activity) if hasattr(module, name)
    )
    fields = {key: field for key, field in model.model_fields.items() if not field.exclude}
    hints = get_type_hints(PAIRS[name])
    assert hints.keys() == fields.keys()
    modelled = get_type_hints(model, include_extras=True)
    for key, hint in hints.items():
        assert written(hint) == written(modelled[key]), key


def test_each_model_of_a_project_has_a_document() -> None:
    def models(model: type[BaseModel]) -> set[str]:
        inner = {
            part
            for field in model.model_fields.values()
            for part in parts(field.annotation)
            if isinstance(part, type) and issubclass(part, BaseModel)
        }
        return {model.__name__}.union(*map(models, inner))

    def parts(hint: Any) -> list[Any]:
        return [hint, *(part for argument in get_args(hint) for part in parts(argument))]

    assert models(project.Project) | {"Statement"} == set(PAIRS)
