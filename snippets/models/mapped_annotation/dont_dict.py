from typing import Any

from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

# page: from here
class Base(DeclarativeBase):
    pass

class Tool(Base):
    __tablename__ = "tool"

    id: Mapped[int] = mapped_column(primary_key=True)
    tool_metadata: Mapped[dict[str, Any]]

#! sqlalchemy.orm.exc.MappedAnnotationError: Could not locate SQLAlchemy Core type when resolving for Python type indicated by 'dict[str, typing.Any]' inside the Mapped[] annotation for the 'tool_metadata' attribute; the type object is not resolvable by the registry

print(repr(Tool.__table__.c.tool_metadata.type))
