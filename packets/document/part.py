"""What all parts of a document are: frozen, closed, spelled the same for ever."""

from typing import Annotated, Any, ClassVar

from pydantic import (
    BaseModel,
    ConfigDict,
    SerializerFunctionWrapHandler,
    StringConstraints,
    model_serializer,
)

Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
"""What an address may hold: a section's key becomes its anchor."""


class Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    LATER: ClassVar[frozenset[str]] = frozenset()
    """Fields that came to the format later. Left as they come they are not spelled, so that a
    document without them keeps its hash."""

    @model_serializer(mode="wrap")
    def _spell(self, spell: SerializerFunctionWrapHandler) -> dict[str, Any]:
        spelled = spell(self)
        for name in self.LATER:
            if getattr(self, name) == type(self).model_fields[name].default:
                spelled.pop(name, None)
        return spelled
