# page: essence
from pydantic import BaseModel
from sqlalchemy.orm import Mapped, mapped_column

# page: essence
class Tool(BaseModel):
    __tablename__ = "tool"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]

#! pydantic.errors.PydanticSchemaGenerationError: Unable to generate pydantic-core schema for sqlalchemy.orm.base.Mapped[int]. Set `arbitrary_types_allowed=True` in the model_config to ignore this error or implement `__get_pydantic_core_schema__` on your type to fully support it.

print(Tool.__name__, "has the table", Tool.__table__)
