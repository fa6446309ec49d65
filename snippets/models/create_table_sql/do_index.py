from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import String, create_mock_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

class Base(DeclarativeBase):
    pass

# page: from here
class Tool(Base):
    __tablename__ = "tool"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    name: Mapped[str] = mapped_column(String(100), index=True)

ddl = ""

def collect(statement: Any, *_: Any) -> None:
    global ddl
    ddl += str(statement.compile(dialect=engine.dialect)).strip() + ";\n"

engine = create_mock_engine("postgresql+psycopg://", collect)
Base.metadata.create_all(engine, checkfirst=False)
print("index in the DDL:", "CREATE INDEX" in ddl)
#> index in the DDL: True
