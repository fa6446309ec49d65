from typing import Any

from sqlalchemy import JSON
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

# page: from here
class Base(DeclarativeBase):
    type_annotation_map = {dict[str, Any]: JSON}

class Tool(Base):
    __tablename__ = "tool"

    id: Mapped[int] = mapped_column(primary_key=True)
    tool_metadata: Mapped[dict[str, Any]]

print(repr(Tool.__table__.c.tool_metadata.type))
#> JSON()
